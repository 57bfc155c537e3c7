import { randomOf } from "../local/generate/random.ts";
import { mean } from "./metrics.ts";

export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 10_000;
const TAIL = 0.025;
/** Any number works. A fixed one gives the same interval for the same results. */
const SEED = 20_260_101;

/**
 * Mean with the 95% percentile interval of the bootstrap over queries (Efron 1979): the likely range for another
 * sample of the same number of similar queries. For the difference of two systems, pass the differences per query.
 */
export function bootstrapMean(values: readonly number[]): Interval {
  const random = randomOf(SEED, 0, values.length);
  const means = Float64Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    for (let draw = 0; draw < values.length; draw += 1) {
      sum += values[Math.floor(random.next() * values.length)] ?? 0;
    }
    return values.length === 0 ? 0 : sum / values.length;
  }).sort();
  return {
    mean: mean(values),
    low: means[Math.floor(TAIL * RESAMPLES)] ?? 0,
    high: means[Math.ceil((1 - TAIL) * RESAMPLES) - 1] ?? 0,
  };
}
