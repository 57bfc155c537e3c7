import { FILTER_WORDS, PLATFORM_WORDS } from "./filter-word-table.ts";
import { NEGATION_WORDS } from "./negation-word-table.ts";
import { type Phrases, phrasesOf } from "./phrases.ts";
import { PLACE_WORDS } from "./place-word-table.ts";
import { CONNECTORS, STOP_WORDS } from "./stop-word-table.ts";

const TABLES = {
  ...{ ...PLATFORM_WORDS, ...FILTER_WORDS, ...PLACE_WORDS, ...NEGATION_WORDS },
  ...{ stop: Object.values(STOP_WORDS).join("|"), connectors: CONNECTORS },
};

/** The name of a word table. */
export type FilterPhrase = keyof typeof TABLES;

/** The words and phrases of all tables of the query reader, folded. */
export default function filterPhrases(): Readonly<Record<FilterPhrase, Phrases>> {
  const entries = Object.entries(TABLES).map(([name, table]) => [name, phrasesOf(table)] as const);
  return Object.fromEntries(entries) as Record<FilterPhrase, Phrases>;
}
