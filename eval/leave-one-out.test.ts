import { expect, it } from "vitest";
import { FUSION_VECTOR_WEIGHT } from "../lib/domain/ranking/weights.ts";
import { leaveOneOut, type RecordedSet } from "./leave-one-out.ts";

/** One query where the legs agree fully and only one of two creators is relevant. */
function setOf(set: string, family: string, relevant: "words" | "meaning"): RecordedSet {
  const weight = FUSION_VECTOR_WEIGHT.agreed;
  const found = (id: string, keyword: number, vector: number) => ({
    id,
    parts: {
      keyword,
      vector,
      fused: (1 - weight) * keyword + weight * vector,
      exact_name: 0,
      quality: 0.5,
      freshness: 0.5,
      size: 0.5,
      rerank: null,
      final: 0,
    },
  });
  const queries = [
    { grades: new Map([[relevant, 1]]), found: [found("words", 1, 0), found("meaning", 0, 1)] },
  ];
  return { set, family, queries };
}

it("chooses on the other sets and measures on the one left out", () => {
  const sets = [setOf("a", "a", "meaning"), setOf("b", "b", "words"), setOf("c", "c", "words")];
  const [a, b] = leaveOneOut(sets);
  // The others of `a` want words first, so meaning comes second there: 1 / log2(3).
  expect(a?.ndcg).toBeCloseTo(0.631, 3);
  expect([a?.best, b?.best]).toEqual([1, 1]);
  expect(a?.chosen.agreed).toBeLessThan(0.5);
});

it("leaves sets over the same profiles out together", () => {
  const sets = [
    setOf("judged", "judged", "words"),
    setOf("judged2", "judged", "words"),
    setOf("other", "other", "meaning"),
  ];
  expect(leaveOneOut(sets)[0]?.chosen.agreed).toBeGreaterThanOrEqual(0.5);
});
