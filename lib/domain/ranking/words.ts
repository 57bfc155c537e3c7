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

/**
 * Shorter words are their own stem, but for abbreviations of two consonants (DJs). A shorter stem is another
 * word's (Porter makes "us" of "uses"): such a word loses its plural s alone.
 */
const STEMMED_MIN_CHARACTERS = 4;
const ABBREVIATIONS = /^([b-df-hj-np-rtv-xz]{2})s$/;
const STEM_MIN_CHARACTERS = 3;

/** The Porter stem of a folded word, by the embedded index's rules; other scripts are left alone. */
export function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size >= STEMS_MAX) stems.clear();
  const stem = cutStem(word);
  stems.set(word, stem);
  return stem;
}

function cutStem(word: string): string {
  if (word.length < STEMMED_MIN_CHARACTERS) return word.replace(ABBREVIATIONS, "$1");
  const stem = ASCII.test(word) ? stemmer(word) : word;
  return stem.length < STEM_MIN_CHARACTERS ? word.replace(/s$/, "") : stem;
}
