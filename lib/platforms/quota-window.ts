import { HOUR_MS } from "../domain/durations.ts";
import type { QuotaWindow } from "./quota.ts";

export type CalendarWindow = Exclude<QuotaWindow, { readonly kind: "rolling" }>;

/** One day or month of a budget, in milliseconds since 1970; `endsAt` is the first moment of the next. */
export interface QuotaPeriod {
  readonly startsAt: number;
  readonly endsAt: number;
  /** The day or month in that zone, like `2026-11-20` or `2026-11`. Counters of a period can be stored under it. */
  readonly key: string;
}

/** The period that contains `at`. A day of 23 or 25 hours is one period when clocks change. */
export function periodOf(window: CalendarWindow, at: Date): QuotaPeriod {
  const { year, month, day } = dateIn(window.zone, at);
  if (window.kind === "month") {
    return {
      startsAt: Date.UTC(year, month - 1, 1),
      endsAt: Date.UTC(year, month, 1),
      key: `${year}-${twoDigits(month)}`,
    };
  }
  return {
    startsAt: midnightIn(window.zone, year, month, day),
    endsAt: midnightIn(window.zone, year, month, day + 1),
    key: `${year}-${twoDigits(month)}-${twoDigits(day)}`,
  };
}

/** Milliseconds until the budget is full again. For a rolling budget, until its last call has left the window. */
export const msUntilFull = (window: QuotaWindow, at: Date): number =>
  window.kind === "rolling" ? window.seconds * 1_000 : periodOf(window, at).endsAt - at.getTime();

const twoDigits = (value: number): string => String(value).padStart(2, "0");

/** Midnight in that zone, in hours UTC: Pacific Standard and Daylight Time. */
const STANDARD_MIDNIGHT = 8;
const SUMMER_MIDNIGHT = 7;

const PACIFIC_DATE = new Intl.DateTimeFormat("en-US", {
  timeZone: "America/Los_Angeles",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  hourCycle: "h23",
});

function dateIn(zone: CalendarWindow["zone"], at: Date) {
  if (zone === "UTC") {
    return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
  }
  const { year, month, day } = pacificParts(at);
  return { year, month, day };
}

function pacificParts(at: Date) {
  const parts = new Map(PACIFIC_DATE.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  return { year: part("year"), month: part("month"), day: part("day"), hour: part("hour") };
}

/** Clocks change at two in the morning there, so every day has one midnight. `day` may exceed the month's length. */
function midnightIn(zone: CalendarWindow["zone"], year: number, month: number, day: number): number {
  const utc = Date.UTC(year, month - 1, day);
  if (zone === "UTC") return utc;
  const summer = utc + SUMMER_MIDNIGHT * HOUR_MS;
  return pacificParts(new Date(summer)).hour === 0 ? summer : utc + STANDARD_MIDNIGHT * HOUR_MS;
}
