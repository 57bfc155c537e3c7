import { expect, test } from "vitest";
import { filtersSchema } from "../../lib/domain/search-request.ts";
import { generatedSet } from "./generated.ts";

const set = generatedSet(2_000);

test("the generated set asks the same questions every time", () => {
  const again = generatedSet(2_000);
  expect(again.queries.map(({ text }) => text)).toEqual(set.queries.map(({ text }) => text));
  expect(set.queries.length).toBeGreaterThan(50);
});

test("every question has creators who fit, and filters that a search takes", () => {
  const ids = new Set<string>([...set.documents()].map(({ id }) => id));
  expect(ids.size).toBe(2_000);
  for (const { grades, filtersExpected, text } of set.queries) {
    expect(grades.size).toBeGreaterThanOrEqual(5);
    expect([...grades.keys()].every((id) => ids.has(id))).toBe(true);
    expect(filtersSchema.safeParse(filtersExpected).success).toBe(true);
    expect(text).not.toMatch(/[{}]/);
  }
});

test("a creator shares everything with itself and nothing with who is not there", () => {
  const [question] = set.lookalikes ?? [];
  expect(Object.values(question?.shares(question.id) ?? {})).toEqual([true, true, true, true, true]);
  expect(Object.values(question?.shares("c_nobody") ?? {})).toEqual([false, false, false, false, false]);
});
