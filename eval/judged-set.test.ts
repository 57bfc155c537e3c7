import { expect, test } from "vitest";
import { inHalf } from "./judged-set.ts";

const queries = Array.from({ length: 400 }, (_, index) => ({ id: `q${index}` }));

test("each query is in one half, always the same, and the halves are about as large", () => {
  const tuned = queries.filter(inHalf("tuned"));
  const untuned = queries.filter(inHalf("untuned"));
  expect(new Set([...tuned, ...untuned])).toEqual(new Set(queries));
  expect(tuned.length + untuned.length).toBe(400);
  expect(tuned.length).toBeGreaterThan(150);
  expect(tuned.length).toBeLessThan(250);
  expect(queries.filter(inHalf("all"))).toEqual(queries);
});
