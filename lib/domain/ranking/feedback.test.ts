import fc from "fast-check";
import { expect, it } from "vitest";
import { dot } from "../dot.ts";
import { feedbackHits, nearestAmong, towardsHits } from "./feedback.ts";

const vector = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 })
  .filter((values) => Math.hypot(...values) > 0.01)
  .map((values) => Float32Array.from(values, (value) => value / Math.hypot(...values)));

it("moves a question no further from what it found, and keeps its length", () => {
  fc.assert(
    fc.property(vector, vector, (question, values) => {
      const moved = towardsHits(question, [{ score: 0.4, values }]);
      expect(Math.hypot(...moved)).toBeCloseTo(1, 4);
      expect(dot(moved, values)).toBeGreaterThan(dot(question, values) - 1e-4);
      expect(dot(moved, question)).toBeGreaterThan(0);
    }),
  );
});

it("leaves a question that found nothing as it is", () => {
  expect([...towardsHits(Float32Array.of(0.6, 0.8), [])]).toEqual([
    expect.closeTo(0.6, 5),
    expect.closeTo(0.8, 5),
  ]);
});

it("asks only the first hits, and none that is far away", () => {
  const hits = [0.5, 0.4, 0.3, 0.05, 0.02, 0.01].map((score) => ({ id: String(score), score }));
  const asked = feedbackHits(hits, { floor: 0.1, ceiling: 0.75 });
  expect(asked.map(({ score }) => score)).toEqual([0.5, 0.4, 0.3]);
});

it("asks the surest of hits that are as near", () => {
  const hits = [0.5, 0.49, 0.48, 0.47, 0.46].map((score) => ({ id: String(score), score, certainty: 0.3 }));
  const asked = feedbackHits([...hits, { id: "sure", score: 0.4 }], { floor: 0.1, ceiling: 0.75 });
  expect(asked.map(({ id }) => id)).toEqual(["sure", "0.5", "0.49", "0.48", "0.47"]);
});

it("orders hits anew by their own vectors, and leaves out those that brought none", () => {
  const hits = [
    { id: "far", score: 0.9, values: Float32Array.of(0, 1) },
    { id: "near", score: 0.8, values: Float32Array.of(0.8, 0.6) },
    { id: "bare", score: 0.7 },
  ];
  const again = nearestAmong(hits, Float32Array.of(1, 0), 2);
  expect(again.map(({ id, score }) => [id, score])).toEqual([
    ["near", expect.closeTo(0.8, 5)],
    ["far", 0],
  ]);
});
