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

/** Share of its worth that a near spelling has; Lucene takes near spellings even where the word itself is known. */
const CORRECTED_TRUST = 0.2;
/**
 * Lucene refuses a query of more than 1,024 clauses, near spellings counted one by one: six words by ten paths by so
 * many spellings leave room for the words themselves.
 */
const EXPANSIONS_MAX = 8;

export interface WordClauses {
  readonly must: readonly SearchOperator[];
  readonly should: readonly SearchOperator[];
  readonly mustNot: readonly SearchOperator[];
}

/** How the words of a query are looked for: what a field is worth, and which words may be misspelt. */
interface Manner {
  readonly weights: KeywordQuery["weights"];
  readonly corrected: ReadonlySet<string>;
}

const NOTHING_CORRECTED: ReadonlySet<string> = new Set();
const ANY_FIELD = { handle: 1, display_name: 1, bio: 1, tags: 1, place: 1 };

/** The scoring and demanding clauses of a query; null when nothing can match its words. */
export function wordClauses({ terms, required, excluded, weights, fuzzy }: KeywordQuery): WordClauses | null {
  const scored = scoredWords(terms);
  const words = [...required.flatMap(askedWords), ...scored].map(({ spellings: [word] }) => word);
  const corrected = fuzzy ? new Set(words.slice(0, CORRECTED_WORDS_MAX)) : NOTHING_CORRECTED;
  const should = scored.flatMap((word) => clausesOf(word, { weights, corrected }));
  const must = required.map((text) => standsIn(text, corrected)).filter((clause) => clause !== null);
  const canMatch = (terms.length === 0 || should.length > 0) && must.length === required.length;
  // Excluded words are never corrected: nobody asked for what a near spelling would take away.
  const mustNot = excluded
    .map((text) => standsIn(text, NOTHING_CORRECTED))
    .filter((clause) => clause !== null);
  return canMatch ? { must, should, mustNot } : null;
}

/** Whether all words of a text stand in a profile, each in any field; or its name has them written as one. */
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

/** One word may be several tokens, such as a Chinese one by its characters: all of them must stand there. */
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

/** The index holds codes of countries; a word of a country's name asks for its code. */
function countryClause(word: string, weight: number): SearchOperator[] {
  const value = countriesNamed(word);
  return value.length === 0
    ? []
    : [{ in: { path: "country", value, score: { constant: { value: saturated(weight) } } } }];
}

/** BM25's usual saturation, Lucene's too. */
const K1 = 1.2;

/**
 * Atlas adds up what a word scores in each field, however often it said so already; scored over all fields at once a
 * weight would saturate like a frequency. The boost is what one occurrence of that weight is worth there.
 */
const saturated = (weight: number): number => (weight * (K1 + 1)) / (weight + K1);

const boost = (weight: number, share = 1) => ({ boost: { value: share * saturated(weight) } });

/** The first letter is seldom wrong. Lucene compares stems: of `planning` only `plan`, which one edit makes `plant`. */
function nearness(word: string): SearchOperator | null {
  const maxEdits = editsAllowed(stemOf(word));
  return maxEdits === 0 ? null : { maxEdits, prefixLength: 1, maxExpansions: EXPANSIONS_MAX };
}
