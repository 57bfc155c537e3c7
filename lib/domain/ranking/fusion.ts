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
  /** What its nearness is multiplied by: `certaintyOf`. By default 1. */
  readonly certainty?: number;
}

/** What the legs say of a creator, each in 0..1; null: that leg did not bring it. */
export interface Candidate {
  readonly id: string;
  readonly keyword: number | null;
  readonly vector: number | null;
  readonly fused: number;
}

/** What the two legs brought; null for a leg that was not asked or did not answer. */
export interface Legs {
  readonly keyword: readonly KeywordCandidate[] | null;
  readonly vector: readonly VectorCandidate[] | null;
  readonly rarity: Rarity;
  readonly cosines: CosineRange;
  /** How far the legs agree, 0..1: `agreementOf`. */
  readonly agreement: number;
}

/**
 * A convex combination of normalised scores. A keyword score has no scale of its own: it is divided by the best of
 * the answer, and the whole answer is scaled by how far that best one answers the question, so that the best of poor
 * matches stays poor and the order by words stays the index's own. A cosine has a scale and is read on a fixed range
 * of it. A creator that a leg did not bring has 0 there; a leg that did not run has no weight. Best first, ties by id.
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
 * How near in meaning to the question its best hits by words are, 0..1. Words that stand in a profile by chance, or in
 * another sense, found profiles that are far; then meaning is the better guide. `nearest` is the vectors' answer to
 * the question itself: a hit that is not among them is at most as near as the last of them.
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

/** How far a hit answers the question, the less strictly the longer that is. */
const answeredShare = ({ matches }: KeywordCandidate, rarity: Rarity): number =>
  coverageOf(matches, rarity) ** Math.min(1, FULLY_ANSWERED_WORDS / rarity.size);

/** Where a cosine stands between "nothing" and "everything", cut to 0..1; `faintFrom` to `floor` is its lowest part. */
export function inRange(cosine: number, { floor, ceiling, faintFrom = floor }: CosineRange): number {
  if (cosine <= faintFrom) return 0;
  const faint = faintFrom < floor ? FAINT_SHARE : 0;
  if (cosine < floor) return (faint * (cosine - faintFrom)) / (floor - faintFrom);
  return Math.min(1, faint + ((1 - faint) * (cosine - floor)) / (ceiling - floor));
}
