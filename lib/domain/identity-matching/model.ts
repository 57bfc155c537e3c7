/**
 * Fellegi-Sunter: how strongly each field's agreement supports or contradicts that two records are one. A level's
 * weight is log2(m / u), in bits: m is the share of matches at that level, u the share of other pairs. I. P. Fellegi
 * and A. B. Sunter, "A Theory for Record Linkage" (1969).
 */
export interface Field<R> {
  readonly name: string;
  /** Best agreement first. */
  readonly levels: readonly string[];
  /** Index of the level; null if one side has no value. Symmetric. */
  readonly levelOf: (a: R, b: R) => number | null;
  /**
   * The initial shares of matches, by level; they sum to 1. Training starts from them and stays near them with few
   * data.
   */
  readonly m: readonly number[];
  /** The term in which records of the first `upTo` levels agree: agreement in a common term says less. */
  readonly term?: { readonly of: (record: R) => string | null; readonly upTo: number };
}

/** By field, then by level. */
export type Shares = readonly (readonly number[])[];

/** Plain JSON: a job passes it on from message to message. */
export interface Model {
  readonly u: Shares;
  /** Over all sources. */
  readonly m: Shares;
  /**
   * By `sourcesKey`: the probability that a random pair is a match, and the shares of its matches. People keep their
   * handle between some platforms more often than between others.
   */
  readonly sources: Readonly<Record<string, { readonly prior: number; readonly m: Shares }>>;
  /** Number of all records of all sources. */
  readonly records: number;
}

/** By field; null if nothing is known. */
export type Levels = readonly (number | null)[];

/** The comparison of two records, by which a model judges them. */
export interface Comparison {
  readonly levels: Levels;
  /** By field, the number of other records with the term in which both agree; null if there is no such term. */
  readonly bearers: readonly (number | null)[];
  /** See `sourcesKey`. */
  readonly sources: string;
}

export const sourcesKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

export const levelsOf = <R>(fields: readonly Field<R>[], a: R, b: R): Levels =>
  fields.map(({ levelOf }) => levelOf(a, b));

/** Weights of a field's levels in bits, best first. A worse agreement never weighs more than a better one. */
export function weightsOf(m: readonly number[], u: readonly number[]): number[] {
  const weights: number[] = [];
  for (const [level, share] of m.entries()) {
    const weight = Math.log2(share / (u[level] ?? 1));
    weights.push(Math.min(weight, weights.at(-1) ?? weight));
  }
  return weights;
}

/**
 * The share of an account that counts for a term's first bearer, since most new terms stay rare. From names with one
 * and two bearers, 2 n2 / (n1 + 2 n2): 3,638 and 99 of the full names of FEBRL's second set. H. Ney, U. Essen and R.
 * Kneser, "On Structuring Probabilistic Dependences in Stochastic Language Modelling" (1994).
 */
const FIRST_BEARER = 0.05;

/** A model's judgement of a comparison: the bits of each field, null if nothing is known, and the odds of a match. */
export interface Weighed {
  readonly bits: readonly (number | null)[];
  readonly odds: number;
}

/**
 * Weighs comparisons. u is the mean over terms that agree by chance. A term with other bearers agrees by chance as
 * often as (bearers + first) / (records + first / u). So a common term weighs less, and a term without other bearers
 * weighs more.
 */
export function weigher<R>(fields: readonly Field<R>[], model: Model): (compared: Comparison) => Weighed {
  const weightsWith = (m: Shares) => m.map((shares, at) => weightsOf(shares, model.u[at] ?? []));
  const average = { prior: lowestPrior(model), weights: weightsWith(model.m) };
  const own = new Map(
    Object.entries(model.sources).map(([key, { prior, m }]) => [key, { prior, weights: weightsWith(m) }]),
  );
  const chances = fields.map(({ term }, at) => sum((model.u[at] ?? []).slice(0, term?.upTo ?? 0)));
  const rarity = (at: number, bearers: number) =>
    Math.log2(((chances[at] ?? 0) * model.records + FIRST_BEARER) / (bearers + FIRST_BEARER));
  return ({ levels, bearers, sources }) => {
    const { prior, weights } = own.get(sources) ?? average;
    const bits = levels.map((level, at) => {
      if (level === null) return null;
      const others = bearers[at] ?? null;
      return (weights[at]?.[level] ?? 0) + (others === null ? 0 : rarity(at, others));
    });
    return { bits, odds: (prior / (1 - prior)) * 2 ** sum(bits.map((one) => one ?? 0)) };
  };
}

/** A probability, 0 to 1. */
export const probabilityOf = (odds: number): number => 1 - 1 / (1 + odds);

/** For sources that training never saw together. */
const lowestPrior = ({ sources }: Model): number =>
  Math.min(1e-6, ...Object.values(sources).map(({ prior }) => prior));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
