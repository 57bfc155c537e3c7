import { otherRoles } from "../dictionaries/roles.ts";
import { englishWords } from "../dictionaries/translations.ts";
import { stemOf } from "../text/stem.ts";
import { FULLY_ANSWERED_WORDS } from "./weights.ts";

/**
 * Other words for what is asked for, each with the asked word: English ones for words of other languages, and of people
 * "attorney" for "lawyers". A longer question describes somebody; words for people in it say what they do with others
 * and are taken as they stand.
 */
export function otherTerms(terms: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const asked = new Set(terms.map(stemOf));
  for (const term of terms) {
    const people = terms.length > FULLY_ANSWERED_WORDS ? [] : otherRoles(term);
    for (const word of [...englishWords(term), ...people]) {
      if (!asked.has(stemOf(word)) && !found.has(word)) found.set(word, term);
    }
  }
  return found;
}
