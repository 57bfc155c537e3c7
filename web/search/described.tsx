import type { StoredSearch } from "../../lib/domain/search-request.ts";
import { activeFilters } from "./filters.ts";
import { parametersOf } from "./stored-search.ts";

/** A stored search in words: its query and its filters. */
export function Described({ search }: { readonly search: StoredSearch }) {
  const labels = activeFilters(new URLSearchParams(parametersOf(search))).map(({ label }) => label);
  return (
    <>
      {search.query === "" ? "All creators" : <q dir="auto">{search.query}</q>}
      {labels.length > 0 && <bdi class="small"> {labels.join("; ")}</bdi>}
    </>
  );
}
