import { countries } from "../../domain/dictionaries/entries.ts";
import { fold } from "../../domain/text/fold.ts";
import type { KeywordQuery } from "../../ports/keyword-index.ts";

/** A word to look for and the asker's term that it stands for. */
export interface AskedWord {
  readonly term: string;
  /** In lower case; accents are left to the index, which folds its own words the same way. */
  readonly word: string;
  /** Several words written as one, which only names are. */
  readonly isJoined: boolean;
}

/** Letters, digits and their marks, with the endings that tell C, C++ and C# apart. */
const WORD = /[\p{L}\p{N}\p{M}]+(?:\+\+|#(?![\p{L}\p{N}]))?/gu;
/** Longer requests hold no more words than this: each is a clause for every field, and Lucene stops at 1,024. */
const TERMS_MAX = 30;
/** Beyond so many words a query is a sentence, in which neighbours rarely make one name. */
const JOINED_MAX_WORDS = 12;
/** Longer ones are no words: ciphers, links. */
const WORD_MAX_CHARACTERS = 64;

/** The words of a term, each once. */
export const askedWords = (term: string): AskedWord[] =>
  wordsIn(term).map((word) => ({ term, word, isJoined: false }));

/** What a question looks for: each word, and neighbours written as one. */
export function scoredWords(terms: KeywordQuery["terms"]): AskedWord[] {
  const asked = terms.slice(0, TERMS_MAX);
  const pairs =
    asked.length <= JOINED_MAX_WORDS ? asked.slice(1).map((term, at) => `${asked[at]} ${term}`) : [];
  const all = [...asked.flatMap(askedWords), ...[...asked, ...pairs].flatMap(joinedWord)];
  const seen = new Set<string>();
  return all.filter(({ word }) => seen.size < seen.add(word).size).slice(0, TERMS_MAX);
}

/** The words of a text as one, when it has several. */
export function joinedWord(text: string): AskedWord[] {
  const words = wordsIn(text);
  if (words.length < 2) return [];
  return [{ term: text, word: words.join("").slice(0, WORD_MAX_CHARACTERS), isJoined: true }];
}

function wordsIn(text: string): string[] {
  const words = text.normalize("NFKC").toLowerCase().match(WORD) ?? [];
  return [...new Set(words.map((word) => word.slice(0, WORD_MAX_CHARACTERS)))];
}

/** Word of a country's English name -> the codes of countries that have it, with the word as the name has it. */
let countryWords: ReadonlyMap<string, ReadonlyMap<string, string>> | undefined;

/** The countries whose names have a word: what the index cannot know, since it holds their codes. */
export function countriesNamed(word: string): ReadonlyMap<string, string> {
  countryWords ??= readCountryWords();
  return countryWords.get(fold(word)) ?? new Map();
}

function readCountryWords(): Map<string, Map<string, string>> {
  const byWord = new Map<string, Map<string, string>>();
  for (const { code, name } of countries()) {
    for (const spelled of name.match(WORD) ?? []) {
      const word = fold(spelled);
      byWord.set(word, (byWord.get(word) ?? new Map<string, string>()).set(code, spelled));
    }
  }
  return byWord;
}
