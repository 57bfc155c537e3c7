import { stemmer } from "stemmer";
import { ownCopy } from "./own-copy.ts";
import { wordMemory } from "./word-memory.ts";

/** Stems of recent words: texts share most of their words. At most about 4 MB. */
const stems = wordMemory<string>(30_000);

/** Longer strings are not words but ciphers or links. */
export const WORD_MAX_CHARACTERS = 64;
/** Shorter words are their own stem, except abbreviations of two consonants: DJs, PCs, TVs. */
export const STEMMED_MIN_CHARACTERS = 4;
const ABBREVIATIONS = /^([b-df-hj-np-rtv-xz]{2})s$/;
/**
 * A shorter stem would be another word: Porter makes "us" of "uses" and "on" of "ones". Such a word loses only its
 * plural s.
 */
const STEM_MIN_CHARACTERS = 3;
const ENGLISH_LETTERS = /^[a-z]+$/;

/** The Porter stem of a folded word. Words with other letters stay unchanged. At most 64 characters. */
export function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const bounded = ownCopy(word.slice(0, WORD_MAX_CHARACTERS));
  const stem = cutStem(bounded);
  if (bounded === word) stems.set(bounded, stem);
  return stem;
}

function cutStem(word: string): string {
  if (word.length < STEMMED_MIN_CHARACTERS) return word.replace(ABBREVIATIONS, "$1");
  if (!ENGLISH_LETTERS.test(word)) return word;
  const stem = stemmer(word);
  return stem.length < STEM_MIN_CHARACTERS ? word.replace(/s$/, "") : stem;
}
