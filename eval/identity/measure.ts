import {
  candidatesOf,
  learn,
  type Matchable,
  type Matching,
  scorer,
} from "../../lib/domain/identity-matching/match.ts";
import { allAtOnce } from "../../lib/domain/steps.ts";
import { calibrationError, type Judged } from "./calibration.ts";

export interface IdentityMeasure {
  readonly records: number;
  /** Pairs of records that truly are one entity. */
  readonly matches: number;
  readonly pairs: number;
  readonly suggested: number;
  readonly precision: number;
  readonly recall: number;
  /** Over the compared pairs. */
  readonly calibrationError: number;
  readonly converged: boolean;
}

export interface LabelledSet<R extends Matchable> {
  readonly name: string;
  readonly matching: Matching<R>;
  readonly train: readonly R[];
  readonly test: readonly R[];
  readonly entityOf: (record: R) => string;
  /**
   * The same set for other programs: the columns to compare, and the columns whose equal values make two records a
   * pair.
   */
  readonly table: {
    readonly compared: readonly string[];
    readonly blocks: readonly string[];
    readonly rowOf: (record: R) => Readonly<Record<string, string | null>>;
  };
}

/** Two ids and the probability that they are one entity. */
export type ProbablePair = readonly [string, string, number];

/** Our own matching: it learns from one half without labels and judges the other. No entity is in both. */
export function judgedByUs<R extends Matchable>({ matching, train, test }: LabelledSet<R>) {
  const { model, converged } = allAtOnce(learn(matching, train, allAtOnce(candidatesOf(matching, train))));
  const score = scorer(matching, model, test);
  const pairs = allAtOnce(score(allAtOnce(candidatesOf(matching, test)).pairs));
  return { converged, pairs: pairs.map(({ a, b, probability }): ProbablePair => [a.id, b.id, probability]) };
}

export function measured<R extends Matchable>(
  set: LabelledSet<R>,
  { pairs, converged }: { readonly pairs: readonly ProbablePair[]; readonly converged: boolean },
  threshold: number,
): IdentityMeasure {
  const entities = new Map(set.test.map((record) => [record.id, set.entityOf(record)]));
  const judged = pairs.map(
    ([a, b, probability]): Judged => ({ probability, isMatch: entities.get(a) === entities.get(b) }),
  );
  const suggested = judged.filter(({ probability }) => probability >= threshold);
  const right = suggested.filter(({ isMatch }) => isMatch).length;
  const matches = truePairs(set);
  return {
    records: set.test.length,
    matches,
    pairs: pairs.length,
    suggested: suggested.length,
    precision: suggested.length === 0 ? 1 : right / suggested.length,
    recall: right / matches,
    calibrationError: calibrationError(judged),
    converged,
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
