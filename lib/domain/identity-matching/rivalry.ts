const ROUNDS_MAX = 100;
/** The largest relative change of a message that still counts as no change. */
const SETTLED = 1e-6;

/** A pair's two records, each named with the other's source. Pairs with an equal end compete. */
export type Ends = readonly [string, string];

/**
 * The share of each pair's odds that its rivals leave, above 0 and at most 1. A record has at most one partner in
 * another source, so pairs with a common end are evidence against each other. Belief propagation over matchings, exact
 * if rivals form no ring. M. Bayati, D. Gamarnik, D. Katz, C. Nair and P. Tetali, "Simple deterministic approximation
 * algorithms for counting matchings" (2007).
 */
export function sharesLeft(
  pairs: readonly { readonly ends: Ends | null; readonly odds: number }[],
): number[] {
  // Ends 2n and 2n + 1 belong to pair n.
  const ends = pairs.flatMap(
    ({ ends }, pair) => ends?.map((name, side) => ({ name, end: 2 * pair + side })) ?? [],
  );
  const byName = Map.groupBy(ends, ({ name }) => name);
  const contested = [...byName.values()].flatMap((some) =>
    some.length < 2 ? [] : [some.map(({ end }) => end)],
  );
  const odds = pairs.map((pair) => pair.odds);
  const left = new Float64Array(2 * pairs.length).fill(1);
  for (let round = 0; round < ROUNDS_MAX; round += 1) if (nextRound(contested, odds, left) < SETTLED) break;
  return pairs.map((_, pair) => (left[2 * pair] ?? 1) * (left[2 * pair + 1] ?? 1));
}

/** Updates the share that the record at each end leaves to the pair. Returns the largest relative change. */
function nextRound(
  contested: readonly (readonly number[])[],
  odds: readonly number[],
  left: Float64Array,
): number {
  const before = left.slice();
  let change = 0;
  for (const ends of contested) {
    // The share that the record at the other end, `end ^ 1`, leaves.
    const claims = ends.map((end) => (odds[end >> 1] ?? 0) * (before[end ^ 1] ?? 1));
    const all = claims.reduce((sum, claim) => sum + claim, 0);
    for (const [at, end] of ends.entries()) {
      const rivals = Math.max(0, all - (claims[at] ?? 0));
      // The mean of logarithms, since strong rings would alternate between two states for ever.
      left[end] = Math.sqrt((before[end] ?? 1) / (1 + rivals));
      change = Math.max(change, Math.abs(1 - (left[end] ?? 1) / (before[end] ?? 1)));
    }
  }
  return change;
}
