import fc from "fast-check";
import { expect, it } from "vitest";
import { priorBonus } from "./priors.ts";
import { scoreParts } from "./score.ts";
import { EXACT_NAME_FLOOR, PRIOR_WEIGHTS } from "./weights.ts";

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const priors = fc.record({ quality: unit, freshness: unit, size: unit });
const candidate = fc.record({ keyword: unit, vector: unit, fused: unit });

it("stays within 0 and 1 and puts every name that was asked before everything else", () => {
  fc.assert(
    fc.property(candidate, priors, unit, fc.constantFrom(0.8, 0.95, 1), (parts, bonus, rerank, exact) => {
      const named = scoreParts(parts, exact, bonus, rerank).final;
      const other = scoreParts(
        { keyword: 1, vector: 1, fused: 1 },
        0,
        { quality: 1, freshness: 1, size: 1 },
        1,
      ).final;
      expect(named).toBeLessThanOrEqual(1);
      expect(other).toBeLessThanOrEqual(EXACT_NAME_FLOOR + 1e-9);
      expect(named).toBeGreaterThan(other);
    }),
  );
});

it("lets priors decide between near-ties only", () => {
  const together = PRIOR_WEIGHTS.quality + PRIOR_WEIGHTS.freshness + PRIOR_WEIGHTS.size;
  expect(together).toBeLessThanOrEqual(0.05 + 1e-9);
  fc.assert(fc.property(priors, (any) => priorBonus(any) <= together + 1e-9));
  const best = { quality: 1, freshness: 1, size: 1 };
  const worst = { quality: 0, freshness: 0, size: 0 };
  const at = (fused: number) => ({ keyword: fused, vector: fused, fused });
  expect(scoreParts(at(0.6), 0, worst, null).final).toBeGreaterThan(
    scoreParts(at(0.54), 0, best, null).final,
  );
  expect(scoreParts(at(0.6), 0, worst, null).final).toBeLessThan(scoreParts(at(0.58), 0, best, null).final);
});
