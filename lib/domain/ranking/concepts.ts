import type { Creator } from "../creator.ts";
import { categoriesOfText } from "../dictionaries/categories.ts";
import type { WordMatch } from "./profile-fields.ts";

/**
 * Asked words that name a category in any of the dictionary's languages: "videojuegos" is `gaming`. They find
 * creators of that category whose profiles write it in another language or with another word.
 */
export type Concepts = ReadonlyMap<string, readonly string[]>;

export function conceptsOf(terms: readonly string[]): Concepts {
  return new Map(
    terms.map((term) => [term, categoriesOfText(term)] as const).filter(([, codes]) => codes.length > 0),
  );
}

/** The matches with those of asked words that no word of the profile answers and a category of the creator does. */
export function withConcepts(
  words: readonly WordMatch[],
  { categories, hinted_categories: hinted = [] }: Creator,
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

/** Category codes to look for beside the asked words. */
export const conceptCodes = (concepts: Concepts, terms: readonly string[]): string[] => [
  ...new Set([...concepts.values()].flat().filter((code) => !terms.includes(code))),
];
