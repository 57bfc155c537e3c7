import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allAtOnce } from "../steps.ts";
import { type Field, probabilityOf, weightsOf } from "./model.ts";
import { type Pattern, train } from "./train.ts";

const field = (name: string): Field<never> => ({
  name,
  levels: ["same", "different"],
  m: [0.6, 0.4],
  levelOf: () => null,
});
const FIELDS = ["a", "b", "c"].map(field);
const M = [0.9, 0.8, 0.7];
const U = [0.001, 0.002, 0.005];
const PAIRS = 10_000_000;
const MATCHES = 5_000;

/** How many of this many pairs have each combination of levels, where fields agree independently. */
function patterns(pairs: number, shares: readonly number[]): Pattern[] {
  return Array.from({ length: 8 }, (_, bits) => {
    const levels = shares.map((_share, at) => (bits >> at) & 1);
    const share = levels.reduce(
      (product, level, at) => product * (level === 0 ? (shares[at] ?? 0) : 1 - (shares[at] ?? 0)),
      1,
    );
    const foundBy = new Set(levels.flatMap((level, at) => (level === 0 ? (FIELDS[at]?.name ?? []) : [])));
    return { levels, bearers: [], sources: "x y", foundBy, known: null, count: pairs * share };
  });
}

describe("training", () => {
  // All pairs are candidates that any field brings together.
  const candidates = [...patterns(MATCHES, M), ...patterns(PAIRS - MATCHES, U)].filter(
    ({ foundBy }) => foundBy.size > 0,
  );
  const random = patterns(100_000, U);
  const possible = new Map([["x y", PAIRS]]);

  it("settles and finds without labels how matches and others were made", () => {
    const { model, converged } = allAtOnce(train(FIELDS, { candidates, random, possible, records: 0 }));
    expect(converged).toBe(true);
    expect(model.sources["x y"]?.prior).toBeCloseTo(MATCHES / PAIRS, 4);
    for (const m of [model.m, model.sources["x y"]?.m ?? []])
      for (const [at, share] of M.entries()) expect(Math.abs((m[at]?.[0] ?? 0) - share)).toBeLessThan(0.07);
    for (const [at, share] of U.entries()) expect(model.u[at]?.[0]).toBeCloseTo(share, 3);
  });

  it("takes proven pairs as certain, which raise the prior, and refused ones as none", () => {
    const priorWith = (known: boolean | null) =>
      allAtOnce(
        train(FIELDS, {
          candidates: candidates.map((one) => ({ ...one, known })),
          random,
          possible,
          records: 0,
        }),
      ).model.sources["x y"]?.prior ?? 0;
    expect(priorWith(true)).toBeGreaterThan(priorWith(null));
    expect(priorWith(false)).toBeLessThan(priorWith(null));
  });

  it("learns apart where people keep another habit between some platforms than between others", () => {
    const without = (m: readonly number[]) => patterns(MATCHES, m).map((one) => ({ ...one, sources: "x z" }));
    const both = [...candidates, ...without([0.2, 0.8, 0.7]).filter(({ foundBy }) => foundBy.size > 0)];
    const { model } = allAtOnce(
      train(FIELDS, {
        candidates: both,
        random,
        possible: new Map([...possible, ["x z", PAIRS]]),
        records: 0,
      }),
    );
    expect(model.sources["x y"]?.m[0]?.[0]).toBeGreaterThan(0.8);
    expect(model.sources["x z"]?.m[0]?.[0]).toBeLessThan(0.4);
  });

  it("stays finite with nothing to learn from", () => {
    const { model, converged } = allAtOnce(
      train(FIELDS, {
        candidates: [],
        random: [],
        possible: new Map([["x y", 0]]),
        records: 0,
      }),
    );
    expect(converged).toBe(true);
    for (const [at, m] of model.m.entries())
      for (const weight of weightsOf(m, model.u[at] ?? [])) expect(Number.isFinite(weight)).toBe(true);
  });
});

describe("a probability", () => {
  const share = fc.double({ min: 1e-9, max: 1, noNaN: true });
  const levels = fc.array(fc.record({ m: share, u: share }), { minLength: 2, maxLength: 6 });

  it("is between 0 and 1 and never falls as a field agrees better", () => {
    fc.assert(
      fc.property(levels, fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (all, prior) => {
        const weights = weightsOf(
          all.map(({ m }) => m),
          all.map(({ u }) => u),
        );
        const probabilities = weights.map((weight) => probabilityOf((prior / (1 - prior)) * 2 ** weight));
        for (const [at, probability] of probabilities.entries()) {
          expect(probability).toBeGreaterThanOrEqual(0);
          expect(probability).toBeLessThanOrEqual(probabilities[at - 1] ?? 1);
        }
      }),
    );
  });
});
