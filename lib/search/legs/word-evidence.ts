import type { Creator } from "../../domain/creator.ts";
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
}

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
  const spellings = spellingsIn(asked.terms, creators);
  const matchesOf = matcherOf(asked, spellings);
  const keyword = standing.map(({ hit, creator }) => ({
    ...hit,
    get matches() {
      return matchesOf(creator);
    },
  }));
  return { keyword: hits === null ? null : keyword, spellings, matchesOf };
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
  const known = new Map<Creator, ReturnType<WordMatcher>>();
  return (creator) => {
    const matches = known.get(creator) ?? matchesOf(creator);
    known.set(creator, matches);
    return matches;
  };
}

/** Corrects only words that no hit contains, so a query without typing errors costs nothing. */
function spellingsIn(terms: readonly string[], creators: readonly Creator[]): ReadonlyMap<string, string> {
  let unmatched = [...new Set(terms)];
  let matchesOf = wordMatcher(unmatched);
  for (const creator of creators) {
    if (unmatched.length === 0) break;
    const matched = new Set(matchesOf(creator).map(({ term }) => term));
    if (!unmatched.some((term) => matched.has(term))) continue;
    unmatched = unmatched.filter((term) => !matched.has(term));
    matchesOf = wordMatcher(unmatched);
  }
  return nearSpellings(unmatched, creators);
}
