import type { Creator } from "../domain/creator.ts";
import { withConcepts } from "../domain/ranking/concepts.ts";
import type { KeywordCandidate } from "../domain/ranking/fusion.ts";
import { nearSpellings } from "../domain/ranking/near-spellings.ts";
import { withOtherWords } from "../domain/ranking/other-words.ts";
import { type WordMatcher, wordMatcher } from "../domain/ranking/word-matches.ts";
import type { KeywordHit } from "../ports/keyword-index.ts";
import type { Records } from "./legs.ts";
import type { Question } from "./question.ts";

/** Where the asked words stand, told from the records themselves whichever index found them. */
export interface WordEvidence {
  /** The keyword hits that still stand, each with the words that it has; null: that leg did not answer. */
  readonly keyword: readonly KeywordCandidate[] | null;
  /** Asked word -> the spelling that stands in the hits, where a typing error was corrected. */
  readonly spellings: ReadonlyMap<string, string>;
  /** The same of any other creator. */
  readonly matchesOf: WordMatcher;
}

export function wordEvidence(
  { terms, required, concepts }: Pick<Question, "terms" | "required" | "concepts">,
  hits: readonly KeywordHit[] | null,
  records: Records,
): WordEvidence {
  const standing = (hits ?? []).flatMap((hit) => {
    const creator = records.get(hit.id);
    return creator === undefined || creator.erased ? [] : [{ hit, creator }];
  });
  const creators = standing.map(({ creator }) => creator);
  const spellings = spellingsIn(terms, creators);
  const words = withOtherWords(wordMatcher([...terms, ...required], spellings), terms);
  const matchesOf = (creator: Creator) => withConcepts(words(creator), creator, concepts);
  const keyword = standing.map(({ hit, creator }) => ({ ...hit, matches: matchesOf(creator) }));
  return { keyword: hits === null ? null : keyword, spellings, matchesOf };
}

/** Looked for only where a word stands in no hit: nobody pays for typing right. */
function spellingsIn(terms: readonly string[], creators: readonly Creator[]): ReadonlyMap<string, string> {
  const unmatched = new Set(terms);
  const matchesOf = wordMatcher(terms);
  for (const creator of creators) {
    if (unmatched.size === 0) break;
    for (const { term } of matchesOf(creator)) unmatched.delete(term);
  }
  return nearSpellings([...unmatched], creators);
}
