import { stemmer } from "stemmer";
import { ownCopy } from "./own-copy.ts";
import { wordMemory } from "./word-memory.ts";

/** Stems of the words seen last: texts share most of their words. At most some 4 MB. */
const stems = wordMemory<string>(30_000);

/** Longer ones are no words: ciphers, links. */
export const WORD_MAX_CHARACTERS = 64;
/** Shorter words are their own stem, but for abbreviations of two consonants: DJs, PCs, TVs. */
export const STEMMED_MIN_CHARACTERS = 4;
const ABBREVIATIONS = /^([b-df-hj-np-rtv-xz]{2})s$/;
/** A shorter stem is another word's: Porter makes "us" of "uses" and "on" of "ones". Such a word loses its plural s alone. */
const STEM_MIN_CHARACTERS = 3;
const ENGLISH_LETTERS = /^[a-z]+$/;

/** The Porter stem of a folded word; words of other letters are left as they are. At most 64 characters. */
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
