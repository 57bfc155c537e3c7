import { expect, test } from "vitest";
import { bootstrapMean } from "./bootstrap.ts";

test("a bootstrap interval holds the mean and is the same every time", () => {
  const values = [0.1, 0.4, 0.35, 0.8, 0, 1, 0.2, 0.6];
  const interval = bootstrapMean(values);
  expect(interval.mean).toBeCloseTo(0.43125, 12);
  expect(interval.low).toBeLessThan(interval.mean);
  expect(interval.high).toBeGreaterThan(interval.mean);
  expect(bootstrapMean(values)).toEqual(interval);
});

test("the interval is about as wide as the normal approximation says", () => {
  const values = Array.from({ length: 400 }, (_, index) => index % 2);
  const { low, high } = bootstrapMean(values);
  // 1.96 standard errors of a fair coin over 400 draws: 0.049 either side.
  expect(low).toBeCloseTo(0.451, 2);
  expect(high).toBeCloseTo(0.549, 2);
});

test("values without spread have an interval without width", () => {
  expect(bootstrapMean([0.5, 0.5, 0.5])).toEqual({ mean: 0.5, low: 0.5, high: 0.5 });
});
