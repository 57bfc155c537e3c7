import { ROLES } from "../dictionaries/role-table.ts";
import { stemOf } from "../text/stem.ts";
import { FULLY_ANSWERED_WORDS } from "./weights.ts";
import { type WordMatcher, wordMatcher } from "./word-matches.ts";

let byStem: ReadonlyMap<string, readonly string[]> | undefined;

function otherWords(term: string): readonly string[] {
  byStem ??= new Map(
    ROLES.trim()
      .split("\n")
      .map((line) => line.split(" "))
      .map(([word = "", ...others]) => [stemOf(word), others]),
  );
  return byStem.get(stemOf(term)) ?? [];
}

/**
 * Other words for the people that are asked for, each with the asked word: "attorney" for "lawyers". A longer question
 * describes somebody; words for people in it say what they do with others and are taken as they stand.
 */
export function roleTerms(terms: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (terms.length > FULLY_ANSWERED_WORDS) return found;
  const asked = new Set(terms.map(stemOf));
  for (const term of terms) {
    for (const word of otherWords(term)) {
      if (!asked.has(stemOf(word)) && !found.has(word)) found.set(word, term);
    }
  }
  return found;
}

/** The matches of a matcher, and those of other words for the people asked for as matches of the asked word. */
export function withRoles(matchWords: WordMatcher, terms: readonly string[]): WordMatcher {
  const byRole = roleTerms(terms);
  if (byRole.size === 0) return matchWords;
  const matchRoles = wordMatcher([...byRole.keys()]);
  return (creator) => [
    ...matchWords(creator),
    ...matchRoles(creator).flatMap((match) => {
      const term = byRole.get(match.term);
      return term === undefined ? [] : [{ ...match, term }];
    }),
  ];
}
