import {
  type Field,
  type FieldModel,
  type Levels,
  type Model,
  priorOf,
  probabilityOf,
  weightsOf,
} from "./model.ts";

/** Pairs with the same levels, counted: all that training needs of them. */
export interface Pattern {
  readonly levels: Levels;
  /** See `sourcesKey`. */
  readonly sources: string;
  /** Names of fields whose equality brought the pairs together. */
  readonly foundBy: ReadonlySet<string>;
  /** True for pairs proven to be one, by links that point both ways; false for those that an operator refused. */
  readonly known: boolean | null;
  readonly count: number;
}

export interface TrainingData {
  readonly candidates: readonly Pattern[];
  /** Of pairs drawn by chance, nearly none of them a match. */
  readonly random: readonly Pattern[];
  /** How many pairs there are of each two sources. */
  readonly possible: ReadonlyMap<string, number>;
}

export interface Training {
  readonly model: Model;
  readonly rounds: number;
  readonly converged: boolean;
}

const ROUNDS_MAX = 200;
/** The largest change of a share or, relative to itself, of a prior that still counts as none. */
const SETTLED = 1e-4;
/** The starting shares count as much as this many matches. */
const START_MATCHES = 20;
/** Added to each level, so that none of random pairs has a share of 0 (Jeffreys). */
const UNSEEN_PAIRS = 0.5;
/** To begin with, one account in ten has its like on another platform. */
const START_SHARE = 0.1;

/**
 * Learns a model without labels. m and the priors come by expectation-maximisation over the candidates; u from random
 * pairs, less what of them is likely a match. Of a field, m is learnt from pairs that another field brought together,
 * since those that it brought together itself all agree in it.
 */
export function train<R>(fields: readonly Field<R>[], data: TrainingData): Training {
  let model = firstModel(fields, data);
  for (let round = 1; round <= ROUNDS_MAX; round += 1) {
    const next = improved(fields, model, data);
    const change = changeBetween(model, next);
    model = next;
    if (change < SETTLED) return { model, rounds: round, converged: true };
  }
  return { model, rounds: ROUNDS_MAX, converged: false };
}

function firstModel<R>(fields: readonly Field<R>[], { random, possible }: TrainingData): Model {
  const priors = new Map(
    [...possible].map(([sources, pairs]) => [sources, START_SHARE / Math.sqrt(Math.max(pairs, 1))]),
  );
  const drawn = random.map((pattern) => ({ pattern, mass: pattern.count }));
  return { priors, fields: fields.map(({ m }, at) => ({ m, u: sharesOf(drawn, at, evenly(m.length)) })) };
}

interface Weighed {
  readonly pattern: Pattern;
  /** Number of pairs, in part. */
  readonly mass: number;
}

function improved<R>(
  fields: readonly Field<R>[],
  model: Model,
  { candidates, random, possible }: TrainingData,
): Model {
  const posterior = posteriorOf(model);
  const matches = candidates.map((pattern) => ({ pattern, mass: pattern.count * posterior(pattern) }));
  const others = random.map((pattern) => ({ pattern, mass: pattern.count * (1 - posterior(pattern)) }));
  const found = Map.groupBy(matches, ({ pattern }) => pattern.sources);
  return {
    fields: fields.map(({ name, m }, at) => ({
      m: sharesOf(
        matches.filter(({ pattern }) => [...pattern.foundBy].some((by) => by !== name)),
        at,
        m.map((share) => share * START_MATCHES),
      ),
      u: sharesOf(others, at, evenly(m.length)),
    })),
    priors: new Map(
      [...possible].map(([sources, pairs]) => {
        const expected = (found.get(sources) ?? []).reduce((sum, { mass }) => sum + mass, 0);
        // Between half a match and all but half a pair: never certain either way.
        return [sources, Math.min(expected + 0.5, Math.max(pairs, 1) - 0.5) / Math.max(pairs, 1)];
      }),
    ),
  };
}

/** The probability that pairs of a pattern are matches; what is known is certain. */
function posteriorOf(model: Model): (pattern: Pattern) => number {
  const weights = model.fields.map(weightsOf);
  return ({ levels, sources, known }) => {
    if (known !== null) return known ? 1 : 0;
    return probabilityOf(
      priorOf(model, sources),
      levels.map((level, at) => (level === null ? 0 : (weights[at]?.[level] ?? 0))),
    );
  };
}

const evenly = (levels: number): number[] => new Array<number>(levels).fill(UNSEEN_PAIRS);

/** Shares of a field's levels among pairs that say something of it. */
function sharesOf(pairs: readonly Weighed[], field: number, start: readonly number[]): number[] {
  const masses = [...start];
  for (const { pattern, mass } of pairs) {
    const level = pattern.levels[field] ?? null;
    if (level !== null) masses[level] = (masses[level] ?? 0) + mass;
  }
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  return masses.map((mass) => mass / total);
}

function changeBetween(before: Model, after: Model): number {
  const shares = ({ m, u }: FieldModel) => [...m, ...u];
  const now = after.fields.flatMap(shares);
  const changes = before.fields.flatMap(shares).map((share, at) => Math.abs(share - (now[at] ?? 0)));
  const priors = [...before.priors].map(([key, prior]) => Math.abs(1 - (after.priors.get(key) ?? 0) / prior));
  return Math.max(0, ...changes, ...priors);
}
