import { describe, expect, it } from "vitest";
import { PLATFORM_MODULES } from "../../platforms/registry.ts";
import { absentHours, refreshHours, retryHours } from "./refresh.ts";

const { x, youtube } = PLATFORM_MODULES;
const TODAY = 20_000;
const DAY = 24;

describe("the next fetch", () => {
  const due = (lastPostDay: number | null, changed = true, previousHours = 0, { terms } = x) =>
    refreshHours({ lastPostDay, changed, previousHours }, TODAY, terms);

  it("comes sooner the more lately the account posted", () => {
    const hours = [TODAY - 1, TODAY - 20, TODAY - 60, TODAY - 900].map((day) => due(day));
    expect(hours).toEqual([...hours].sort((a, b) => a - b));
    expect(new Set(hours).size).toBe(4);
    expect(due(null)).toBe(due(TODAY - 900));
  });

  it("waits longer each time that nothing changed, and not longer than 90 days", () => {
    expect(due(TODAY, false, 7 * DAY)).toBe(10.5 * DAY);
    expect(due(TODAY, false, 89 * DAY)).toBe(90 * DAY);
    expect(due(TODAY, true, 89 * DAY)).toBe(7 * DAY);
  });

  it("comes before the platform's terms would have the data deleted", () => {
    expect(due(null, false, 80 * DAY, youtube)).toBeLessThan(30 * DAY);
  });
});

describe("an account that is gone", () => {
  it("is looked for again within the hour where it was seen before, then ever more seldom, then given up", () => {
    expect([1, 2, 3, 4, 5].map((failures) => absentHours(failures, true))).toEqual([
      1,
      7 * DAY,
      30 * DAY,
      60 * DAY,
      null,
    ]);
    expect(absentHours(1, false)).toBe(7 * DAY);
    expect(absentHours(4, false)).toBeNull();
  });
});

it("tries what failed for no fault of the account again after a quarter of an hour, doubling to a day", () => {
  expect([1, 2, 3, 20].map(retryHours)).toEqual([0.25, 0.5, 1, DAY]);
});
