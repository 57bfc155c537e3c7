import { lazily } from "../made-once.ts";
import { TRANSLATIONS } from "./translation-table.ts";

/** A beginning or end of a word that is at least this long decides its topic, whatever the rest says: "Kochrezepte". */
const PART_MIN_CHARACTERS = 6;
/** A shorter beginning counts only if the ending that is cut off is no longer than `ENDING_MAX_CHARACTERS`. */
const STEM_MIN_CHARACTERS = 4;
const ENDING_MAX_CHARACTERS = 2;
/** Marks a word of the table that counts only as a whole word, because common English words begin or end with it. */
export const WHOLE_ALONE = "=";

/** Maps a folded word, with `WHOLE_ALONE` if it has that mark, to English words for its topic. */
export type Translations = ReadonlyMap<string, readonly string[]>;

const table = lazily(() => readTranslations(TRANSLATIONS));

/** Reads lines of English words, a colon and folded words of other languages. */
export function readTranslations(text: string): Translations {
  const made = new Map<string, string[]>();
  for (const line of text.trim().split("\n")) {
    const [topic = "", words = ""] = line.split(": ");
    for (const word of words.split(" ")) made.set(word, [...(made.get(word) ?? []), ...topic.split(" ")]);
  }
  return made;
}

/**
 * English words for the topic that a folded word of another language names, from the lexicon that the vectors are made
 * with: "recipes" for "recetas". For a compound, the words for its beginning and its end. A common English word has
 * none.
 */
export function englishWords(word: string): readonly string[] {
  const known = table();
  const whole = known.get(word) ?? known.get(word + WHOLE_ALONE);
  return whole ?? partsOf(word, known).flatMap((part) => known.get(part) ?? []);
}

/** The words of the table with which a word begins and ends. */
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
