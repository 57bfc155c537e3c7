import { bootstrapMean, type Interval } from "./bootstrap.ts";
import type { QueryResult } from "./measure.ts";
import { mean, percentile } from "./metrics.ts";

/** The numbers of a group of queries. */
export interface Summary {
  readonly group: string;
  readonly queries: number;
  readonly ndcg10: Interval;
  readonly recall50: Interval;
  readonly mrr: Interval;
  /**
   * Share of queries that were read exactly as expected. Counts only queries for which this is known; null if there
   * are none.
   */
  readonly readRight: number | null;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
}

/** All queries, the semantic ones, and each kind, in the order in which kinds appear. */
export function summaries(results: readonly QueryResult[]): Summary[] {
  const kinds = [...Map.groupBy(results, ({ kind }) => kind)];
  const semantic = results.filter(({ isSemantic }) => isSemantic);
  return [
    summaryOf("all", results),
    ...(semantic.length > 0 ? [summaryOf("semantic", semantic)] : []),
    ...(kinds.length > 1 ? kinds.map(([kind, ofKind]) => summaryOf(kind, ofKind)) : []),
  ];
}

export function summaryOf(group: string, results: readonly QueryResult[]): Summary {
  const milliseconds = results.map((result) => result.milliseconds);
  const read = results.flatMap(({ readsRight }) => (readsRight === null ? [] : [readsRight ? 1 : 0]));
  return {
    group,
    queries: results.length,
    ndcg10: bootstrapMean(results.map(({ ndcg10 }) => ndcg10)),
    recall50: bootstrapMean(results.map(({ recall50 }) => recall50)),
    mrr: bootstrapMean(results.map((result) => result.reciprocalRank)),
    readRight: read.length === 0 ? null : mean(read),
    p50: percentile(milliseconds, 0.5),
    p95: percentile(milliseconds, 0.95),
  };
}

type Scored = Pick<QueryResult, "id" | "ndcg10">;

/** Difference in nDCG@10, per query. If the interval contains 0, no difference is shown. */
export function difference(of: readonly Scored[], than: readonly Scored[]): Interval {
  const others = new Map(than.map(({ id, ndcg10 }) => [id, ndcg10]));
  return bootstrapMean(of.map(({ id, ndcg10 }) => ndcg10 - (others.get(id) ?? 0)));
}
