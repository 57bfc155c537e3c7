import { create, insertMultiple, search } from "@orama/orama";
import type { PlainDocument } from "../judged-set.ts";
import { DEPTH, type SearchSystem } from "./search-system.ts";
import { STOP_WORDS } from "./stop-words.ts";

/** Orama's full-text search with its English stemmer. Any of the words may match. */
export async function orama(documents: Iterable<PlainDocument>): Promise<SearchSystem> {
  const index = create({
    schema: { text: "string" } as const,
    components: { tokenizer: { stemming: true, language: "english", stopWords: [...STOP_WORDS] } },
  });
  await insertMultiple(index, [...documents]);
  return {
    name: "Orama",
    async search(query) {
      const { hits } = await search(index, { term: query, limit: DEPTH });
      return { ids: hits.map(({ id }) => id), filters: null };
    },
  };
}
