import MiniSearch from "minisearch";
import type { PlainDocument } from "../judged-set.ts";
import { DEPTH, type SearchSystem } from "./search-system.ts";
import { STOP_WORDS } from "./stop-words.ts";

const stopWords = new Set(STOP_WORDS);

/**
 * MiniSearch as its guide recommends for people's queries: prefixes, and spellings that differ in up to a fifth of a
 * word.
 */
export function miniSearch(documents: Iterable<PlainDocument>): SearchSystem {
  const index = new MiniSearch<PlainDocument>({
    fields: ["text"],
    processTerm: (term) => (stopWords.has(term.toLowerCase()) ? null : term.toLowerCase()),
    searchOptions: { prefix: true, fuzzy: 0.2 },
  });
  index.addAll([...documents]);
  return {
    name: "MiniSearch",
    async search(query) {
      const ids = index.search(query).map(({ id }) => String(id));
      return { ids: ids.slice(0, DEPTH), filters: null };
    },
  };
}
