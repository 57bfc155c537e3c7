import type { CreatorId } from "../ids.ts";
import { coverageOf, type Rarity } from "./coverage.ts";
import type { WordMatch } from "./profile-fields.ts";
import { FUSION_VECTOR_WEIGHT } from "./weights.ts";

export interface KeywordCandidate {
  readonly id: CreatorId;
  readonly score: number;
  readonly matches: readonly WordMatch[];
}

export interface VectorCandidate {
  readonly id: string;
  /** Cosine. */
  readonly score: number;
}

/** What the legs say of a creator, each in 0..1; null: that leg did not bring it. */
export interface Candidate {
  readonly id: string;
  readonly keyword: number | null;
  readonly vector: number | null;
  readonly fused: number;
  readonly matches: readonly WordMatch[];
}

/** What the two legs brought; null for a leg that was not asked or did not answer. */
export interface Legs {
  readonly keyword: readonly KeywordCandidate[] | null;
  readonly vector: readonly VectorCandidate[] | null;
  readonly rarity: Rarity;
  readonly cosines: { readonly floor: number; readonly ceiling: number };
}

/**
 * A convex combination of normalised scores. A keyword score has no scale of its own: it is divided by the best of
 * the answer and multiplied by the share of the asked words that it stands for, so that the best of poor matches
 * stays poor. A cosine has a scale and is read on a fixed range of it. A creator that a leg did not bring has 0
 * there; a leg that did not run has no weight. Best first, ties by id.
 */
export function fuse(legs: Legs): Candidate[] {
  const top = Math.max(0, ...(legs.keyword ?? []).map(({ score }) => score));
  const keyword = new Map(legs.keyword?.map((hit) => [hit.id as string, hit]));
  const cosines = new Map(legs.vector?.map(({ id, score }) => [id, inRange(score, legs.cosines)]));
  const weight = legs.vector === null ? 0 : legs.keyword === null ? 1 : FUSION_VECTOR_WEIGHT;
  const candidates: Candidate[] = [];
  for (const id of new Set([...keyword.keys(), ...cosines.keys()])) {
    const hit = keyword.get(id);
    const byWords = hit ? lexicalScore(hit, top, legs.rarity) : null;
    const byMeaning = cosines.get(id) ?? null;
    const fused = (1 - weight) * (byWords ?? 0) + weight * (byMeaning ?? 0);
    candidates.push({ id, keyword: byWords, vector: byMeaning, fused, matches: hit?.matches ?? [] });
  }
  return candidates.sort((a, b) => b.fused - a.fused || (a.id < b.id ? -1 : 1));
}

const lexicalScore = ({ score, matches }: KeywordCandidate, top: number, rarity: Rarity): number =>
  top > 0 ? (Math.max(0, score) / top) * coverageOf(matches, rarity) : 0;

/** Where a cosine stands between "nothing" and "everything", cut to 0..1. */
export function inRange(cosine: number, { floor, ceiling }: Legs["cosines"]): number {
  return Math.min(1, Math.max(0, (cosine - floor) / (ceiling - floor)));
}
