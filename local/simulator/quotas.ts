import { HOUR_MS, MINUTE_MS } from "../../lib/domain/durations.ts";
import type { Platform } from "../../lib/domain/platform.ts";
import type { Clock } from "../../lib/ports/clock.ts";

/** How a platform counts. Written here a second time on purpose, so that a wrong figure in the clients is noticed. */
export interface QuotaRule {
  readonly platform: Platform;
  readonly bucket: string;
  readonly capacity: number;
  /** `from-first`: a window begins with the first call after the previous window (X). */
  readonly window: "pacific-day" | "utc-day" | "utc-month" | "rolling-hour" | "quarter-hour-from-first";
}

/** The four platforms' published limits: facts of 2026, as in `lib/platforms/<p>/limits.ts`. */
export const PUBLISHED_RULES: readonly QuotaRule[] = [
  { platform: "youtube", bucket: "units", capacity: 10_000, window: "pacific-day" },
  { platform: "instagram", bucket: "calls", capacity: 200, window: "rolling-hour" },
  { platform: "tiktok", bucket: "requests", capacity: 1_000, window: "utc-day" },
  { platform: "tiktok", bucket: "records", capacity: 100_000, window: "utc-day" },
  { platform: "x", bucket: "users", capacity: 300, window: "quarter-hour-from-first" },
  { platform: "x", bucket: "users-by", capacity: 300, window: "quarter-hour-from-first" },
  { platform: "x", bucket: "user-posts", capacity: 10_000, window: "quarter-hour-from-first" },
  { platform: "x", bucket: "post-reads", capacity: 3_000_000, window: "utc-month" },
];

export interface QuotaState {
  readonly granted: boolean;
  readonly used: number;
  readonly capacity: number;
  /** Milliseconds since 1970. For a rolling hour, the time at which all of it is free again. */
  readonly resetsAt: number;
}

export interface QuotaCounters {
  /** Counts a call, or refuses it and counts the refusal. */
  spend(app: string, platform: Platform, bucket: string, units: number): QuotaState;
  /** The present state, without counting. */
  peek(app: string, platform: Platform, bucket: string): QuotaState;
}

const QUARTER_MS = 15 * MINUTE_MS;

interface Counter {
  spend(units: number, capacity: number): QuotaState;
  peek(capacity: number): QuotaState;
}

export function createQuotaCounters(rules: readonly QuotaRule[], clock: Clock): QuotaCounters {
  const counters = new Map<string, Counter>();
  const unlimited: QuotaState = { granted: true, used: 0, capacity: Number.POSITIVE_INFINITY, resetsAt: 0 };
  const find = (app: string, platform: Platform, bucket: string) => {
    const rule = rules.find((one) => one.platform === platform && one.bucket === bucket);
    if (!rule) return null;
    const key = `${app}/${platform}/${bucket}`;
    const counter = counters.get(key) ?? counterOf(rule, clock);
    counters.set(key, counter);
    return { rule, counter };
  };
  return {
    spend(app, platform, bucket, units) {
      const found = find(app, platform, bucket);
      return found ? found.counter.spend(units, found.rule.capacity) : unlimited;
    },
    peek(app, platform, bucket) {
      const found = find(app, platform, bucket);
      return found ? found.counter.peek(found.rule.capacity) : unlimited;
    },
  };
}

const counterOf = ({ window }: QuotaRule, clock: Clock): Counter =>
  window === "rolling-hour" ? rollingHour(clock) : fixedWindow(window, clock);

/** Counts in windows, each of which starts at zero. */
function fixedWindow(window: Exclude<QuotaRule["window"], "rolling-hour">, clock: Clock): Counter {
  let current = { key: "", resetsAt: 0, used: 0 };
  const roll = () => {
    const now = clock.now().getTime();
    if (window === "quarter-hour-from-first") {
      if (now >= current.resetsAt) current = { key: "", resetsAt: now + QUARTER_MS, used: 0 };
      return;
    }
    const key = windowKey(window, now);
    if (key !== current.key) current = { key, resetsAt: nextKeyAt(window, now, key), used: 0 };
  };
  const state = (granted: boolean, capacity: number) => ({
    granted,
    used: current.used,
    capacity,
    resetsAt: current.resetsAt,
  });
  return {
    spend(units, capacity) {
      roll();
      const granted = current.used + units <= capacity;
      if (granted) current.used += units;
      return state(granted, capacity);
    },
    peek(capacity) {
      roll();
      return state(current.used < capacity, capacity);
    },
  };
}

/** Counts the last sixty minutes. Memory is bounded by the capacity. */
function rollingHour(clock: Clock): Counter {
  const calls: { readonly at: number; readonly units: number }[] = [];
  const roll = () => {
    const since = clock.now().getTime() - HOUR_MS;
    while (calls[0] && calls[0].at <= since) calls.shift();
    return calls.reduce((sum, { units }) => sum + units, 0);
  };
  const state = (granted: boolean, used: number, capacity: number) => ({
    granted,
    used,
    capacity,
    resetsAt: (calls.at(-1)?.at ?? clock.now().getTime() - HOUR_MS) + HOUR_MS,
  });
  return {
    spend(units, capacity) {
      const used = roll();
      const granted = used + units <= capacity;
      if (granted) calls.push({ at: clock.now().getTime(), units });
      return state(granted, granted ? used + units : used, capacity);
    },
    peek(capacity) {
      const used = roll();
      return state(used < capacity, used, capacity);
    },
  };
}

const PACIFIC = new Intl.DateTimeFormat("en-CA", { timeZone: "America/Los_Angeles" });

/** The day or month of `at` in the window's time zone. */
export function windowKey(window: "pacific-day" | "utc-day" | "utc-month", at: number): string {
  if (window === "pacific-day") return PACIFIC.format(at);
  return new Date(at).toISOString().slice(0, window === "utc-day" ? 10 : 7);
}

/** Tries every quarter of an hour, which needs no knowledge of time zones. */
function nextKeyAt(window: "pacific-day" | "utc-day" | "utc-month", now: number, key: string): number {
  let at = Math.ceil((now + 1) / QUARTER_MS) * QUARTER_MS;
  while (windowKey(window, at) === key) at += QUARTER_MS;
  return at;
}
