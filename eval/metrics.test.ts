import { describe, expect, test } from "vitest";
import { ndcg, percentile, recall, reciprocalRank } from "./metrics.ts";

const grades = new Map([
  ["a", 2],
  ["b", 1],
  ["c", 2],
]);

describe("metrics", () => {
  test("nDCG agrees with a value computed by hand", () => {
    // Found: b (1) at 1, x (0) at 2, a (2) at 3 -> 1/1 + 0 + 2/2 = 2.
    // Ideal: 2, 2, 1 -> 2/1 + 2/1.5849625 + 1/2 = 3.7618595.
    expect(ndcg(["b", "x", "a"], grades, 10)).toBeCloseTo(2 / 3.7618595, 6);
  });

  test("nDCG looks no deeper than asked, in the answer and in the ideal", () => {
    expect(ndcg(["x", "a"], grades, 1)).toBe(0);
    expect(ndcg(["a", "x"], grades, 1)).toBe(1);
  });

  test("the ideal order has an nDCG of 1 and an empty answer one of 0", () => {
    expect(ndcg(["c", "a", "b"], grades, 10)).toBeCloseTo(1, 12);
    expect(ndcg([], grades, 10)).toBe(0);
  });

  test("recall counts a document once and only to the depth", () => {
    expect(recall(["a", "a", "x", "b"], grades, 50)).toBeCloseTo(2 / 3, 12);
    expect(recall(["x", "a"], grades, 1)).toBe(0);
  });

  test("reciprocal rank is that of the first relevant document", () => {
    expect(reciprocalRank(["x", "y", "b", "a"], grades)).toBeCloseTo(1 / 3, 12);
    expect(reciprocalRank(["x"], grades)).toBe(0);
  });

  test("percentiles are values that occurred", () => {
    expect(percentile([4, 1, 3, 2], 0.5)).toBe(2);
    expect(percentile([4, 1, 3, 2], 0.95)).toBe(4);
    expect(percentile([], 0.5)).toBe(0);
  });
});
