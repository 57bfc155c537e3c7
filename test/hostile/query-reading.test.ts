import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { readQuery } from "../../lib/domain/query/read-query.ts";
import { rounds } from "../deep.ts";
import { requireBounded, requireWithin } from "./hostile-text.ts";

/** The API takes no more. */
const QUERY_MAX = 500;
/** No query that the API takes may hold the thread longer; half a kilobyte, so 50 ms a kilobyte is the outer bound. */
const QUERY_MS = 20;

/** Words and signs that send readers looking around, letters that fold to many, and long runs of one class. */
const PIECES = [
  ..."( not 10k- a. @ https:// 1- 1. 1, 1' 1, 9 no without -a - NOT sin ohne なし 以外 twenty hundred one and million مليون".split(
    " ",
  ),
  ..."followers fans over more than between at least US U.S. Reading in from of German las الإمارات 日本 한국 東 ー k m L 万 🐶 👩‍🍳 🇩🇪".split(
    " ",
  ),
  ..."https://x.com/a instagram.com/ @a ﷺ ﷺﷺﷺﷺ Ǆ ɐ̀̀̀ ㅤ \u0301 \u200d engagement 5% last 30 days active for my cafe in Berlin,".split(
    " ",
  ),
];
const piece = fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "grapheme", maxLength: 8 }));
const repeated = fc
  .tuple(piece, fc.constantFrom("", " ", ", "))
  .map(([part, space]) => (part + space).repeat(QUERY_MAX).slice(0, QUERY_MAX));
const mixed = fc.array(piece, { maxLength: 200 }).map((parts) => parts.join(" ").slice(0, QUERY_MAX));

beforeAll(() => {
  for (const part of PIECES) readQuery(part.repeat(20));
});

test("no query that the API takes is read for long", { timeout: 60_000 }, () =>
  fc.assert(
    fc.asyncProperty(fc.oneof(repeated, mixed), (text) => requireWithin(QUERY_MS, () => readQuery(text))),
    { numRuns: rounds(200) },
  ),
);

test("a longer text is read in time that grows with its length and no faster", { timeout: 60_000 }, () =>
  fc.assert(
    fc.asyncProperty(repeated, (text) => requireBounded(text.repeat(4), readQuery)),
    { numRuns: rounds(40, 8) },
  ),
);

test("what a letter folds to does not come back many times", () => {
  const { terms } = readQuery("ﷺ".repeat(QUERY_MAX));
  expect(terms.join("").length).toBeLessThanOrEqual(4 * QUERY_MAX);
  expect(readQuery("ﷺ ".repeat(QUERY_MAX / 2)).terms.join("").length).toBeLessThanOrEqual(4 * QUERY_MAX);
});
