import type { Creator } from "../creator.ts";
import { fold } from "../dictionaries/fold.ts";
import { isUnspaced } from "../dictionaries/words.ts";
import { PROFILE_FIELDS, type ProfileField, type WordMatch } from "./profile-fields.ts";
import { atSeams, profileText } from "./profile-text.ts";
import { stemOf, wordsOf } from "./words.ts";

/** Where asked words stand in a profile. */
export type WordMatcher = (creator: Creator) => WordMatch[];

/**
 * Finds asked words in profiles, stemmed alike; one match a term and field. `spellings` are other ways to write a
 * term. A term of several words is matched by any of them, as in the index.
 */
export function wordMatcher(
  terms: readonly string[],
  spellings: ReadonlyMap<string, string> = new Map(),
): WordMatcher {
  const asked = askedWords(terms, spellings);
  return (creator) => PROFILE_FIELDS.flatMap((field) => matchesIn(field, profileText(creator, field), asked));
}

/** Tells whether a profile has every word of every required text, each in any field, and no excluded text so. */
export function wordTest(
  required: readonly string[],
  excluded: readonly string[],
): (creator: Creator) => boolean {
  const needed = required.map(allWords);
  const unwanted = excluded.map(allWords);
  return (creator) => needed.every((has) => has(creator)) && !unwanted.some((has) => has(creator));
}

function allWords(text: string): (creator: Creator) => boolean {
  const words = [...new Set(wordsOf(text))];
  const match = wordMatcher(words);
  return (creator) =>
    words.length > 0 && new Set(match(creator).map(({ term }) => term)).size === words.length;
}

/** Whether a word was found under another spelling, not only with another ending or as part of a compound. */
export function isMended(term: string, found: string): boolean {
  const had = wordsOf(`${found} ${atSeams(found)}`).map(stemOf);
  return !wordsOf(term).some((word) => had.includes(stemOf(word))) && !fold(found).includes(fold(term));
}

interface AskedWords {
  /** Stem -> the terms that ask for it. */
  readonly terms: ReadonlyMap<string, readonly string[]>;
  /** First letters of the stems: words that begin otherwise need no stemming, which is the dearest step. */
  readonly heads: ReadonlySet<string>;
  /** Words of scripts that write no spaces, looked for inside longer ones, with their terms. */
  readonly unspaced: readonly (readonly [string, string])[];
}

/** Stemming changes endings only. */
const HEAD_CHARACTERS = 2;
const headOf = (word: string): string => word.slice(0, HEAD_CHARACTERS);

function askedWords(terms: readonly string[], spellings: ReadonlyMap<string, string>): AskedWords {
  const byStem = new Map<string, string[]>();
  const unspaced: [string, string][] = [];
  for (const term of terms) {
    for (const word of wordsOf(`${term} ${spellings.get(term) ?? ""}`)) {
      const stem = stemOf(word);
      byStem.set(stem, [...(byStem.get(stem) ?? []), term]);
      if (isUnspaced(word)) unspaced.push([word, term]);
    }
  }
  return { terms: byStem, heads: new Set([...byStem.keys()].map(headOf)), unspaced };
}

function matchesIn(field: ProfileField, text: string, asked: AskedWords): WordMatch[] {
  const found = new Map<string, string>();
  for (const word of text === "" ? [] : wordsOf(text)) {
    if (asked.heads.has(headOf(word))) {
      for (const term of asked.terms.get(stemOf(word)) ?? []) if (!found.has(term)) found.set(term, word);
    }
    for (const [part, term] of asked.unspaced) {
      if (!found.has(term) && word.includes(part)) found.set(term, part);
    }
  }
  return [...found].map(([term, word]) => ({ field, term, found: word }));
}
