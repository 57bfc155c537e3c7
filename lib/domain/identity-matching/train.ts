import type { Steps } from "../steps.ts";
import { type Comparison, type Field, type Model, probabilityOf, type Shares, weigher } from "./model.ts";

/** Pairs with the same comparison, counted. Training needs nothing else of them. */
export interface Pattern extends Comparison {
  /** Names of the fields whose equality brought the pairs together. */
  readonly foundBy: ReadonlySet<string>;
  /**
   * True for pairs that are proven to be one, by links in both directions; false for pairs that an operator refused.
   */
  readonly known: boolean | null;
  readonly count: number;
}

export interface TrainingData {
  readonly candidates: readonly Pattern[];
  /** Random pairs, of which almost none is a match. */
  readonly random: readonly Pattern[];
  /** The number of possible pairs for each two sources. */
  readonly possible: ReadonlyMap<string, number>;
  /** Number of all records of all sources. */
  readonly records: number;
}

export interface Training {
  readonly model: Model;
  readonly rounds: number;
  readonly converged: boolean;
}

const ROUNDS_MAX = 200;
/** The largest change of a share, or relative change of a prior, that still counts as no change. */
const SETTLED = 1e-4;
/** The initial shares count as much as this number of matches. */
const START_MATCHES = 20;
/** Added to each level, so that random pairs give no level a share of 0 (Jeffreys). */
const UNSEEN_PAIRS = 0.5;
/** The initial assumption: one account in ten has its counterpart on another platform. */
const START_SHARE = 0.1;

/**
 * Learns a model without labels. m and the priors come from expectation-maximisation over the candidates, u from random
 * pairs without those that are probably matches. The m of a field is learned from pairs that another field brought
 * together, since the field's own pairs all agree in it.
 */
export function* train<R>(fields: readonly Field<R>[], data: TrainingData): Steps<Training> {
  let model = firstModel(fields, data);
  for (let round = 1; round <= ROUNDS_MAX; round += 1) {
    const next = improved(fields, model, data);
    yield;
    const change = changeBetween(model, next);
    model = next;
    if (change < SETTLED) return { model, rounds: round, converged: true };
  }
  return { model, rounds: ROUNDS_MAX, converged: false };
}

function firstModel<R>(fields: readonly Field<R>[], { random, possible, records }: TrainingData): Model {
  const drawn = random.map((pattern) => ({ pattern, mass: pattern.count }));
  const m = fields.map((field) => field.m);
  const sources = [...possible].map(([key, pairs]) => [
    key,
    { prior: START_SHARE / Math.sqrt(Math.max(pairs, 1)), m },
  ]);
  return { u: chanceShares(fields, drawn), m, sources: Object.fromEntries(sources), records };
}

interface Massed {
  readonly pattern: Pattern;
  /** Number of pairs; may be a fraction. */
  readonly mass: number;
}

function improved<R>(
  fields: readonly Field<R>[],
  model: Model,
  { candidates, random, possible, records }: TrainingData,
): Model {
  const weigh = weigher(fields, model);
  const probability = (pattern: Pattern) =>
    pattern.known === null ? probabilityOf(weigh(pattern).odds) : Number(pattern.known);
  const matches = candidates.map((pattern) => ({ pattern, mass: pattern.count * probability(pattern) }));
  const others = random.map((pattern) => ({ pattern, mass: pattern.count * (1 - probability(pattern)) }));
  const found = Map.groupBy(matches, ({ pattern }) => pattern.sources);
  const start = fields.map((field) => field.m);
  const m = matchShares(fields, matches, start);
  const sources = [...possible].map(([key, pairs]) => {
    const own = found.get(key) ?? [];
    return [key, { prior: priorFrom(own, pairs), m: matchShares(fields, own, m) }];
  });
  return { u: chanceShares(fields, others), m, sources: Object.fromEntries(sources), records };
}

/** Between half a match and all pairs but half a pair, so it is never certain either way. */
function priorFrom(matches: readonly Massed[], possible: number): number {
  const expected = matches.reduce((sum, { mass }) => sum + mass, 0);
  const pairs = Math.max(possible, 1);
  return Math.min(expected + 0.5, pairs - 0.5) / pairs;
}

const matchShares = <R>(fields: readonly Field<R>[], matches: readonly Massed[], start: Shares): Shares =>
  fields.map(({ name }, at) =>
    sharesOf(
      matches.filter(({ pattern }) => [...pattern.foundBy].some((by) => by !== name)),
      at,
      (start[at] ?? []).map((share) => share * START_MATCHES),
    ),
  );

const chanceShares = <R>(fields: readonly Field<R>[], pairs: readonly Massed[]): Shares =>
  fields.map(({ levels }, at) => sharesOf(pairs, at, new Array<number>(levels.length).fill(UNSEEN_PAIRS)));

/** Shares of a field's levels among the pairs with a value for it. */
function sharesOf(pairs: readonly Massed[], field: number, start: readonly number[]): number[] {
  const masses = [...start];
  for (const { pattern, mass } of pairs) {
    const level = pattern.levels[field] ?? null;
    if (level !== null) masses[level] = (masses[level] ?? 0) + mass;
  }
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  return masses.map((mass) => mass / total);
}

function changeBetween(before: Model, after: Model): number {
  const shares = ({ m, u, sources }: Model) => [m, u, ...Object.values(sources).map((own) => own.m)].flat(2);
  const now = shares(after);
  const changes = shares(before).map((share, at) => Math.abs(share - (now[at] ?? 0)));
  const priors = Object.entries(before.sources).map(([key, { prior }]) =>
    Math.abs(1 - (after.sources[key]?.prior ?? 0) / prior),
  );
  return Math.max(0, ...changes, ...priors);
}
