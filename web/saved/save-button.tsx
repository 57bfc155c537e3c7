import { useState } from "preact/hooks";
import { go } from "../address.ts";
import { AskDialog } from "../parts/ask-dialog.tsx";
import { activeFilters } from "../search/filters.ts";
import { parameters } from "../search/state.ts";
import { storedSearch } from "../search/stored-search.ts";
import { saveSearch } from "./state.ts";

const NAME_MAX = 200;

/** Suggests a name: the query's words, or else the filters. */
function nameOf(asked: URLSearchParams): string {
  const words = asked.get("q");
  if (words) return words.slice(0, NAME_MAX);
  const filters = activeFilters(asked).map(({ label }) => label);
  return (filters.join(", ") || "All creators").slice(0, NAME_MAX);
}

/** Saves the shown search. From then on it runs every day and reports creators that it finds for the first time. */
export function SaveButton() {
  const [name, setName] = useState("");
  const save = async () => {
    const { id } = await saveSearch(name, storedSearch(parameters.peek()));
    go({ page: "saved", saved: id, creator: null });
  };
  return (
    <AskDialog
      name="Save…"
      title="Save this search"
      submit="Save"
      onOpen={() => setName(nameOf(parameters.peek()))}
      act={save}
    >
      <label>
        Name
        <input
          type="text"
          dir="auto"
          required
          maxLength={NAME_MAX}
          value={name}
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
      </label>
      <p class="small">
        It runs every day, and lists the creators that it finds for the first time. What it finds now is no
        news.
      </p>
    </AskDialog>
  );
}
