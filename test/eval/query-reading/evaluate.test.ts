import { expect, test } from "vitest";
import { readQuery } from "../../../lib/domain/query/read-query.ts";
import { evaluateReading, halfOf, loadCases, loadTexts, renderEvaluation } from "./evaluate.ts";

/** Issue 3: wrong filters on at most 3% of queries, at most 10% of stated filters unread. */
const WRONG_MAX = 0.03;
const UNREAD_MAX = 0.1;
/** A set of real queries whose texts are not part of the project. */
const INFLUENCER_QUERIES = new URL(
  "../../../../shared/data/queries/influencer_queries.jsonl",
  import.meta.url,
);

test.each(["tuned", "untuned"] as const)(
  "the %s half of the own queries is read within the limits",
  (half) => {
    const cases = loadCases("own-queries").filter(({ id }) => halfOf(id) === half);
    const evaluation = evaluateReading(cases, readQuery);
    console.info(renderEvaluation(`own queries, ${half} half`, evaluation));
    expect(evaluation.wrong).toBeLessThanOrEqual(WRONG_MAX);
    expect(evaluation.unread).toBeLessThanOrEqual(UNREAD_MAX);
  },
);

test("queries that the reader was not changed for are read within the limits", () => {
  const evaluation = evaluateReading(loadCases("fresh-queries"), readQuery);
  console.info(renderEvaluation("fresh queries", evaluation));
  expect(evaluation.wrong).toBeLessThanOrEqual(WRONG_MAX);
  expect(evaluation.unread).toBeLessThanOrEqual(UNREAD_MAX);
});

test("the real queries are read, where their texts are at hand", (context) => {
  const texts = loadTexts(INFLUENCER_QUERIES.pathname);
  if (texts === null) {
    console.warn("SKIPPED: the real queries are not on this machine, only their expected readings are.");
    context.skip();
    return;
  }
  for (const half of ["tuned", "untuned"] as const) {
    const cases = loadCases("influencer-expected", texts).filter(({ id }) => halfOf(id) === half);
    console.info(renderEvaluation(`real queries, ${half} half`, evaluateReading(cases, readQuery)));
  }
});

test("a filter with another value is wrong, a missing one unread, an invented one wrong", () => {
  const cases = [
    { id: "a", query: "a", filters: { countries: ["DE"], verified: true }, handles: [] },
    { id: "b", query: "b", filters: {}, handles: [] },
  ];
  const evaluation = evaluateReading(cases, () => ({ filters: { countries: ["FR"] }, handles: [] }));
  expect(evaluation).toMatchObject({ wrong: 1, exact: 0, missed: ["a", "b"] });
  expect(evaluation.perFilter).toMatchObject([
    { filter: "countries", right: 0, wrong: 1, invented: 1, unread: 0, precision: 0 },
    { filter: "verified", right: 0, wrong: 0, unread: 1, recall: 0 },
  ]);
});
