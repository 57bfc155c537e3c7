import { setImmediate } from "node:timers/promises";
import { inChunks } from "../../domain/chunks.ts";
import type { SearchedCreator } from "../../domain/creator.ts";
import { withConcepts } from "../../domain/ranking/concepts.ts";
import type { KeywordCandidate } from "../../domain/ranking/fusion.ts";
import { nearSpellings } from "../../domain/ranking/near-spellings.ts";
import { otherTerms } from "../../domain/ranking/other-words.ts";
import { type WordMatcher, wordMatcher } from "../../domain/ranking/word-matches.ts";
import type { KeywordHit } from "../../ports/keyword-index.ts";
import type { Question } from "../question/question.ts";
import type { Records } from "./records.ts";

/** Which words of the query the profiles contain. The records tell it, whichever index found them. */
export interface WordEvidence {
  /**
   * The keyword hits that are still live, each with the query words that its profile contains. Null: that leg did not
   * answer.
   */
  readonly keyword: readonly KeywordCandidate[] | null;
  /** Query word to the spelling in the hits, if a typing error was corrected. */
  readonly spellings: ReadonlyMap<string, string>;
  /** The query words in a creator's profile. A profile is searched on the first call and only once. */
  readonly matchesOf: WordMatcher;
  /**
   * Searches the profiles of the first keyword hits, a few at a time and with other work between, as long as
   * `isWaiting`.
   */
  readonly lookAhead: (count: number, isWaiting: () => boolean) => Promise<void>;
}

/** Some .2 ms of work: what waits meanwhile is hardly delayed. */
const LOOKED_AT_ONCE = 8;

type Asked = Pick<Question, "terms" | "required" | "concepts">;

export function wordEvidence(
  asked: Asked,
  hits: readonly KeywordHit[] | null,
  records: Records,
): WordEvidence {
  const standing = (hits ?? []).flatMap((hit) => {
    const creator = records.get(hit.id);
    return creator === undefined || creator.erased ? [] : [{ hit, creator }];
  });
  const creators = standing.map(({ creator }) => creator);
  const asWritten = matcherOf(asked, new Map());
  const spellings = nearSpellings(unmatchedIn(asked.terms, creators, asWritten), creators);
  const matchesOf = spellings.size === 0 ? asWritten : matcherOf(asked, spellings);
  const keyword = standing.map(({ hit, creator }) => new LiveHit(hit, creator, matchesOf));
  const lookAhead = async (count: number, isWaiting: () => boolean): Promise<void> => {
    for (const some of inChunks(creators.slice(0, count), LOOKED_AT_ONCE)) {
      if (!isWaiting()) return;
      for (const creator of some) matchesOf(creator);
      await setImmediate();
    }
  };
  return { keyword: hits === null ? null : keyword, spellings, matchesOf, lookAhead };
}

/**
 * A class, not an object with a getter: V8 gives each object whose literal has a getter a hidden class of its own, and
 * whatever the getter can see then stays in memory until the next major collection.
 */
class LiveHit implements KeywordCandidate {
  readonly id: KeywordHit["id"];
  readonly score: number;
  readonly #creator: SearchedCreator;
  readonly #matchesOf: WordMatcher;
  constructor({ id, score }: KeywordHit, creator: SearchedCreator, matchesOf: WordMatcher) {
    this.id = id;
    this.score = score;
    this.#creator = creator;
    this.#matchesOf = matchesOf;
  }
  get matches(): ReturnType<WordMatcher> {
    return this.#matchesOf(this.#creator);
  }
}

/**
 * Finds the query's words, other words for them, and the categories that they name. Each profile is searched once.
 */
export function matcherOf(
  { terms, required, concepts }: Asked,
  spellings: ReadonlyMap<string, string>,
): WordMatcher {
  const words = wordMatcher([...terms, ...required], spellings, otherTerms(terms));
  return once((creator) => withConcepts(words(creator), creator, concepts));
}

function once(matchesOf: WordMatcher): WordMatcher {
  const known = new Map<SearchedCreator, ReturnType<WordMatcher>>();
  return (creator) => {
    const matches = known.get(creator) ?? matchesOf(creator);
    known.set(creator, matches);
    return matches;
  };
}

/** The query words that no hit contains. Only these are corrected, so a query without typing errors costs nothing. */
function unmatchedIn(
  terms: readonly string[],
  creators: readonly SearchedCreator[],
  matchesOf: WordMatcher,
): readonly string[] {
  const unmatched = new Set(terms);
  for (const creator of creators) {
    if (unmatched.size === 0) break;
    for (const { term, byConcept, byOther } of matchesOf(creator))
      if (!byConcept && !byOther) unmatched.delete(term);
  }
  return [...unmatched];
}
