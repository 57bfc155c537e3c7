import { hasEmoji, phraseKey } from "../text/words.ts";
import { type Evidence, HINT_WEIGHT, WORD_WEIGHT } from "./category-evidence.ts";
import { categoryTable, NEVER_EVIDENCE } from "./category-table.ts";

type Index = Map<string, Evidence[]>;

export interface CategoryVocabulary {
  readonly exact: readonly (readonly [key: string, evidence: readonly Evidence[]])[];
  readonly stems: readonly (readonly [key: string, evidence: readonly Evidence[]])[];
  /** First words of phrases with several words. */
  readonly phraseStarts: readonly string[];
}

/** The categories that each folded word, phrase and stem of the category table is evidence for. */
export default function categoryVocabulary(): CategoryVocabulary {
  const exact: Index = new Map();
  const stems: Index = new Map();
  const phraseStarts = new Set<string>();
  const add = (entry: string, evidence: Evidence) => {
    const key = hasEmoji(entry) ? entry.replaceAll("\ufe0f", "") : phraseKey(entry);
    if (key === "") return;
    const table = entry.endsWith("*") ? stems : exact;
    const known = table.get(key) ?? [];
    if (!known.some(({ code }) => code === evidence.code)) table.set(key, [...known, evidence]);
    const space = key.indexOf(" ");
    if (space > 0) phraseStarts.add(key.slice(0, space));
  };
  for (const { code, words, hints } of categoryTable()) {
    for (const entry of words) add(entry, { code, weight: WORD_WEIGHT });
    for (const entry of hints) add(entry, { code, weight: HINT_WEIGHT });
  }
  const never = NEVER_EVIDENCE.split("|").map((word) => word.replace("*", ""));
  for (const word of never) for (const table of [exact, stems]) table.delete(word);
  return { exact: [...exact], stems: [...stems], phraseStarts: [...phraseStarts] };
}
