/**
 * Fellegi-Sunter: how much each field's agreement says for or against two records being one. A level's weight is
 * log2(m / u), in bits: m is the share of matches at that level, u the share of other pairs.
 * I. P. Fellegi and A. B. Sunter, "A Theory for Record Linkage" (1969).
 */
export interface Field<R> {
  readonly name: string;
  /** Best agreement first. */
  readonly levels: readonly string[];
  /** Index of the level; null where one side does not say. Symmetric. */
  readonly levelOf: (a: R, b: R) => number | null;
  /** Shares of matches to begin with, by level; they sum to 1. Training starts here and stays near it with few data. */
  readonly m: readonly number[];
  /** What the first `upTo` levels agree in: agreement in a common term says less. */
  readonly term?: { readonly of: (record: R) => string | null; readonly upTo: number };
}

export interface FieldModel {
  readonly m: readonly number[];
  readonly u: readonly number[];
}

export interface Model {
  readonly fields: readonly FieldModel[];
  /** Probability that a random pair of two sources is a match; key by `sourcesKey`. */
  readonly priors: ReadonlyMap<string, number>;
}

/** By field; null where nothing is known. */
export type Levels = readonly (number | null)[];

export const sourcesKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

export const levelsOf = <R>(fields: readonly Field<R>[], a: R, b: R): Levels =>
  fields.map(({ levelOf }) => levelOf(a, b));

/** Weights of a field's levels in bits, best first. A worse agreement never weighs more than a better one. */
export function weightsOf({ m, u }: FieldModel): number[] {
  const weights: number[] = [];
  for (const [level, share] of m.entries()) {
    const weight = Math.log2(share / (u[level] ?? 1));
    weights.push(Math.min(weight, weights.at(-1) ?? weight));
  }
  return weights;
}

/** A probability, 0 to 1, from prior odds and the weights of evidence in bits. */
export function probabilityOf(prior: number, weights: readonly number[]): number {
  const bits = weights.reduce((sum, weight) => sum + weight, Math.log2(prior / (1 - prior)));
  return 1 / (1 + 2 ** -bits);
}

/** The prior of two sources; the lowest there is for sources that training never saw together. */
export const priorOf = ({ priors }: Model, sources: string): number =>
  priors.get(sources) ?? Math.min(1e-6, ...priors.values());
