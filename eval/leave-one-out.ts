import { scoreParts } from "../lib/domain/ranking/score.ts";
import { FUSION_VECTOR_WEIGHT } from "../lib/domain/ranking/weights.ts";
import { LIMIT_MAX, type ScoreParts, searchRequestSchema } from "../lib/domain/search-request.ts";
import { type SearchPorts, searchCreators } from "../lib/search/search-creators.ts";
import type { JudgedQuery } from "./judged-set.ts";
import { type Grades, mean, ndcg } from "./metrics.ts";

type Shares = { readonly agreed: number; readonly apart: number };

/** The vectors' shares to try. `FUSION_VECTOR_WEIGHT` is one of them. */
const GRID: readonly Shares[] = [0.2, 0.3, 0.4, 0.5, 0.6].flatMap((agreed) =>
  [0.7, 0.8, 0.9].map((apart) => ({ agreed, apart })),
);
const NDCG_DEPTH = 10;

/** The first hundred results of each query, with the parts of their scores. */
export interface RecordedSet {
  readonly set: string;
  /** Sets over the same profiles are left out together. */
  readonly family: string;
  readonly queries: readonly { readonly grades: Grades; readonly found: readonly Found[] }[];
}
type Found = { readonly id: string; readonly parts: ScoreParts };

export async function recordParts(
  set: string,
  ports: SearchPorts,
  queries: readonly JudgedQuery[],
): Promise<RecordedSet> {
  const recorded = [];
  for (const { text, grades } of queries) {
    const request = searchRequestSchema.parse({ query: text, limit: LIMIT_MAX, explain: true });
    const { data } = await searchCreators(ports, request);
    const found = data.flatMap(({ id, explain }) => (explain ? [{ id, parts: explain }] : []));
    recorded.push({ grades, found });
  }
  return { set, family: set.replace(/\d+$/, ""), queries: recorded };
}

export interface LeftOut {
  readonly set: string;
  /** The shares that the other sets would choose. `ndcg` is their result on this set. */
  readonly chosen: Shares;
  readonly ndcg: number;
  /** The result with the current shares. */
  readonly inForce: number;
  /** The best result in the grid: the shares would have been chosen on this set itself. */
  readonly best: number;
}

/**
 * For each set: takes the vectors' shares that are best on all other sets and measures them on this one. Only the
 * first hundred results are reordered.
 */
export function leaveOneOut(sets: readonly RecordedSet[]): LeftOut[] {
  return sets.map((out) => {
    const others = sets.filter(({ family }) => family !== out.family);
    const scored = GRID.map((shares) => ({ shares, score: mean(others.map((set) => ndcgOf(set, shares))) }));
    const { shares: chosen } = scored.reduce((best, one) => (one.score > best.score ? one : best));
    return {
      set: out.set,
      chosen,
      ndcg: ndcgOf(out, chosen),
      inForce: ndcgOf(out, FUSION_VECTOR_WEIGHT),
      best: Math.max(...GRID.map((shares) => ndcgOf(out, shares))),
    };
  });
}

const ndcgOf = ({ queries }: RecordedSet, shares: Shares): number =>
  mean(queries.map(({ grades, found }) => ndcg(orderWith(found, shares), grades, NDCG_DEPTH)));

function orderWith(found: readonly Found[], { agreed, apart }: Shares): string[] {
  const agreement = agreementOf(found);
  if (agreement === null) return found.map(({ id }) => id);
  const weight = apart + (agreed - apart) * agreement;
  const scored = found.map(({ id, parts }) => {
    const fused = (1 - weight) * (parts.keyword ?? 0) + weight * (parts.vector ?? 0);
    return { id, score: scoreParts({ ...parts, fused }, parts.exact_name, parts, parts.rerank).final };
  });
  return scored.sort((a, b) => b.score - a.score).map(({ id }) => id);
}

/** How far the legs agreed. It follows from the result in which they differ most; null if they differ in none. */
function agreementOf(found: readonly Found[]): number | null {
  const apartness = ({ parts }: Found): number => Math.abs((parts.keyword ?? 0) - (parts.vector ?? 0));
  const telling = found.toSorted((a, b) => apartness(b) - apartness(a))[0];
  if (!telling || apartness(telling) < 0.05) return null;
  const { keyword, vector, fused } = telling.parts;
  const weight = (fused - (keyword ?? 0)) / ((vector ?? 0) - (keyword ?? 0));
  const { agreed, apart } = FUSION_VECTOR_WEIGHT;
  return Math.min(1, Math.max(0, (weight - apart) / (agreed - apart)));
}
