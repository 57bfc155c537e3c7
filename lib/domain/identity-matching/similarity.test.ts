import fc from "fast-check";
import { expect, it } from "vitest";
import { jaroWinkler } from "./similarity.ts";

// Winkler's own examples.
it.each([
  ["martha", "marhta", 0.961],
  ["dixon", "dicksonx", 0.813],
  ["dwayne", "duane", 0.84],
  ["", "jane", 0],
  ["jane", "jane", 1],
])("%s and %s are alike to %f", (a, b, likeness) => {
  expect(jaroWinkler(a, b)).toBeCloseTo(likeness, 3);
});

const WORD = fc.string({ unit: fc.constantFrom(..."abcé日"), maxLength: 12 });

it("is the same both ways and between 0 and 1, whatever stands there", () => {
  fc.assert(
    fc.property(WORD, WORD, (a, b) => {
      const likeness = jaroWinkler(a, b);
      expect(likeness).toBeCloseTo(jaroWinkler(b, a), 12);
      expect(likeness).toBeGreaterThanOrEqual(0);
      expect(likeness).toBeLessThanOrEqual(1);
    }),
  );
});
