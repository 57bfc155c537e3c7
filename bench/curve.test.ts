import { expect, it } from "vitest";
import { growthExponent } from "./curve.ts";

it("tells flat, linear and quadratic growth apart", () => {
  const sizes = [10_000, 30_000, 100_000];
  const grown = (exponent: number) =>
    growthExponent(
      sizes,
      sizes.map((size) => 3 * size ** exponent),
    );
  expect([0, 1, 2].map(grown)).toEqual([0, 1, 2].map((exponent) => expect.closeTo(exponent, 9)));
});

it("knows nothing from a single size", () => {
  expect(growthExponent([10_000], [5])).toBeNaN();
});
