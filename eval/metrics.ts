/** The grade of each relevant document of a query, by document id. All others have grade 0. */
export type Grades = ReadonlyMap<string, number>;

/**
 * Normalised discounted cumulative gain over the first `depth` ids, 0..1. A document's gain is its grade, and the
 * discount is log2(rank + 1), as in trec_eval and so in BEIR's tables. The ideal order is over all judged documents.
 */
export function ndcg(ranked: readonly string[], grades: Grades, depth: number): number {
  const ideal = [...grades.values()].sort((a, b) => b - a);
  const best = discounted(ideal, depth);
  const found = discounted(
    ranked.map((id) => grades.get(id) ?? 0),
    depth,
  );
  return best === 0 ? 0 : found / best;
}

function discounted(gains: readonly number[], depth: number): number {
  return gains.slice(0, depth).reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);
}

/**
 * The share of all relevant documents that are in the first `depth`. It cannot reach 1 if there are more than `depth`.
 */
export function recall(ranked: readonly string[], grades: Grades, depth: number): number {
  const relevant = relevantIds(grades);
  const found = new Set(ranked.slice(0, depth).filter((id) => relevant.has(id)));
  return relevant.size === 0 ? 0 : found.size / relevant.size;
}

/** 1 / rank of the first relevant document; 0 if there is none. */
export function reciprocalRank(ranked: readonly string[], grades: Grades): number {
  const relevant = relevantIds(grades);
  const index = ranked.findIndex((id) => relevant.has(id));
  return index < 0 ? 0 : 1 / (index + 1);
}

const relevantIds = (grades: Grades): Set<string> =>
  new Set([...grades].filter(([, grade]) => grade > 0).map(([id]) => id));

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** The smallest value that at least `share` (0..1) of all values do not exceed; 0 if there are no values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
