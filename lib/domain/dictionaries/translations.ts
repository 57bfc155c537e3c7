import { TRANSLATIONS } from "./translation-table.ts";

/** A longer beginning or end of a word is taken for its topic, whatever the rest says: "Kochrezepte". */
const PART_MIN_CHARACTERS = 6;
/** A shorter one where only so much of an ending is cut off. */
const STEM_MIN_CHARACTERS = 4;
const ENDING_MAX_CHARACTERS = 2;
/** Behind a word of the table that stands for itself alone: common English words begin or end so. */
export const WHOLE_ALONE = "=";

/** Folded word, with `WHOLE_ALONE` where it has that -> English words for its topic. */
export type Translations = ReadonlyMap<string, readonly string[]>;

let table: Translations | undefined;

/** Lines of English words, a colon and folded words of other languages. */
export function readTranslations(text: string): Translations {
  const made = new Map<string, string[]>();
  for (const line of text.trim().split("\n")) {
    const [topic = "", words = ""] = line.split(": ");
    for (const word of words.split(" ")) made.set(word, [...(made.get(word) ?? []), ...topic.split(" ")]);
  }
  return made;
}

/**
 * English words for the topic that a folded word of another language names, by the lexicon that the vectors are made
 * with: "recipes" for "recetas". Of a compound, those of its beginning and its end. No common English word has any.
 */
export function englishWords(word: string): readonly string[] {
  table ??= readTranslations(TRANSLATIONS);
  const known = table;
  const whole = known.get(word) ?? known.get(word + WHOLE_ALONE);
  return whole ?? partsOf(word, known).flatMap((part) => known.get(part) ?? []);
}

/** The words of the table that a word begins and ends with. */
export function partsOf(word: string, known: Translations): string[] {
  const parts: string[] = [];
  for (let size = word.length - 1; size >= STEM_MIN_CHARACTERS; size -= 1) {
    if (size < PART_MIN_CHARACTERS && size < word.length - ENDING_MAX_CHARACTERS) break;
    if (known.has(word.slice(0, size))) {
      parts.push(word.slice(0, size));
      break;
    }
  }
  for (let size = word.length - 1; size >= PART_MIN_CHARACTERS; size -= 1) {
    if (!known.has(word.slice(-size))) continue;
    parts.push(word.slice(-size));
    break;
  }
  return parts;
}
