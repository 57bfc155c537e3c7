import { useState } from "preact/hooks";
import { go } from "../address.ts";
import { AskDialog } from "../parts/ask-dialog.tsx";
import { Choice } from "../parts/choice.tsx";
import { EXPORT_FORMATS, EXPORT_ROWS_MAX, type ExportSource, requestExport } from "./state.ts";

const ROWS_USUAL = 10_000;

/** Asks for a format and a number of rows, and starts the export. */
export function ExportButton({ source }: { readonly source: () => ExportSource }) {
  const [format, setFormat] = useState<string>(EXPORT_FORMATS[0]);
  const [limit, setLimit] = useState(ROWS_USUAL);
  const start = async () => {
    await requestExport(source(), { format, limit });
    go({ page: "exports", creator: null });
  };
  return (
    <AskDialog name="Export…" title="Export as a file" submit="Start" act={start}>
      <Choice
        label="Format"
        value={format}
        choices={EXPORT_FORMATS.map((one) => [one, one])}
        onChoose={setFormat}
      />
      <label>
        Creators at most
        <input
          type="number"
          required
          min={1}
          max={EXPORT_ROWS_MAX}
          value={limit}
          onInput={({ currentTarget }) => setLimit(currentTarget.valueAsNumber)}
        />
      </label>
      <p class="small">
        The file holds what the API shows of a creator, never contacts. It is gone after a day, or as soon as
        a creator in it is erased. Every 100 creators asked for count as a page of results.
      </p>
    </AskDialog>
  );
}
