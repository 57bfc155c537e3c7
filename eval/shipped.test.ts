import { expect, test } from "vitest";
import { runSet } from "./run-set.ts";
import { shippedSet } from "./sets/open-set.ts";
import { summaries } from "./summary.ts";
import { FULL } from "./systems/variants.ts";

/** What was reached less what another machine or a small change may shift; raise them when the search gets better. */
const NDCG_FLOOR = 0.84;
const SEMANTIC_FLOOR = 0.7;

test("the search finds what it should in the set that ships with the project", async () => {
  const set = shippedSet();
  const options = { ablate: false, http: true, against: [], onProgress: () => undefined };
  const { documents, runs } = await runSet(set, set.queries, options);
  const [full, overHttp] = runs;
  expect(full?.system).toBe(FULL);
  expect(documents).toBe(60);
  const [all, semantic] = summaries(full?.results ?? []);
  expect(all?.ndcg10.mean).toBeGreaterThan(NDCG_FLOOR);
  expect(semantic?.ndcg10.mean).toBeGreaterThan(SEMANTIC_FLOOR);
  expect(all?.readRight).toBe(1);
  // One code path: what answers over HTTP is the same search.
  expect(overHttp?.results.map(({ first }) => first)).toEqual(full?.results.map(({ first }) => first));
});
