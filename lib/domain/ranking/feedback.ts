import { dot } from "../dot.ts";
import { inRange } from "./fusion.ts";
import { type CosineRange, FEEDBACK_HITS, FEEDBACK_WEIGHT } from "./weights.ts";

export interface NearHit {
  readonly id: string;
  /** Cosine. */
  readonly score: number;
  readonly certainty?: number;
}

/** A hit, with its vector if the index was asked for it. */
interface ValuedHit {
  readonly score: number;
  readonly values?: Float32Array;
}

/**
 * The hits with the highest certainty, without those that are not near at all: a profile far from the query does not
 * show what the query meant.
 */
export function feedbackHits<H extends NearHit>(hits: readonly H[], cosines: CosineRange): H[] {
  const sureness = ({ score, certainty = 1 }: H): number => score * certainty;
  return hits
    .toSorted((a, b) => sureness(b) - sureness(a))
    .slice(0, FEEDBACK_HITS)
    .filter(({ score }) => inRange(score, cosines) > 0);
}

/**
 * Moves the query's vector towards its hits (Rocchio's relevance feedback; the hits count as relevant without a check).
 * Profiles use their own words for what the query only describes. Returns unit length. The better a hit, the more it
 * pulls.
 */
export function towardsHits(question: Float32Array, hits: readonly ValuedHit[]): Float32Array {
  const centre = new Float32Array(question.length);
  for (const { score, values } of hits) {
    for (let at = 0; at < (values?.length ?? 0); at += 1)
      centre[at] = (centre[at] as number) + score * ((values as Float32Array)[at] as number);
  }
  const pull = FEEDBACK_WEIGHT / (lengthOf(centre) || 1);
  const moved = new Float32Array(question.length);
  for (let at = 0; at < moved.length; at += 1)
    moved[at] = (question[at] as number) + pull * (centre[at] as number);
  const length = lengthOf(moved) || 1;
  for (let at = 0; at < moved.length; at += 1) moved[at] = (moved[at] as number) / length;
  return moved;
}

/** The `count` hits that are nearest to another vector, best first, with their cosines to it. */
export function nearestAmong<H extends ValuedHit & { readonly id: string }>(
  hits: readonly H[],
  vector: Float32Array,
  count: number,
): H[] {
  const scored: { readonly hit: H; readonly score: number }[] = [];
  for (const hit of hits) if (hit.values) scored.push({ hit, score: dot(vector, hit.values) });
  return scored
    .sort((a, b) => b.score - a.score || (a.hit.id < b.hit.id ? -1 : 1))
    .slice(0, count)
    .map(({ hit, score }) => ({ ...hit, score }));
}

function lengthOf(vector: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < vector.length; at += 1) sum += (vector[at] as number) ** 2;
  return Math.sqrt(sum);
}
