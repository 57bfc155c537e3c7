import type { Creator } from "../creator.ts";
import { analyse } from "../text/terms.ts";
import { coverageOf, type Rarity } from "./coverage.ts";
import type { ProfileField, WordMatch } from "./profile-fields.ts";
import { profileTexts } from "./profile-text.ts";
import { FEATURE_WEIGHTS, KEYWORD_FIELD_WEIGHTS } from "./weights.ts";

/** What was asked, as far as the features read it. */
export interface Asked {
  readonly terms: readonly string[];
  readonly categories: readonly string[];
  readonly languages: readonly string[];
}

export interface FeatureCandidate {
  readonly creator: Creator;
  readonly matches: readonly WordMatch[];
}

/** A second look at candidates from what their profiles say, 0..1; null when no feature has anything to say. */
export function featureScorer(asked: Asked, rarity: Rarity): (candidate: FeatureCandidate) => number | null {
  const hasTerms = asked.terms.length > 0;
  const pairs = neighbours(asked.terms);
  return ({ creator, matches }) =>
    weighted({
      coverage: hasTerms ? coverageOf(matches, rarity) : null,
      field: hasTerms ? fieldStrength(matches) : null,
      adjacency: pairs.size > 0 ? adjacency(creator, matches, pairs) : null,
      category: overlap(asked.categories, creator.categories),
      language: overlap(asked.languages, creator.languages),
    });
}

type Feature = keyof typeof FEATURE_WEIGHTS;
const FEATURES = Object.keys(FEATURE_WEIGHTS) as Feature[];

function weighted(values: Readonly<Record<Feature, number | null>>): number | null {
  let sum = 0;
  let weights = 0;
  for (const feature of FEATURES) {
    const value = values[feature];
    if (value === null) continue;
    sum += FEATURE_WEIGHTS[feature] * value;
    weights += FEATURE_WEIGHTS[feature];
  }
  return weights === 0 ? null : sum / weights;
}

const STRONGEST_FIELD = Math.max(...Object.values(KEYWORD_FIELD_WEIGHTS));

/** How strong the best field is that any asked word stands in. */
function fieldStrength(matches: readonly WordMatch[]): number {
  let best = 0;
  for (const { field } of matches) best = Math.max(best, KEYWORD_FIELD_WEIGHTS[field]);
  return best / STRONGEST_FIELD;
}

/** The terms of the words of a text, in order. */
const stemsOf = (text: string): string[] => analyse(text).map(({ surface, whole }) => whole ?? surface);

/** Stems that stand side by side in the question, in either order -> which pair it is. */
function neighbours(terms: readonly string[]): ReadonlyMap<string, number> {
  const stems = terms.map(stemsOf);
  const pairs = new Map<string, number>();
  for (let at = 1; at < stems.length; at += 1) {
    const [left, right] = [stems[at - 1]?.at(-1) ?? "", stems[at]?.[0] ?? ""];
    pairs.set(`${left} ${right}`, at).set(`${right} ${left}`, at);
  }
  return pairs;
}

/** The share of neighbouring asked words that also stand side by side in a field of the profile. */
function adjacency(
  creator: Creator,
  matches: readonly WordMatch[],
  pairs: ReadonlyMap<string, number>,
): number {
  const together = new Set<number>();
  for (const field of fieldsWithSeveral(matches)) {
    const stems = profileTexts(creator, field).flatMap(stemsOf);
    for (let at = 1; at < stems.length; at += 1) {
      const pair = pairs.get(`${stems[at - 1]} ${stems[at]}`);
      if (pair !== undefined) together.add(pair);
    }
  }
  return together.size / new Set(pairs.values()).size;
}

/** Fields in which more than one asked word stands. */
function fieldsWithSeveral(matches: readonly WordMatch[]): Set<ProfileField> {
  const seen = new Set<ProfileField>();
  const several = new Set<ProfileField>();
  for (const { field } of matches) (seen.has(field) ? several : seen).add(field);
  return several;
}

/** 1 when any value is shared, 0 when none; null when nothing was asked. */
function overlap(asked: readonly string[], has: readonly string[]): number | null {
  if (asked.length === 0) return null;
  return asked.some((value) => has.includes(value)) ? 1 : 0;
}
