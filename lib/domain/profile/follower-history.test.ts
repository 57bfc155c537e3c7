import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { extendedHistory, growthOf, growthOver } from "./follower-history.ts";

describe("extendedHistory", () => {
  it("holds one point a day, the latest fetch of the day", () => {
    const once = extendedHistory([], { day: 100, followers: 10 }, 100, null);
    expect(extendedHistory(once, { day: 100, followers: 12 }, 100, null)).toEqual([
      { day: 100, followers: 12 },
    ]);
  });
  it("keeps the day's point when the count is hidden now", () => {
    const history = [{ day: 100, followers: 10 }];
    expect(extendedHistory(history, { day: 100, followers: null }, 100, null)).toEqual(history);
  });
  it("takes a late fetch at its day and forgets what the terms do not let it keep", () => {
    const history = [
      { day: 60, followers: 1 },
      { day: 100, followers: 3 },
    ];
    expect(extendedHistory(history, { day: 80, followers: 2 }, 100, 30)).toEqual([
      { day: 80, followers: 2 },
      { day: 100, followers: 3 },
    ]);
    expect(extendedHistory([], { day: 60, followers: 1 }, 100, 30)).toEqual([]);
  });
  it("is in order, within bounds and without doubles whatever comes", () => {
    const point = fc.record({ day: fc.nat(900), followers: fc.nat() });
    fc.assert(
      fc.property(fc.array(point), (points) => {
        const history = points.reduce(
          (kept, one) => extendedHistory(kept, one, 900, null),
          extendedHistory([], { day: 900, followers: 1 }, 900, null),
        );
        const days = history.map(({ day }) => day);
        expect(days).toEqual([...new Set(days)].sort((a, b) => a - b));
        expect(Math.min(...days)).toBeGreaterThanOrEqual(500);
      }),
    );
  });
});

describe("growth", () => {
  it("is the share gained since the day it began", () => {
    const history = [
      { day: 10, followers: 1_000 },
      { day: 40, followers: 1_050 },
    ];
    expect(growthOver(history, 30)).toBeCloseTo(0.05);
    expect(growthOf(history)).toEqual({ d30: growthOver(history, 30), d90: null });
  });
  it("reads a missing day off the line between its neighbours", () => {
    const history = [
      { day: 0, followers: 100 },
      { day: 20, followers: 200 },
      { day: 40, followers: 300 },
    ];
    expect(growthOver(history, 30)).toBeCloseTo(300 / 150 - 1);
  });
  it("is unknown when the history is too short or began at nothing", () => {
    expect(
      growthOf([
        { day: 20, followers: 5 },
        { day: 40, followers: 6 },
      ]),
    ).toBeNull();
    expect(growthOf([])).toBeNull();
    expect(
      growthOver(
        [
          { day: 0, followers: 0 },
          { day: 30, followers: 9 },
        ],
        30,
      ),
    ).toBeNull();
  });
});
