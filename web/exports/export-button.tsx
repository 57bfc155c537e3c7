import { useMemo, useRef, useState } from "preact/hooks";
import { go } from "../address.ts";
import { acting } from "../parts/acting.ts";
import { FormEnd } from "../parts/form-end.tsx";
import { EXPORT_FORMATS, EXPORT_ROWS_MAX, type ExportSource, requestExport } from "./state.ts";

const ROWS_USUAL = 10_000;

/** Asks for a format and a number of rows, and starts the export. */
export function ExportButton({ source }: { readonly source: () => ExportSource }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [format, setFormat] = useState<string>(EXPORT_FORMATS[0]);
  const [limit, setLimit] = useState(ROWS_USUAL);
  const form = useMemo(acting, []);
  const start = (event: Event) => {
    event.preventDefault();
    void form.act(async () => {
      await requestExport(source(), { format, limit });
      dialog.current?.close();
      go({ page: "exports", creator: null });
    });
  };
  return (
    <>
      <button type="button" onClick={() => dialog.current?.showModal()}>
        Export…
      </button>
      <dialog ref={dialog} aria-labelledby="export-title">
        <form onSubmit={start}>
          <h2 id="export-title">Export as a file</h2>
          <label>
            Format
            <select value={format} onChange={({ currentTarget }) => setFormat(currentTarget.value)}>
              {EXPORT_FORMATS.map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </select>
          </label>
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
            The file holds what the API shows of a creator, never contacts. It is gone after a day, or as soon
            as a creator in it is erased. Every 100 creators asked for count as a page of results.
          </p>
          <FormEnd dialog={dialog} acting={form} submit="Start" />
        </form>
      </dialog>
    </>
  );
}
