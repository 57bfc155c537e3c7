import { phraseKey } from "../text/words.ts";

/** Folded words and phrases, each once, and the stems that words may begin with. */
export interface Phrases {
  readonly exact: readonly string[];
  readonly stems: readonly string[];
}

/** Folds a table with `|` between entries; `*` ends a stem of one word. */
export function phrasesOf(table: string): Phrases {
  const entries = table.split("|");
  const stems = new Set(entries.filter((entry) => entry.endsWith("*")).map(phraseKey));
  const exact = new Set(
    entries.filter((entry) => !entry.endsWith("*")).map((entry) => phraseKey(entry) || entry),
  );
  return { exact: [...exact], stems: [...stems] };
}
