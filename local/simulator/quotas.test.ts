import { describe, expect, it } from "vitest";
import { budgetUse } from "../../test/doubles/platforms/budget-use.ts";
import { handClock } from "../../test/doubles/platforms/simulated-platforms.ts";
import { createQuotaCounters, type QuotaRule } from "./quotas.ts";
import type { LoggedRequest } from "./start-simulator.ts";

const HOUR_MS = 3_600_000;
const rule = (window: QuotaRule["window"]): QuotaRule => ({
  platform: "x",
  bucket: "calls",
  capacity: 2,
  window,
});

/** Spends one unit at each of the instants; whether it was granted. */
function spendAt(window: QuotaRule["window"], instants: readonly string[]): boolean[] {
  const clock = handClock(instants[0]);
  const counters = createQuotaCounters([rule(window)], clock);
  return instants.map((instant) => {
    clock.forward(Date.parse(instant) - clock.now().getTime());
    return counters.spend("app", "x", "calls", 1).granted;
  });
}

describe("the simulator's budgets", () => {
  it.each<[QuotaRule["window"], readonly string[]]>([
    [
      "pacific-day",
      ["2026-11-01T07:00:00Z", "2026-11-01T08:00:00Z", "2026-11-02T07:59:59Z", "2026-11-02T08:00:00Z"],
    ],
    [
      "pacific-day",
      ["2026-03-08T08:00:00Z", "2026-03-08T09:00:00Z", "2026-03-09T06:59:59Z", "2026-03-09T07:00:00Z"],
    ],
    [
      "utc-day",
      ["2026-11-20T00:00:00Z", "2026-11-20T12:00:00Z", "2026-11-20T23:59:59Z", "2026-11-21T00:00:00Z"],
    ],
    [
      "utc-month",
      ["2026-11-01T00:00:00Z", "2026-11-20T12:00:00Z", "2026-11-30T23:59:59Z", "2026-12-01T00:00:00Z"],
    ],
    [
      "rolling-hour",
      ["2026-11-20T10:00:00Z", "2026-11-20T10:30:00Z", "2026-11-20T10:59:59Z", "2026-11-20T11:00:00Z"],
    ],
    [
      "quarter-hour-from-first",
      ["2026-11-20T10:07:00Z", "2026-11-20T10:16:00Z", "2026-11-20T10:21:59Z", "2026-11-20T10:22:00Z"],
    ],
  ])("by %s refuse the third call of a window and take the first of the next", (window, instants) => {
    expect(spendAt(window, instants)).toEqual([true, true, false, true]);
  });

  it("are kept apart by app", () => {
    const counters = createQuotaCounters([rule("utc-day")], handClock());
    const apps = ["a", "a", "a", "b"].map((app) => counters.spend(app, "x", "calls", 1).granted);
    expect(apps).toEqual([true, true, false, true]);
  });

  it("say when they are full again", () => {
    const clock = handClock("2026-11-20T12:00:00Z");
    const counters = createQuotaCounters([rule("pacific-day")], clock);
    expect(counters.spend("a", "x", "calls", 1).resetsAt - clock.now().getTime()).toBe(20 * HOUR_MS);
  });
});

describe("the log", () => {
  const request = (at: string, extra: Partial<LoggedRequest> = {}): LoggedRequest => ({
    at: Date.parse(at),
    platform: "x",
    endpoint: "users",
    app: "a",
    costs: [{ bucket: "calls", units: 1 }],
    isRefused: false,
    ...extra,
  });

  it("shows the fullest window of a budget, wherever it begins, and every call beyond it", () => {
    const log = [
      request("2026-11-20T10:14:00Z"),
      request("2026-11-20T10:16:00Z"),
      request("2026-11-20T10:28:59Z"),
      request("2026-11-20T10:29:00Z", { isRefused: true }),
      request("2026-11-20T11:00:00Z", { app: "b" }),
    ];
    const [a, b] = budgetUse(log, [rule("quarter-hour-from-first")]);
    expect(a).toMatchObject({ app: "a", units: 3, peak: 3, refused: 1 });
    expect(b).toMatchObject({ app: "b", units: 1, peak: 1, refused: 0 });
  });
});
