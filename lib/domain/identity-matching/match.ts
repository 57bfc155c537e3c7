import { type BlockKey, type Blocks, blockedPairs, type CandidatePair } from "./block.ts";
import { type Field, levelsOf, type Model, priorOf, probabilityOf, sourcesKey, weightsOf } from "./model.ts";
import { type Pattern, type Training, train } from "./train.ts";

export interface Matchable {
  readonly id: string;
  /** Where the record is from: a platform. Priors differ by the two sources of a pair. */
  readonly source: string;
}

/** What is compared of records of one kind, and which of them are. */
export interface Matching<R extends Matchable> {
  readonly fields: readonly Field<R>[];
  readonly keysOf: (record: R) => readonly BlockKey[];
  /** Whether records of two sources are compared. */
  readonly mayPair: (a: string, b: string) => boolean;
}

export interface FieldEvidence {
  readonly field: string;
  readonly level: string;
  /** In bits: above 0 for a match, below 0 against it. */
  readonly bits: number;
}

export interface ScoredPair<R> {
  readonly a: R;
  readonly b: R;
  readonly probability: number;
  readonly evidence: readonly FieldEvidence[];
}

/** More pairs drawn by chance make a share no surer than others of its inputs are. */
const RANDOM_PAIRS = 100_000;

/** Learns from records without labels; `knownOf` tells pairs that are proven or refused. */
export function learn<R extends Matchable>(
  matching: Matching<R>,
  records: readonly R[],
  blocks: Blocks<R>,
  knownOf: (a: R, b: R) => boolean | null = () => null,
): Training {
  const { fields, mayPair } = matching;
  const patternsOf = (pairs: readonly CandidatePair<R>[]) => countedPatterns(fields, pairs, knownOf);
  return train(fields, {
    candidates: patternsOf(blocks.pairs),
    random: patternsOf(randomPairs(records, mayPair)),
    possible: possiblePairs(records, mayPair),
  });
}

export const candidatesOf = <R extends Matchable>(matching: Matching<R>, records: readonly R[]): Blocks<R> =>
  blockedPairs(records, matching.keysOf, (a, b) => matching.mayPair(a.source, b.source));

/** Gives pairs their probability and what speaks for and against it. Symmetric. */
export function scorer<R extends Matchable>(
  { fields }: Matching<R>,
  model: Model,
  records: readonly R[],
): (a: R, b: R) => ScoredPair<R> {
  const weights = model.fields.map(weightsOf);
  const commonness = fields.map((field) => commonnessOf(field, records));
  return (a, b) => {
    const evidence = levelsOf(fields, a, b).flatMap((level, at): FieldEvidence[] => {
      const field = fields[at];
      const bits = weights[at];
      if (level === null || !field || !bits) return [];
      const isTerm = field.term !== undefined && level < field.term.upTo;
      const own = (bits[level] ?? 0) - (isTerm ? (commonness[at]?.(a) ?? 0) : 0);
      // However common the term, agreement in it says no less than the first level that is none.
      const least = isTerm ? (bits[field.term.upTo] ?? own) : own;
      return [{ field: field.name, level: field.levels[level] ?? "", bits: Math.max(own, least) }];
    });
    const prior = priorOf(model, sourcesKey(a.source, b.source));
    const probability = probabilityOf(
      prior,
      evidence.map(({ bits }) => bits),
    );
    return { a, b, probability, evidence };
  };
}

/**
 * How many bits more common a record's term is than one that a single record bears. A term is as common as on the
 * source where it is most common: one person's accounts on several platforms do not make it so.
 */
function commonnessOf<R extends Matchable>({ term }: Field<R>, records: readonly R[]): (record: R) => number {
  if (!term) return () => 0;
  const counts = new Map<string, Map<string, number>>();
  for (const record of records) {
    const value = term.of(record);
    if (value === null) continue;
    const bySource = counts.get(value) ?? new Map<string, number>();
    bySource.set(record.source, (bySource.get(record.source) ?? 0) + 1);
    counts.set(value, bySource);
  }
  return (record) => {
    const bySource = counts.get(term.of(record) ?? "");
    return bySource ? Math.log2(Math.max(1, ...bySource.values())) : 0;
  };
}

function countedPatterns<R extends Matchable>(
  fields: readonly Field<R>[],
  pairs: readonly CandidatePair<R>[],
  knownOf: (a: R, b: R) => boolean | null,
): Pattern[] {
  const patterns = new Map<string, Pattern & { count: number }>();
  for (const { a, b, foundBy } of pairs) {
    const levels = levelsOf(fields, a, b);
    const sources = sourcesKey(a.source, b.source);
    const known = knownOf(a, b);
    const key = JSON.stringify([levels, sources, known, [...foundBy].sort()]);
    const pattern = patterns.get(key);
    if (pattern) pattern.count += 1;
    else patterns.set(key, { levels, sources, foundBy, known, count: 1 });
  }
  return [...patterns.values()];
}

/** How many pairs there are of each two sources. */
function possiblePairs<R extends Matchable>(
  records: readonly R[],
  mayPair: (a: string, b: string) => boolean,
): Map<string, number> {
  const sizes = [...Map.groupBy(records, ({ source }) => source)].map(([source, { length }]) => ({
    source,
    length,
  }));
  const possible = new Map<string, number>();
  for (const [at, a] of sizes.entries()) {
    for (const b of sizes.slice(at)) {
      if (!mayPair(a.source, b.source)) continue;
      const pairs = a === b ? (a.length * (a.length - 1)) / 2 : a.length * b.length;
      possible.set(sourcesKey(a.source, b.source), pairs);
    }
  }
  return possible;
}

/**
 * Pairs drawn by chance: of one source where those are never compared, since one person seldom has two accounts there
 * and chance agreement shows undisturbed. Always the same for the same records: a suggestion must not come and go
 * between two looks.
 */
function randomPairs<R extends Matchable>(
  records: readonly R[],
  mayPair: (a: string, b: string) => boolean,
): CandidatePair<R>[] {
  const pairs: CandidatePair<R>[] = [];
  const foundBy: ReadonlySet<string> = new Set();
  const next = generator();
  for (const [source, members] of Map.groupBy(records, (record) => record.source)) {
    const others = mayPair(source, source) ? records : members;
    const possible = (members.length * (others.length - 1)) / 2;
    const draws = Math.min(possible, Math.ceil((RANDOM_PAIRS * members.length) / records.length));
    for (let drawn = 0; drawn < draws; drawn += 1) {
      const [a, b] = [members[next(members.length)], others[next(others.length)]];
      if (a && b && a.id !== b.id) pairs.push({ a, b, foundBy });
    }
  }
  return pairs;
}

/** Whole numbers below a bound, by the generator of Numerical Recipes, whose high bits are the random ones. */
function generator(): (below: number) => number {
  let state = 1;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
