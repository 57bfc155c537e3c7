import type { CreatorId } from "../ids.ts";
import { bestHit, coverageOf, type Rarity } from "./coverage.ts";
import type { WordMatch } from "./profile-fields.ts";
import {
  AGREEMENT_FULL,
  AGREEMENT_HITS,
  type CosineRange,
  FAINT_SHARE,
  FULLY_ANSWERED_WORDS,
  FUSION_VECTOR_WEIGHT,
} from "./weights.ts";

export interface KeywordCandidate {
  readonly id: CreatorId;
  readonly score: number;
  readonly matches: readonly WordMatch[];
}

export interface VectorCandidate {
  readonly id: string;
  /** Cosine. */
  readonly score: number;
  /** The factor for its nearness: `certaintyOf`. By default 1. */
  readonly certainty?: number;
}

/** The scores of a creator in each leg, each in 0..1; null if that leg did not find it. */
export interface Candidate {
  readonly id: string;
  readonly keyword: number | null;
  readonly vector: number | null;
  readonly fused: number;
}

/** The hits of the two legs; null for a leg that was not asked or did not answer. */
export interface Legs {
  readonly keyword: readonly KeywordCandidate[] | null;
  readonly vector: readonly VectorCandidate[] | null;
  readonly rarity: Rarity;
  readonly cosines: CosineRange;
  /** How much the legs agree, 0..1: `agreementOf`. */
  readonly agreement: number;
}

/**
 * A convex combination of normalised scores, best first, ties by id. A keyword score has no scale of its own. It is
 * divided by the best score of the answer, and the whole answer is scaled by how far its best hit answers the query. So
 * the best of poor matches stays poor, and the order by words stays the index's own. A cosine has a scale and is read
 * on a fixed range of it. A creator that a leg did not find has 0 there. A leg that did not run has no weight.
 */
export function fuse(legs: Legs): Candidate[] {
  const best = bestHit(legs.keyword ?? []);
  const answered = best === null ? 0 : answeredShare(best, legs.rarity);
  const keyword = new Map(legs.keyword?.map((hit) => [hit.id as string, hit]));
  const cosines = new Map(
    legs.vector?.map(({ id, score, certainty = 1 }) => [id, certainty * inRange(score, legs.cosines)]),
  );
  const weight = vectorWeight(legs);
  const candidates: Candidate[] = [];
  for (const id of new Set([...keyword.keys(), ...cosines.keys()])) {
    const hit = keyword.get(id);
    const byWords = hit && best ? answered * relativeScore(hit, best) : null;
    const byMeaning = cosines.get(id) ?? null;
    const fused = (1 - weight) * (byWords ?? 0) + weight * (byMeaning ?? 0);
    candidates.push({ id, keyword: byWords, vector: byMeaning, fused });
  }
  return candidates.sort((a, b) => b.fused - a.fused || (a.id < b.id ? -1 : 1));
}

/**
 * How near in meaning the best keyword hits are to the query, 0..1. Words that are in a profile by chance, or in
 * another sense, find profiles that are far away; then meaning is the better guide. `nearest` is the vectors' answer to
 * the query itself. A hit that is not in it counts as near as the last one in it.
 */
export function agreementOf(
  keyword: readonly KeywordCandidate[],
  nearest: readonly VectorCandidate[],
  cosines: CosineRange,
): number {
  const best = keyword.toSorted((a, b) => b.score - a.score).slice(0, AGREEMENT_HITS);
  if (best.length === 0) return 0;
  const scores = new Map(nearest.map(({ id, score }) => [id, score]));
  const least = nearest.at(-1)?.score ?? 0;
  const near = best.map(({ id }) => inRange(scores.get(id) ?? least, cosines));
  const mean = near.reduce((sum, one) => sum + one, 0) / near.length;
  return Math.min(1, mean / AGREEMENT_FULL);
}

function vectorWeight({ keyword, vector, agreement }: Legs): number {
  if (vector === null) return 0;
  if (keyword === null) return 1;
  const { agreed, apart } = FUSION_VECTOR_WEIGHT;
  return apart + (agreed - apart) * agreement;
}

const relativeScore = ({ score }: KeywordCandidate, best: KeywordCandidate): number =>
  best.score > 0 ? Math.max(0, score) / best.score : 0;

/** How far a hit answers the query. The longer the query, the less strict it is. */
const answeredShare = ({ matches }: KeywordCandidate, rarity: Rarity): number =>
  coverageOf(matches, rarity) ** Math.min(1, FULLY_ANSWERED_WORDS / rarity.size);

/**
 * The position of a cosine between "nothing" and "everything", limited to 0..1. Its lowest part is from `faintFrom` to
 * `floor`.
 */
export function inRange(cosine: number, { floor, ceiling, faintFrom = floor }: CosineRange): number {
  if (cosine <= faintFrom) return 0;
  const faint = faintFrom < floor ? FAINT_SHARE : 0;
  if (cosine < floor) return (faint * (cosine - faintFrom)) / (floor - faintFrom);
  return Math.min(1, faint + ((1 - faint) * (cosine - floor)) / (ceiling - floor));
}
