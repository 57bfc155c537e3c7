import { phraseKey } from "../dictionaries/words.ts";

/** Folded words and phrases, each once, and the stems that words may begin with. */
export interface Phrases {
  readonly exact: readonly string[];
  readonly stems: readonly string[];
}

/** Folds `|`-separated tables; `*` ends a stem of one word. */
export function phrasesOf(tables: readonly string[]): Phrases {
  const entries = tables.flatMap((table) => table.split("|"));
  const stems = new Set(entries.filter((entry) => entry.endsWith("*")).map(phraseKey));
  const exact = new Set(
    entries.filter((entry) => !entry.endsWith("*")).map((entry) => phraseKey(entry) || entry),
  );
  return { exact: [...exact], stems: [...stems] };
}
