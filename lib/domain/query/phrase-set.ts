import type { Phrases } from "./phrases.ts";
import type { Token } from "./query-tokens.ts";

/** A set of words and phrases that can be looked up at a position in a list of tokens. */
export interface PhraseSet {
  has(word: string): boolean;
  /** Number of tokens of the longest phrase that begins at `at`; 0 if there is none. */
  lengthAt(tokens: readonly Token[], at: number): number;
  /** Number of tokens of the longest phrase that ends right before `end`; 0 if there is none. */
  lengthBefore(tokens: readonly Token[], end: number): number;
  readonly keys: readonly string[];
}

const PHRASE_MAX_WORDS = 5;
const STEM_MIN = 4;

/** Makes the set from folded words, phrases and stems. */
export function phraseSet(folded: Phrases): PhraseSet {
  const stems = new Set(folded.stems);
  const exact = new Set(folded.exact);
  const longest = Math.min(PHRASE_MAX_WORDS, Math.max(...[...exact].map((key) => key.split(" ").length)));
  const phrases = [...exact].filter((key) => key.includes(" "));
  const firstWords = new Set(phrases.map((key) => key.slice(0, key.indexOf(" "))));
  const lastWords = new Set(phrases.map((key) => key.slice(key.lastIndexOf(" ") + 1)));
  const longestStem = Math.max(0, ...folded.stems.map((stem) => stem.length));
  const has = (word: string) => exact.has(word) || hasStem(stems, word, longestStem);
  /**
   * Number of tokens of the longest phrase with the token `near` at one end. `start` gives the phrase's start for a
   * length.
   */
  const longestFrom = (
    tokens: readonly Token[],
    near: number,
    edges: ReadonlySet<string>,
    start: (length: number) => number,
  ) => {
    const word = tokens[near]?.folded;
    if (word === undefined) return 0;
    for (let length = edges.has(word) ? longest : 1; length > 1; length -= 1) {
      const from = start(length);
      if (from >= 0 && from + length <= tokens.length && exact.has(keyOf(tokens, from, from + length)))
        return length;
    }
    return has(word) ? 1 : 0;
  };
  return {
    has,
    lengthAt: (tokens, at) => longestFrom(tokens, at, firstWords, () => at),
    lengthBefore: (tokens, end) => longestFrom(tokens, end - 1, lastWords, (length) => end - length),
    keys: [...exact, ...stems],
  };
}

function hasStem(stems: ReadonlySet<string>, word: string, longest: number): boolean {
  for (let length = Math.min(word.length, longest); length >= STEM_MIN; length -= 1)
    if (stems.has(word.slice(0, length))) return true;
  return false;
}

/** The dictionary key of a row of tokens. */
export function keyOf(tokens: readonly Token[], start: number, end: number): string {
  let key = "";
  for (let at = start; at < end; at += 1) key += (at === start ? "" : " ") + (tokens[at]?.folded ?? "");
  return key;
}
