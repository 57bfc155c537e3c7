import { CORRECTED_WORDS_MAX, editsAllowed } from "../../domain/text/edit-distance.ts";
import { stemOf } from "../../domain/text/stem.ts";
import { KEYWORD_FIELDS, type KeywordField, type KeywordQuery } from "../../ports/keyword-index.ts";
import type { SearchOperator } from "./mongo-keyword-filters.ts";
import {
  type AskedWord,
  askedWords,
  countriesNamed,
  joinedWord,
  scoredWords,
} from "./mongo-keyword-words.ts";
import { JOINED, KEYWORD_PATHS, NAME_FIELDS, THAI } from "./mongo-search-index.ts";

/** Weight of a near spelling. Lucene also matches near spellings when it knows the word itself. */
const CORRECTED_TRUST = 0.2;
/**
 * Lucene refuses a query of more than 1,024 clauses and counts each near spelling. Six words by ten paths by this
 * number leave room for the words themselves.
 */
const EXPANSIONS_MAX = 8;

export interface WordClauses {
  readonly must: readonly SearchOperator[];
  readonly should: readonly SearchOperator[];
  readonly mustNot: readonly SearchOperator[];
}

/** How words are searched: the weight of each field, and which words may be misspelt. */
interface Manner {
  readonly weights: KeywordQuery["weights"];
  readonly corrected: ReadonlySet<string>;
}

const NOTHING_CORRECTED: ReadonlySet<string> = new Set();
const ANY_FIELD = { handle: 1, display_name: 1, bio: 1, tags: 1, place: 1 };

/** The clauses of a query that score, require and exclude; null if nothing can match its words. */
export function wordClauses({ terms, required, excluded, weights, fuzzy }: KeywordQuery): WordClauses | null {
  const scored = scoredWords(terms);
  const words = [...required.flatMap(askedWords), ...scored].map(({ spellings: [word] }) => word);
  const corrected = fuzzy ? new Set(words.slice(0, CORRECTED_WORDS_MAX)) : NOTHING_CORRECTED;
  const should = scored.flatMap((word) => clausesOf(word, { weights, corrected }));
  const must = required.map((text) => standsIn(text, corrected)).filter((clause) => clause !== null);
  const canMatch = (terms.length === 0 || should.length > 0) && must.length === required.length;
  // Excluded words are not corrected, because nobody asked to exclude near spellings.
  const mustNot = excluded
    .map((text) => standsIn(text, NOTHING_CORRECTED))
    .filter((clause) => clause !== null);
  return canMatch ? { must, should, mustNot } : null;
}

/** Requires all words of a text in a profile, each in any field, or a name that has them written as one. */
function standsIn(text: string, corrected: Manner["corrected"]): SearchOperator | null {
  const inAnyField = (word: AskedWord) => clausesOf(word, { weights: ANY_FIELD, corrected });
  const each = askedWords(text).map((word) => anyOf(inAnyField(word)));
  const [first, ...others] = each;
  if (!first) return null;
  const joined = joinedWord(text).flatMap(inAnyField);
  return others.length === 0 ? first : anyOf([{ compound: { must: each } }, ...joined]);
}

const anyOf = (should: readonly SearchOperator[]): SearchOperator => ({
  compound: { should, minimumShouldMatch: 1 },
});

function clausesOf(asked: AskedWord, { weights, corrected }: Manner): SearchOperator[] {
  const fields = asked.isJoined ? NAME_FIELDS : KEYWORD_FIELDS;
  const [word] = asked.spellings;
  const fuzzy = corrected.has(word) && !asked.isJoined ? nearness(word) : null;
  return fields
    .filter((field) => weights[field] > 0)
    .flatMap((field) => [
      ...asked.spellings.map((one) => textClause(one, asked, field, { score: boost(weights[field]) })),
      ...(fuzzy
        ? [textClause(word, asked, field, { fuzzy, score: boost(weights[field], CORRECTED_TRUST) })]
        : []),
      ...(field === "place" ? countryClause(word, weights.place) : []),
    ]);
}

/** One word may be several tokens; a Chinese word is one per character. All of them must be in the field. */
function textClause(
  word: string,
  { isJoined }: AskedWord,
  field: KeywordField,
  options: object,
): SearchOperator {
  const paths = KEYWORD_PATHS[field];
  const joined = NAME_FIELDS.includes(field) ? paths.map((value) => ({ value, multi: JOINED })) : [];
  const thai = THAI_LETTER.test(word) ? paths.map((value) => ({ value, multi: THAI })) : [];
  const path = isJoined ? joined : [...paths, ...joined, ...thai];
  return { text: { query: word, path, matchCriteria: "all", ...options } };
}

const THAI_LETTER = /\p{Script=Thai}/u;

/** The index holds country codes. So a word of a country's name searches for its code. */
function countryClause(word: string, weight: number): SearchOperator[] {
  const value = countriesNamed(word);
  return value.length === 0
    ? []
    : [{ in: { path: "country", value, score: { constant: { value: saturated(weight) } } } }];
}

/** BM25's usual saturation, Lucene's too. */
const K1 = 1.2;

/**
 * Atlas adds up a word's score in each field, even if it counted the word already. If one clause scored all fields
 * together, a weight would saturate like a frequency. The boost is the value of one occurrence with that weight there.
 */
const saturated = (weight: number): number => (weight * (K1 + 1)) / (weight + K1);

const boost = (weight: number, share = 1) => ({ boost: { value: share * saturated(weight) } });

/**
 * The first letter is rarely wrong. Lucene compares stems: `planning` becomes `plan`, and one edit makes it `plant`.
 */
function nearness(word: string): SearchOperator | null {
  const maxEdits = editsAllowed(stemOf(word));
  return maxEdits === 0 ? null : { maxEdits, prefixLength: 1, maxExpansions: EXPANSIONS_MAX };
}
