import { isProfession } from "../dictionaries/professions.ts";
import { isRole } from "../dictionaries/roles.ts";
import type { WordMatch } from "./profile-fields.ts";
import { CONCEPT_CREDIT, FULLY_ANSWERED_WORDS } from "./weights.ts";

/** How much each query word tells. Only the proportions count. */
export type Rarity = ReadonlyMap<string, number>;

/**
 * Rarity of the query words, from how many of the answer's profiles hold each. Only an answer with every profile that
 * has any of the words shows it. A cut answer is full of the rare words, because they rank first; for such an answer
 * all words count the same.
 */
export function rarityOf(
  terms: readonly string[],
  answer: readonly { readonly matches: readonly WordMatch[] }[],
  isWhole: boolean,
): Rarity {
  if (!isWhole) return new Map(terms.map((term) => [term, 1]));
  const holders = new Map<string, number>();
  for (const { matches } of answer) {
    for (const term of coveredTerms(matches).keys()) holders.set(term, (holders.get(term) ?? 0) + 1);
  }
  const weigh = (held: number): number => Math.log2(1 + (1 + answer.length) / (1 + held));
  const found = [...holders.values()].map(weigh);
  const unfound = asksForPeopleFound(terms, holders)
    ? found.reduce((sum, one) => sum + one, 0) / found.length
    : weigh(0);
  return new Map(
    terms.map((term) => {
      const held = holders.get(term);
      return [term, held === undefined ? unfound : weigh(held)];
    }),
  );
}

/**
 * "keynote speakers": profiles name the profession that the query asks for. If nobody writes the word before it, that
 * word tells less than the rarest possible word.
 */
function asksForPeopleFound(terms: readonly string[], holders: ReadonlyMap<string, number>): boolean {
  const last = terms.at(-1) ?? "";
  return terms.length <= FULLY_ANSWERED_WORDS && holders.has(last) && isProfession(last);
}

/**
 * Whether the query ends in a word for people by their work ("keynote speakers") and profiles use that word. They know
 * better what they are than any nearness to the words before it.
 */
export function isRoleFound(
  terms: readonly string[],
  answer: readonly { readonly matches: readonly WordMatch[] }[],
): boolean {
  const last = terms.at(-1) ?? "";
  return (
    terms.length <= FULLY_ANSWERED_WORDS &&
    isRole(last) &&
    answer.some(({ matches }) => matches.some(({ term, byConcept }) => term === last && !byConcept))
  );
}

/** The share of the query words, weighted by rarity, that the profile matches; 0 if there are no query words. */
export function coverageOf(matches: readonly WordMatch[], rarity: Rarity): number {
  const covered = coveredTerms(matches);
  let found = 0;
  let whole = 0;
  for (const [term, weight] of rarity) {
    whole += weight;
    found += weight * (covered.get(term) ?? 0);
  }
  return whole === 0 ? 0 : found / whole;
}

/** The hit with the highest score; null if there are no hits. */
export const bestHit = <H extends { readonly score: number }>(hits: readonly H[]): H | null =>
  hits.reduce<H | null>((best, hit) => (best === null || hit.score > best.score ? hit : best), null);

/** Whether the best keyword hit has every query word, so that meaning has nothing left to find. */
export function isAnsweredByWords(
  hits: readonly { readonly score: number; readonly matches: readonly WordMatch[] }[],
  rarity: Rarity,
): boolean {
  const best = bestHit(hits);
  return best !== null && coverageOf(best.matches, rarity) === 1;
}

/**
 * The query words that matches cover, with their credit: 1, or less if matched only by concept. An index may match
 * neighbours as one word: "linus tech" in @linustechtips.
 */
function coveredTerms(matches: readonly WordMatch[]): Map<string, number> {
  const covered = new Map<string, number>();
  for (const { term, byConcept } of matches) {
    const credit = byConcept === true ? CONCEPT_CREDIT : 1;
    for (const word of term.includes(" ") ? [term, ...term.split(" ")] : [term]) {
      covered.set(word, Math.max(credit, covered.get(word) ?? 0));
    }
  }
  return covered;
}
