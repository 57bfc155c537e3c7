import { describe, expect, test } from "vitest";
import { judge } from "./rules.ts";
import { type Measured, SIGNALS, type SignalName } from "./signals.ts";

const counted = (counts: Partial<Record<SignalName, number>>): Measured => ({
  ...(Object.fromEntries(SIGNALS.map((name) => [name, 0])) as Record<SignalName, number>),
  ...counts,
});
const wrong = (counts: Partial<Record<SignalName, number>>) =>
  judge(counted(counts)).flatMap(({ check, isWrong, acts }) =>
    isWrong ? [`${check}: ${acts.join(", ")}`] : [],
  );

describe("calls of a platform", () => {
  test.each([
    ["none at all", {}, []],
    ["a few 429s among many answers", { "crawl/x/answered": 95, "crawl/x/throttled": 5 }, []],
    ["429s alone, too few to say anything", { "crawl/x/throttled": 9 }, []],
    [
      "a tenth answered 429",
      { "crawl/x/answered": 90, "crawl/x/throttled": 10 },
      ["calls of x: rotate-proxies, pause-crawl-low"],
    ],
    [
      "a quarter without an answer",
      { "crawl/tiktok/answered": 30, "crawl/tiktok/failed": 10 },
      ["calls of tiktok: pause-crawl-low"],
    ],
    ["less than a quarter without an answer", { "crawl/tiktok/answered": 31, "crawl/tiktok/failed": 10 }, []],
  ] as const)("%s", (_, counts, expected) => {
    expect(wrong(counts)).toEqual(expected);
  });

  test("are judged apart: one platform's answers do not hide another's 429s", () => {
    expect(wrong({ "crawl/youtube/answered": 10_000, "crawl/x/throttled": 10 })).toHaveLength(1);
  });
});

describe("answers of the vector index", () => {
  test.each([
    ["one of a hundred slow, as its objective allows", { "vectors/asked": 300, "vectors/slow": 3 }, false],
    ["more than one of a hundred slow", { "vectors/asked": 299, "vectors/slow": 3 }, true],
    ["two slow ones, which may be chance", { "vectors/asked": 2, "vectors/slow": 2 }, false],
  ] as const)("%s", (_, counts, isWrong) => {
    expect(wrong(counts)).toEqual(isWrong ? ["vector index: fewer-candidates, add-replica"] : []);
  });
});
