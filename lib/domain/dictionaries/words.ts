import { fold } from "./fold.ts";

/** A word of a text with its place there; `end` is exclusive, both in UTF-16 units. */
export interface Word {
  readonly raw: string;
  /** The form that dictionaries compare, see `fold`. */
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const EMOJI = /\p{Extended_Pictographic}/u;
/** Scripts written without spaces between words: Han, kana, Hangul (particles cling to nouns), Thai. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u;

/** The words of a text: runs of letters, digits and marks. Linear in the text's length. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const raw = match[0];
    words.push({ raw, folded: fold(raw), start: match.index, end: match.index + raw.length });
  }
  return words;
}

/** The key under which a name of one or several words stands in a dictionary. */
export const phraseKey = (name: string): string =>
  wordsOf(name)
    .map((word) => word.folded)
    .join(" ");

export const hasEmoji = (text: string): boolean => EMOJI.test(text);

export const isUnspaced = (word: string): boolean => UNSPACED.test(word);

export interface PhraseHit<T> {
  readonly value: T;
  readonly key: string;
  /** Number of words taken. */
  readonly length: number;
}

/** The longest dictionary phrase of at most `maxWords` words that begins at word `at`. */
export function longestPhraseAt<T>(
  words: readonly Word[],
  at: number,
  dictionary: ReadonlyMap<string, T>,
  maxWords: number,
): PhraseHit<T> | undefined {
  let key = "";
  let best: PhraseHit<T> | undefined;
  for (let length = 1; length <= maxWords; length += 1) {
    const word = words[at + length - 1];
    if (word === undefined) break;
    key = length === 1 ? word.folded : `${key} ${word.folded}`;
    const value = dictionary.get(key);
    if (value !== undefined) best = { value, key, length };
  }
  return best;
}

const UNSPACED_NAME_MAX = 8;

/** Dictionary names inside one run of unspaced script, longest first at each position. */
export function* namesInRun<T>(
  run: string,
  dictionary: ReadonlyMap<string, T>,
): Generator<{ value: T; key: string; at: number }> {
  let at = 0;
  while (at < run.length) {
    const hit = longestNameAt(run, at, dictionary);
    if (hit !== undefined) yield { ...hit, at };
    at += hit?.key.length ?? 1;
  }
}

function longestNameAt<T>(
  run: string,
  at: number,
  dictionary: ReadonlyMap<string, T>,
): { value: T; key: string } | undefined {
  for (let length = Math.min(UNSPACED_NAME_MAX, run.length - at); length >= 2; length -= 1) {
    const key = run.slice(at, at + length);
    const value = dictionary.get(key);
    if (value !== undefined) return { value, key };
  }
  return undefined;
}
