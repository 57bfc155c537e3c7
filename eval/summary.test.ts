import { expect, test } from "vitest";
import type { QueryResult } from "./measure.ts";
import { difference, summaries } from "./summary.ts";

const result = (id: string, change: Partial<QueryResult>): QueryResult => ({
  id,
  kind: "topic",
  isSemantic: false,
  ndcg10: 0.5,
  recall50: 1,
  reciprocalRank: 1,
  readsRight: null,
  milliseconds: 10,
  first: [],
  ...change,
});

test("queries are summed up in all, by meaning and by kind", () => {
  const groups = summaries([
    result("a", { ndcg10: 1, readsRight: true }),
    result("b", { kind: "lookup", readsRight: false }),
    result("c", { ndcg10: 0, isSemantic: true }),
  ]);
  expect(groups.map(({ group, queries }) => [group, queries])).toEqual([
    ["all", 3],
    ["semantic", 1],
    ["topic", 2],
    ["lookup", 1],
  ]);
  expect(groups[0]?.ndcg10.mean).toBeCloseTo(0.5, 12);
  expect(groups.map(({ readRight }) => readRight)).toEqual([0.5, null, 1, 0]);
});

test("a difference pairs the results of each query, however they are ordered", () => {
  const of = [result("a", { ndcg10: 0.9 }), result("b", { ndcg10: 0.4 })];
  const than = [result("b", { ndcg10: 0.2 }), result("a", { ndcg10: 0.7 })];
  const { mean, low, high } = difference(of, than);
  expect([mean, low, high].map((value) => Number(value.toFixed(9)))).toEqual([0.2, 0.2, 0.2]);
});
