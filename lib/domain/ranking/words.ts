import { stemmer } from "stemmer";
import { fold } from "../dictionaries/fold.ts";

/** Stems of the words seen last; profiles share most of their words, and stemming is the dearest step. */
const STEMS_MAX = 50_000;
const stems = new Map<string, string>();

/** Marks too: Indic vowel signs are part of their word. */
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const ASCII = /^[a-z0-9]*$/;

/** The words of a text, folded. */
export const wordsOf = (text: string): string[] => fold(text).match(WORD) ?? [];

/** Letters and digits only, folded: "Linus Tech-Tips" is "linustechtips". */
export const compact = (text: string): string => wordsOf(text).join("");

/** The Porter stem of a folded word, as the embedded index has it; other scripts are left alone. */
export function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size >= STEMS_MAX) stems.clear();
  const stem = ASCII.test(word) ? stemmer(word) : word;
  stems.set(word, stem);
  return stem;
}
