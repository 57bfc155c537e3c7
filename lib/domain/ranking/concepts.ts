import type { SearchedCreator } from "../creator.ts";
import { categoriesOfText } from "../dictionaries/categories.ts";
import type { WordMatch } from "./profile-fields.ts";

/**
 * Query words that name a category in any of the dictionary's languages: "videojuegos" is `gaming`. They find creators
 * of that category whose profiles use another language or another word.
 */
export type Concepts = ReadonlyMap<string, readonly string[]>;

export function conceptsOf(terms: readonly string[]): Concepts {
  return new Map(
    terms.map((term) => [term, categoriesOfText(term)] as const).filter(([, codes]) => codes.length > 0),
  );
}

/** Adds matches for the query words that no word of the profile matches but a category of the creator does. */
export function withConcepts(
  words: readonly WordMatch[],
  { categories, hinted_categories: hinted = [] }: SearchedCreator,
  concepts: Concepts,
): WordMatch[] {
  const matches = [...words];
  for (const [term, codes] of concepts) {
    const code = codes.find((one) => categories.includes(one) || hinted.includes(one));
    if (code === undefined || words.some((match) => match.term === term)) continue;
    matches.push({ field: "tags", term, found: code, byConcept: true });
  }
  return matches;
}

/** Category codes to search for in addition to the query words. */
export const conceptCodes = (concepts: Concepts, terms: readonly string[]): string[] => [
  ...new Set([...concepts.values()].flat().filter((code) => !terms.includes(code))),
];
