import { countries } from "../../domain/dictionaries/entries.ts";
import { lazily } from "../../domain/made-once.ts";
import { spellingsOf } from "../../domain/text/other-spellings.ts";
import { WORD_MAX_CHARACTERS } from "../../domain/text/stem.ts";
import { analyse, compact, NEIGHBOURS_MAX_WORDS } from "../../domain/text/terms.ts";
import { foldedWordsOf } from "../../domain/text/words.ts";
import type { KeywordQuery } from "../../ports/keyword-index.ts";

/** A word to search for. */
export interface AskedWord {
  /** The folded word first, then forms that an index with less folding may hold. */
  readonly spellings: readonly [string, ...string[]];
  /** Several words written as one. Only names are searched for this. */
  readonly isJoined: boolean;
}

/** A longer query is cut to this number of spellings. Each is a clause for every field, and Lucene stops at 1,024. */
const SPELLINGS_MAX = 30;
const SIGN = /(?:\+\+|#)$/;

/** The distinct words of a text. */
export const askedWords = (text: string): AskedWord[] =>
  distinct(
    analyse(text).map(({ surface }) => askedWord(compact(surface) + (SIGN.exec(surface)?.[0] ?? ""), false)),
  );

/** What a query searches for: each word, and neighbouring words written as one. */
export function scoredWords(terms: KeywordQuery["terms"]): AskedWord[] {
  const asked = terms.slice(0, SPELLINGS_MAX);
  const pairs =
    asked.length <= NEIGHBOURS_MAX_WORDS ? asked.slice(1).map((term, at) => `${asked[at]} ${term}`) : [];
  const all = distinct([...asked.flatMap(askedWords), ...[...asked, ...pairs].flatMap(joinedWord)]);
  let spellings = 0;
  return all.filter((word) => {
    spellings += word.spellings.length;
    return spellings <= SPELLINGS_MAX;
  });
}

/** The words of a text joined into one, if it has several. */
export const joinedWord = (text: string): AskedWord[] =>
  analyse(text).length < 2 ? [] : [askedWord(compact(text), true)];

function askedWord(word: string, isJoined: boolean): AskedWord {
  const [folded = word, ...others] = spellingsOf(word.slice(0, WORD_MAX_CHARACTERS));
  return { spellings: [folded, ...others], isJoined };
}

const distinct = (words: readonly AskedWord[]): AskedWord[] => {
  const seen = new Set<string>();
  return words.filter(({ spellings: [word] }) => word !== "" && seen.size < seen.add(word).size);
};

/** The codes of countries whose names contain a folded word. The index does not know them, because it holds codes. */
export const countriesNamed = (word: string): readonly string[] => countryWords().get(word) ?? [];

const countryWords = lazily((): ReadonlyMap<string, readonly string[]> => {
  const byWord = new Map<string, string[]>();
  for (const { code, name } of countries()) {
    for (const word of foldedWordsOf(name)) byWord.set(word, [...(byWord.get(word) ?? []), code]);
  }
  return byWord;
});
