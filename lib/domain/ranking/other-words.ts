import { otherRoles } from "../dictionaries/roles.ts";
import { englishWords } from "../dictionaries/translations.ts";
import { stemOf } from "../text/stem.ts";
import { FULLY_ANSWERED_WORDS } from "./weights.ts";

/**
 * Other words for the query words, each with the word that it replaces: English words for words of other languages, and
 * for people, for example "attorney" for "lawyers". A longer query describes somebody. Words for people in it say what
 * that person does with others, and get no other words.
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
