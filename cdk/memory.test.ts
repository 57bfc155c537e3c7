import { describe, expect, test } from "vitest";
import { functionStems } from "./bundle.ts";
import { fits, likeOf, type MemoryRun, measuredRuns, memoryMbOf, SIZES_MB, smallestFit } from "./memory.ts";
import { templatesOf } from "./testing/templates.ts";

const LIMITS = { firstMs: 1_500, laterMs: 300 };
const run = (given: Partial<MemoryRun>): MemoryRun => ({
  stem: "some",
  work: "some",
  memoryMb: 1_024,
  peakMb: 100,
  firstMs: 100,
  laterMs: 10,
  waitedMs: 0,
  ...given,
});

describe("a size", () => {
  test("holds half as much again as was measured, or does not fit", () => {
    expect(fits(run({ memoryMb: 256, peakMb: 170 }), LIMITS)).toBe(true);
    expect(fits(run({ memoryMb: 256, peakMb: 171 }), LIMITS)).toBe(false);
    expect(fits(run({ memoryMb: 256, peakMb: null }), LIMITS)).toBe(false);
  });

  test("leaves its share of a processor time enough, with headroom, for whoever waits", () => {
    // 1,024 MB are 0.58 of a processor: 500 ms take 864, and with headroom 1,296.
    expect(fits(run({ firstMs: 500 }), LIMITS)).toBe(true);
    expect(fits(run({ firstMs: 600 }), LIMITS)).toBe(false);
    expect(fits(run({ laterMs: 200 }), LIMITS)).toBe(false);
  });

  test("is the smallest that fits", () => {
    const runs = SIZES_MB.map((memoryMb) => run({ memoryMb, firstMs: 500 }));
    expect(smallestFit(runs.toReversed(), LIMITS)).toBe(1_024);
  });

  test("is one whole processor where no size is fast enough, and no more, since one thread gains nothing", () => {
    const runs = SIZES_MB.map((memoryMb) => run({ memoryMb, firstMs: 5_000 }));
    expect(smallestFit(runs, LIMITS)).toBe(1_769);
    expect(smallestFit([], LIMITS)).toBeNull();
  });
});

test("every function has a size that was measured, or that stands to reason by one that was", () => {
  for (const stem of functionStems()) {
    const like = likeOf(stem);
    expect(measuredRuns(like?.stem ?? stem).length, stem).toBeGreaterThan(0);
    if (like) expect(like.why.length, stem).toBeGreaterThan(20);
    expect(SIZES_MB, stem).toContain(memoryMbOf(stem));
  }
});

test("functions are deployed with the memory that the rule gives", () => {
  const deployed = templatesOf({})
    .of("AWS::Lambda::Function")
    .map(({ Properties }) => [
      String(Properties.FunctionName).replace("increator-dev-", ""),
      Properties.MemorySize,
    ]);
  expect(Object.fromEntries(deployed)).toEqual(
    Object.fromEntries(functionStems().map((stem) => [stem, memoryMbOf(stem)])),
  );
});

test("a function that nobody measured is refused by its name", () => {
  expect(() => memoryMbOf("no-such-function")).toThrow(/no-such-function/);
});
