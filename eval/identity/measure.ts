import {
  candidatesOf,
  learn,
  type Matchable,
  type Matching,
  scorer,
} from "../../lib/domain/identity-matching/match.ts";
import { calibrationError, type Judged } from "./calibration.ts";

export interface IdentityMeasure {
  readonly name: string;
  readonly records: number;
  /** Pairs that truly are one. */
  readonly matches: number;
  readonly pairs: number;
  readonly suggested: number;
  readonly precision: number;
  readonly recall: number;
  /** Over the compared pairs. */
  readonly calibrationError: number;
  /** The same over pairs that are neither nearly certain matches nor nearly certain others. */
  readonly unsure: { readonly pairs: number; readonly calibrationError: number };
  readonly rounds: number;
  readonly converged: boolean;
  readonly pairsPerSecond: number;
}

export interface LabelledSet<R extends Matchable> {
  readonly name: string;
  readonly matching: Matching<R>;
  readonly train: readonly R[];
  readonly test: readonly R[];
  readonly entityOf: (record: R) => string;
}

/** Learns from one half without its labels and measures on the other: no entity is in both. */
export function measureSet<R extends Matchable>(set: LabelledSet<R>, threshold: number): IdentityMeasure {
  const { matching, train, test, entityOf } = set;
  const training = learn(matching, train, candidatesOf(matching, train));
  const begun = performance.now();
  const { pairs } = candidatesOf(matching, test);
  const score = scorer(matching, training.model, test);
  const judged = pairs.map(
    ({ a, b }): Judged => ({
      probability: score(a, b).probability,
      isMatch: entityOf(a) === entityOf(b),
    }),
  );
  const seconds = (performance.now() - begun) / 1_000;
  const suggested = judged.filter(({ probability }) => probability >= threshold);
  const right = suggested.filter(({ isMatch }) => isMatch).length;
  const matches = truePairs(set);
  const unsure = judged.filter(({ probability }) => probability > 0.01 && probability < 0.99);
  return {
    name: set.name,
    records: test.length,
    matches,
    pairs: pairs.length,
    suggested: suggested.length,
    precision: right / suggested.length,
    recall: right / matches,
    calibrationError: calibrationError(judged),
    unsure: { pairs: unsure.length, calibrationError: calibrationError(unsure) },
    rounds: training.rounds,
    converged: training.converged,
    pairsPerSecond: pairs.length / seconds,
  };
}

function truePairs<R extends Matchable>({ test, entityOf, matching }: LabelledSet<R>): number {
  let count = 0;
  for (const members of Map.groupBy(test, entityOf).values()) {
    for (const [at, a] of members.entries())
      for (const b of members.slice(at + 1)) if (matching.mayPair(a.source, b.source)) count += 1;
  }
  return count;
}
