import { fold } from "./fold.ts";

/** A word of a text with its position; `end` is exclusive, both in UTF-16 units. */
export interface Word {
  readonly raw: string;
  /** The form that dictionaries compare; see `fold`. */
  readonly folded: string;
  readonly start: number;
  readonly end: number;
  /** Whether only an apostrophe is between this word and the one before. */
  readonly joined: boolean;
}

/** Letters in the form of symbols: enclosed, squared, on black. */
const STYLED = String.raw`\u249c-\u24e9\u3200-\u33ff\u{1f110}-\u{1f129}\u{1f130}-\u{1f149}\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}`;
/** Letters by Unicode's classes that people type as apostrophes; see `fold`. */
const APOSTROPHE_LETTERS = String.raw`\u02b9-\u02bf\u02c8\u02ca\u02cb\u02ee\u07f4\u07f5\ua78b\ua78c`;
/**
 * The characters that may begin a word; `LETTER_OR_MARK` are those inside one, with marks and invisible characters,
 * except the zero-width space.
 */
export const LETTER = String.raw`[[\p{L}\p{N}${STYLED}]--[${APOSTROPHE_LETTERS}\p{DI}]]`;
export const LETTER_OR_MARK = String.raw`[[\p{L}\p{N}\p{M}\p{DI}${STYLED}]--[${APOSTROPHE_LETTERS}\u200b]]`;
/** An apostrophe between the letters of one word: здоров'я, o'zbek, l'amour, צ׳יפס. Unicode's confusables of U+0027. */
export const APOSTROPHE = String.raw`['\`´‘’‛′‵＇\u055a\u05f3${APOSTROPHE_LETTERS}]`;

const ASCII = /^[\0-\x7f]*$/;
/** The same as `WORD` for plain ASCII, which most texts are. */
const ASCII_WORD = /[A-Za-z0-9]+/g;
const WORD = new RegExp(`${LETTER}${LETTER_OR_MARK}*`, "gv");
const JOINT = new RegExp(`^${APOSTROPHE}$`, "v");
const NOT_OF_WORD = /[^\p{L}\p{N}\p{M}]+/u;
const EMOJI = /\p{Extended_Pictographic}/u;
/** Scripts without spaces between words. Their words are searched inside longer runs. */
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/**
 * The words of a text: runs of letters, digits and marks. An apostrophe ends a word, and `joined` says that the next
 * word belongs to it. Linear in the text's length.
 */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let last = -1;
  const isPlain = ASCII.test(text);
  for (const { 0: raw, index: start } of text.matchAll(isPlain ? ASCII_WORD : WORD)) {
    const end = start + raw.length;
    const joined = start === last + 1 && JOINT.test(text[last] ?? "");
    last = end;
    if (isPlain) {
      words.push({ raw, folded: raw.toLowerCase(), start, end, joined });
      continue;
    }
    const folded = fold(raw);
    // One sign may mean several words: ﷺ means four. A sign that folds to no letter is not a word.
    if (!NOT_OF_WORD.test(folded)) words.push({ raw, folded, start, end, joined });
    else
      for (const part of folded.split(NOT_OF_WORD))
        if (part !== "") words.push({ raw, folded: part, start, end, joined });
  }
  return words;
}

/** The words of a text as they are written. */
export const rawWordsOf = (text: string): string[] => text.match(ASCII.test(text) ? ASCII_WORD : WORD) ?? [];

/** The words of a text, folded. */
export const foldedWordsOf = (text: string): string[] =>
  ASCII.test(text) ? (text.toLowerCase().match(ASCII_WORD) ?? []) : wordsOf(text).map(({ folded }) => folded);

/** A dictionary's key for a name of one or several words. */
export const phraseKey = (name: string): string => foldedWordsOf(name).join(" ");

export const hasEmoji = (text: string): boolean => EMOJI.test(text);

export const isUnspaced = (word: string): boolean => UNSPACED.test(word);

export interface PhraseHit<T> {
  readonly value: T;
  readonly key: string;
  /** Number of words in the phrase. */
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

/** Dictionary names inside one run of a script without spaces, the longest first at each position. */
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
