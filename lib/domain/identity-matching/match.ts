import { inChunks } from "../chunks.ts";
import type { Steps } from "../steps.ts";
import { type BlockKey, type Blocks, blockedPairs, type CandidatePair } from "./block.ts";
import {
  type Comparison,
  type Field,
  levelsOf,
  type Model,
  probabilityOf,
  sourcesKey,
  weigher,
} from "./model.ts";
import { type Ends, sharesLeft } from "./rivalry.ts";
import { type Pattern, type Training, train } from "./train.ts";

export interface Matchable {
  readonly id: string;
  /** The record's origin: a platform. Priors differ by the two sources of a pair. */
  readonly source: string;
}

/** Which fields of records are compared, and which records. */
export interface Matching<R extends Matchable> {
  readonly fields: readonly Field<R>[];
  readonly keysOf: (record: R) => readonly BlockKey[];
  /** Whether records of these two sources are compared. */
  readonly mayPair: (a: string, b: string) => boolean;
}

interface FieldEvidence {
  readonly field: string;
  readonly level: string;
  /** In bits: above 0 supports a match, below 0 contradicts it. */
  readonly bits: number;
}

export interface ScoredPair<R> {
  readonly a: R;
  readonly b: R;
  readonly probability: number;
  readonly evidence: readonly FieldEvidence[];
}

/** If rivals leave a higher share, they are not mentioned. */
const RIVALS_SHOWN = 0.9;

/** More random pairs would make a share no more certain than the other inputs are. */
const RANDOM_PAIRS = 100_000;

type KnownOf<R> = (a: R, b: R) => boolean | null;
type Pairs<R> = readonly Pick<CandidatePair<R>, "a" | "b">[];

/** For `learn` on a part of all records. */
interface Sample<R> {
  /** Drawn at random. */
  readonly drawn: readonly R[];
  /** The number of records of each source. */
  readonly sizes: ReadonlyMap<string, number>;
  /** The share of all values that `blocks` covers, above 0 and at most 1. */
  readonly share: number;
}

/**
 * Learns from records without labels. `knownOf` gives the pairs that are proven or refused.
 * @param records The records of the blocks.
 */
export function* learn<R extends Matchable>(
  matching: Matching<R>,
  records: readonly R[],
  blocks: Blocks<R>,
  knownOf: KnownOf<R> = () => null,
  { drawn, sizes, share }: Sample<R> = { drawn: records, sizes: sizesOf(records), share: 1 },
): Steps<Training> {
  const { fields, mayPair } = matching;
  const compare = comparer(matching, records);
  const candidates = yield* counted(blocks.pairs, ({ a, b, foundBy }) => ({
    ...{ ...compare(a, b), foundBy, known: knownOf(a, b) },
    // In a part, a pair that shares two values came up twice as often.
    count: share < 1 ? 1 / foundBy.size : 1,
  }));
  // How common terms are shows in all random pairs together, not in a single one.
  const random = yield* counted(randomPairs(drawn, mayPair), ({ a, b }) => ({
    ...{ levels: levelsOf(fields, a, b), bearers: [], sources: sourcesKey(a.source, b.source) },
    ...{ foundBy: new Set<string>(), known: null, count: 1 },
  }));
  const possible = [...possiblePairs(sizes, mayPair)].map(([key, pairs]) => [key, pairs * share] as const);
  return yield* train(fields, {
    ...{ candidates, random },
    possible: new Map(possible),
    records: [...sizes.values()].reduce((sum, size) => sum + size, 0),
  });
}

const sizesOf = (records: readonly Matchable[]): Map<string, number> =>
  new Map([...Map.groupBy(records, ({ source }) => source)].map(([source, { length }]) => [source, length]));

export const candidatesOf = <R extends Matchable>(
  matching: Matching<R>,
  records: readonly R[],
): Steps<Blocks<R>> => blockedPairs(records, matching.keysOf, (a, b) => matching.mayPair(a.source, b.source));

/**
 * Gives pairs their probability and the evidence for and against it. Symmetric. All pairs of a call compete: if the
 * records of a source are never compared with each other, a record has at most one partner in another source.
 * @param records All records with a term of one of the pairs, on every source.
 */
export function scorer<R extends Matchable>(
  matching: Matching<R>,
  model: Model,
  records: readonly R[],
): (pairs: Pairs<R>) => Steps<ScoredPair<R>[]> {
  const { fields, mayPair } = matching;
  const compare = comparer(matching, records);
  const weigh = weigher(fields, model);
  const endsOf = (a: R, b: R): Ends | null =>
    mayPair(a.source, a.source) || mayPair(b.source, b.source)
      ? null
      : [`${a.id} ${b.source}`, `${b.id} ${a.source}`];
  return function* (pairs) {
    const alone = yield* mapped(pairs, ({ a, b }) => {
      const { levels, ...compared } = compare(a, b);
      return { a, b, levels, ends: endsOf(a, b), ...weigh({ levels, ...compared }) };
    });
    const shares = sharesLeft(alone);
    return alone.map(({ a, b, levels, bits, odds }, at) => {
      const share = shares[at] ?? 1;
      const evidence = fields.flatMap(({ name, levels: names }, field): FieldEvidence[] => {
        const [level, weight] = [levels[field] ?? null, bits[field] ?? null];
        return level === null || weight === null
          ? []
          : [{ field: name, level: names[level] ?? "", bits: weight }];
      });
      if (share < RIVALS_SHOWN)
        evidence.push({ field: "rivals", level: "other accounts fit too", bits: Math.log2(share) });
      return { a, b, probability: probabilityOf(odds * share), evidence };
    });
  };
}

/** Compares two records in the context of all records. */
function comparer<R extends Matchable>(
  { fields }: Matching<R>,
  records: readonly R[],
): (a: R, b: R) => Comparison {
  const bearersOf = fields.map((field) => bearersBy(field, records));
  return (a, b) => {
    const levels = levelsOf(fields, a, b);
    const bearers = fields.map(({ term }, at) => {
      const level = levels[at] ?? null;
      return term && level !== null && level < term.upTo ? (bearersOf[at]?.(a, b) ?? null) : null;
    });
    return { levels, bearers, sources: sourcesKey(a.source, b.source) };
  };
}

/**
 * The number of records with the pair's term, without those that may be the pair's own: on each other source, one
 * record may belong to the same person.
 */
function bearersBy<R extends Matchable>({ term }: Field<R>, records: readonly R[]): (a: R, b: R) => number {
  if (!term) return () => 0;
  const counts = new Map<string, Map<string, number>>();
  for (const record of records) {
    const value = term.of(record);
    if (value === null) continue;
    const bySource = counts.get(value) ?? new Map<string, number>();
    bySource.set(record.source, (bySource.get(record.source) ?? 0) + 1);
    counts.set(value, bySource);
  }
  return (a, b) => {
    let bearers = 0;
    for (const [source, count] of counts.get(term.of(a) ?? "") ?? [])
      bearers += Math.max(0, count - (a.source === source && b.source === source ? 2 : 1));
    return bearers;
  };
}

function* counted<P>(pairs: readonly P[], patternOf: (pair: P) => Pattern): Steps<Pattern[]> {
  const patterns = new Map<string, Pattern & { count: number }>();
  yield* mapped(pairs, (pair) => {
    const { count, ...rest } = patternOf(pair);
    const { levels, bearers, sources, known, foundBy } = rest;
    const key = JSON.stringify([levels, bearers, sources, known, [...foundBy].sort()]);
    const pattern = patterns.get(key);
    if (pattern) pattern.count += count;
    else patterns.set(key, { ...rest, count });
  });
  return [...patterns.values()];
}

/** A step takes a few milliseconds. */
const PAIRS_PER_STEP = 200;

function* mapped<P, T>(pairs: readonly P[], of: (pair: P) => T): Steps<T[]> {
  const all: T[] = [];
  for (const some of inChunks(pairs, PAIRS_PER_STEP)) {
    for (const pair of some) all.push(of(pair));
    yield;
  }
  return all;
}

/** The number of possible pairs for each two sources. */
function possiblePairs(
  sizes: ReadonlyMap<string, number>,
  mayPair: (a: string, b: string) => boolean,
): Map<string, number> {
  const possible = new Map<string, number>();
  for (const [at, [a, size]] of [...sizes].entries()) {
    for (const [b, other] of [...sizes].slice(at)) {
      if (!mayPair(a, b)) continue;
      possible.set(sourcesKey(a, b), a === b ? (size * (size - 1)) / 2 : size * other);
    }
  }
  return possible;
}

/**
 * Random pairs. They are from one source if records of that source are never compared: a person rarely has two accounts
 * there, so equal values are equal by chance. Always the same for the same records, so that a suggestion does not come
 * and go between two looks.
 */
function randomPairs<R extends Matchable>(
  records: readonly R[],
  mayPair: (a: string, b: string) => boolean,
): Pairs<R> {
  const pairs: { a: R; b: R }[] = [];
  const next = generator();
  for (const [source, members] of Map.groupBy(records, (record) => record.source)) {
    const others = mayPair(source, source) ? records : members;
    const possible = (members.length * (others.length - 1)) / 2;
    const draws = Math.min(possible, Math.ceil((RANDOM_PAIRS * members.length) / records.length));
    for (let drawn = 0; drawn < draws; drawn += 1) {
      const [a, b] = [members[next(members.length)], others[next(others.length)]];
      if (a && b && a.id !== b.id) pairs.push({ a, b });
    }
  }
  return pairs;
}

/** Whole numbers below a bound, from the generator of Numerical Recipes, whose high bits are random. */
function generator(): (below: number) => number {
  let state = 1;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
