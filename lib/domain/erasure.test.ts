import { describe, expect, it } from "vitest";
import { dueBy, isComplete, isLate, noEvidence } from "./erasure.ts";

describe("when an erasure is due", () => {
  it("is after 30 days where a month is longer", () => {
    expect(dueBy(new Date("2026-01-05T10:00:00Z"), [null]).toISOString()).toBe("2026-02-04T10:00:00.000Z");
  });

  it("is after a calendar month where that is shorter than 30 days", () => {
    expect(dueBy(new Date("2026-02-05T10:00:00Z"), []).toISOString()).toBe("2026-03-05T10:00:00.000Z");
  });

  it("is on the last day of a month that lacks the day", () => {
    expect(dueBy(new Date("2026-01-31T10:00:00Z"), []).toISOString()).toBe("2026-02-28T10:00:00.000Z");
  });

  it("is after the strictest of the platforms' clocks", () => {
    const due = dueBy(new Date("2026-01-05T10:00:00Z"), [168, 24, null]);
    expect(due.toISOString()).toBe("2026-01-06T10:00:00.000Z");
  });

  it("counts as late once half of the time is gone", () => {
    const erasure = { received_at: "2026-01-01T00:00:00Z", due_by: "2026-01-03T00:00:00Z" };
    expect(isLate(erasure, new Date("2026-01-02T00:00:00Z"))).toBe(false);
    expect(isLate(erasure, new Date("2026-01-02T00:00:01Z"))).toBe(true);
  });

  it("is complete without the backups and without nothing else", () => {
    const done = noEvidence().map((one) => ({ ...one, status: "done" as const }));
    const without = (store: string) =>
      done.map((one) => (one.store === store ? { ...one, status: "pending" as const } : one));
    expect(isComplete(without("backups"))).toBe(true);
    expect(isComplete(without("vectors"))).toBe(false);
  });
});
