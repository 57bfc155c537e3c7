import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { msUntilFull, periodOf } from "./quota-window.ts";

const pacificDay = { kind: "day", zone: "America/Los_Angeles" } as const;
const utcDay = { kind: "day", zone: "UTC" } as const;
const utcMonth = { kind: "month", zone: "UTC" } as const;
const HOUR_MS = 3_600_000;

const iso = ({ startsAt, endsAt, key }: { startsAt: number; endsAt: number; key: string }) => [
  new Date(startsAt).toISOString(),
  new Date(endsAt).toISOString(),
  key,
];

describe("a day in the Pacific zone", () => {
  it.each([
    [
      "in winter",
      "2026-11-20T12:00:00Z",
      "2026-11-20T08:00:00.000Z",
      "2026-11-21T08:00:00.000Z",
      "2026-11-20",
    ],
    [
      "in summer",
      "2026-07-01T06:59:59Z",
      "2026-06-30T07:00:00.000Z",
      "2026-07-01T07:00:00.000Z",
      "2026-06-30",
    ],
    [
      "of 23 hours, when summer time begins",
      "2026-03-08T20:00:00Z",
      "2026-03-08T08:00:00.000Z",
      "2026-03-09T07:00:00.000Z",
      "2026-03-08",
    ],
    [
      "of 25 hours, when it ends",
      "2026-11-01T08:30:00Z",
      "2026-11-01T07:00:00.000Z",
      "2026-11-02T08:00:00.000Z",
      "2026-11-01",
    ],
    [
      "over the turn of the year",
      "2027-01-01T07:59:59Z",
      "2026-12-31T08:00:00.000Z",
      "2027-01-01T08:00:00.000Z",
      "2026-12-31",
    ],
  ])("runs from midnight to midnight %s", (_, at, startsAt, endsAt, key) => {
    expect(iso(periodOf(pacificDay, new Date(at)))).toEqual([startsAt, endsAt, key]);
  });

  it("begins where the one before ended, whatever the date", () => {
    const instants = fc.date({
      min: new Date("2007-04-01"),
      max: new Date("2050-01-01"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, (at) => {
        const period = periodOf(pacificDay, at);
        expect(at.getTime()).toBeGreaterThanOrEqual(period.startsAt);
        expect(at.getTime()).toBeLessThan(period.endsAt);
        expect([23, 24, 25]).toContain((period.endsAt - period.startsAt) / HOUR_MS);
        const next = periodOf(pacificDay, new Date(period.endsAt));
        expect(next.startsAt).toBe(period.endsAt);
        expect(next.key > period.key).toBe(true);
        expect(periodOf(pacificDay, new Date(period.endsAt - 1))).toEqual(period);
      }),
    );
  });
});

describe("periods in UTC", () => {
  it("are calendar days and months", () => {
    const at = new Date("2026-12-31T23:59:59.999Z");
    expect(iso(periodOf(utcDay, at))).toEqual([
      "2026-12-31T00:00:00.000Z",
      "2027-01-01T00:00:00.000Z",
      "2026-12-31",
    ]);
    expect(iso(periodOf(utcMonth, at))).toEqual([
      "2026-12-01T00:00:00.000Z",
      "2027-01-01T00:00:00.000Z",
      "2026-12",
    ]);
  });
});

describe("the time until a budget is whole again", () => {
  it("is what is left of the day, and the whole of a rolling window", () => {
    const at = new Date("2026-11-20T07:00:00Z");
    expect(msUntilFull(pacificDay, at)).toBe(HOUR_MS);
    expect(msUntilFull(utcDay, at)).toBe(17 * HOUR_MS);
    expect(msUntilFull({ kind: "rolling", seconds: 900 }, at)).toBe(900_000);
  });
});
