import { dot } from "../dot.ts";
import type { Steps } from "../steps.ts";
import type { Adapter } from "./adapter.ts";
import { projected } from "./adapter.ts";
import type { Pair } from "./lessons.ts";

export interface LearningSettings {
  readonly rank: number;
  readonly rounds: number;
  readonly step: number;
  /** Each step multiplies every weight by 1 - decay × step. This pulls the adapter back to changing nothing. */
  readonly decay: number;
  /** A lead in cosine that counts as clear. */
  readonly margin: number;
}

/** Chosen on generated feedback, see docs/RELEVANCE.md. */
const LEARNING: LearningSettings = { rank: 8, rounds: 20, step: 0.002, decay: 0.5, margin: 0.1 };

/** Adam, Kingma & Ba 2014 (arXiv:1412.6980), with their defaults; the decay is separate: Loshchilov & Hutter 2017. */
const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = 1e-8;
const BATCH = 32;

/**
 * Learns an adapter from pairs by the pairwise logistic loss (RankNet, Burges et al. 2005). Deterministic. Yields after
 * each batch, so that the caller can do other work in between.
 */
export function* learnAdapter(
  pairs: readonly Pair[],
  dimensions: number,
  settings: LearningSettings = LEARNING,
): Steps<Adapter> {
  const { rank, rounds, margin } = settings;
  const u = firstWeights(dimensions * rank);
  // Zero on one side: an adapter that has learned nothing changes nothing.
  const v = new Float32Array(dimensions * rank);
  const steps = [stepper(u, settings), stepper(v, settings)] as const;
  for (let round = 0; round < rounds; round += 1) {
    for (let from = 0; from < pairs.length; from += BATCH) {
      const [forU, forV] = [new Float64Array(u.length), new Float64Array(v.length)];
      const batch = Array.from(
        { length: Math.min(BATCH, pairs.length - from) },
        (_, at) => pairs[shuffled(from + at, round, pairs.length)],
      );
      for (const pair of batch) if (pair) addGradient(pair, { rank, u, v }, margin, forU, forV);
      steps[0](forU, batch.length);
      steps[1](forV, batch.length);
      yield;
    }
  }
  return { rank, u, v };
}

/** Visits each pair once, in a different order in each round. */
const shuffled = (at: number, round: number, length: number): number =>
  (at * stride(length, round) + round) % length;

function stride(length: number, round: number): number {
  for (let candidate = 7_919 + 2 * round; ; candidate += 1)
    if (gcd(candidate, length) === 1) return candidate;
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** Small weights of both signs, the same each time: a linear congruential generator (Knuth, TAOCP 3.3.4). */
function firstWeights(length: number): Float32Array {
  let state = 1;
  const scale = 1 / Math.sqrt(length);
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state / 2 ** 31 - 1) * scale * 4;
  });
}

/** Adds the gradient of `-log σ(s)` with `s = (q + U Vᵀ q) · (better - worse) / margin`. */
function addGradient(
  { question, better, worse, weight }: Pair,
  { rank, u, v }: Adapter,
  margin: number,
  forU: Float64Array,
  forV: Float64Array,
): void {
  const lead = better.map((value, row) => value - (worse[row] ?? 0));
  const inner = projected(v, question, rank);
  const outer = projected(u, lead, rank);
  let score = dot(question, lead);
  for (let column = 0; column < rank; column += 1) score += (inner[column] ?? 0) * (outer[column] ?? 0);
  const slope = -weight / (1 + Math.exp(score / margin)) / margin;
  for (let row = 0; row < question.length; row += 1) {
    const [led, asked] = [slope * (lead[row] ?? 0), slope * (question[row] ?? 0)];
    for (let column = 0; column < rank; column += 1) {
      const at = row * rank + column;
      forU[at] = (forU[at] ?? 0) + led * (inner[column] ?? 0);
      forV[at] = (forV[at] ?? 0) + asked * (outer[column] ?? 0);
    }
  }
}

/** Moves weights against a gradient, in place. */
function stepper(weights: Float32Array, { step, decay }: LearningSettings) {
  const mean = new Float64Array(weights.length);
  const square = new Float64Array(weights.length);
  let count = 0;
  return (gradient: Float64Array, pairs: number): void => {
    count += 1;
    const [correct1, correct2] = [1 - BETA_1 ** count, 1 - BETA_2 ** count];
    for (let at = 0; at < weights.length; at += 1) {
      const slope = (gradient[at] ?? 0) / pairs;
      const first = BETA_1 * (mean[at] ?? 0) + (1 - BETA_1) * slope;
      const second = BETA_2 * (square[at] ?? 0) + (1 - BETA_2) * slope * slope;
      mean[at] = first;
      square[at] = second;
      const move = first / correct1 / (Math.sqrt(second / correct2) + EPSILON);
      weights[at] = (weights[at] ?? 0) * (1 - step * decay) - step * move;
    }
  };
}
