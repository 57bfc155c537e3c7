import { z } from "zod";
import { type Platform, platformSchema } from "../domain/platform.ts";
import type { CrawlEvent } from "./crawl-events.ts";

const count = z.number().int().nonnegative();

/** How far a crawl is on one platform. */
export const platformProgressSchema = z.object({
  platform: platformSchema,
  /** Requested and not answered yet. */
  waiting: count,
  stored: count,
  unchanged: count,
  /** Accounts that the platform no longer shows. */
  absent: count,
  suppressed: count,
  renamed: count,
  /** Attempts that gave nothing and will be repeated. */
  failed: count,
  throttled: count,
  /** Accounts settled per second, over the last 30 seconds. */
  rate: z.number(),
  /** What is left of each budget, by the last report. */
  quota: z.record(z.string(), z.number()),
  /** Until when the platform may not be asked, and why. */
  cooling_down: z.object({ until: z.string(), reason: z.string() }).nullable(),
  /** Seconds until everything that waits is answered; null: not known. */
  seconds_left: z.number().nullable(),
});
export type PlatformProgress = z.infer<typeof platformProgressSchema>;

export interface CrawlProgress {
  readonly platforms: PlatformProgress[];
  /** Why the low-priority queue is paused; null: it is not. */
  readonly paused: string | null;
}

const RATE_MS = 30_000;

type Counts = { -readonly [K in keyof PlatformProgress]: PlatformProgress[K] };

export interface ProgressTally {
  note(event: CrawlEvent): void;
  /** `waiting`: how many accounts wait on each platform. */
  progress(waiting: ReadonlyMap<Platform, number>, nowMs: number): PlatformProgress[];
}

/**
 * Adds up a crawl's events. `realNow` is the machine's clock in milliseconds, because rates are for people who watch.
 */
export function createProgressTally(platforms: readonly Platform[], realNow: () => number): ProgressTally {
  const tallies = new Map(platforms.map((platform) => [platform, emptyCounts(platform)]));
  const settled = new Map<Platform, { at: number; count: number }[]>();
  const noteSettled = ({ platform, settlement, count: by }: Extract<CrawlEvent, { kind: "settled" }>) => {
    const counts = tallies.get(platform);
    if (!counts) return;
    if (settlement === "stored" || settlement === "unchanged" || settlement === "absent") {
      counts[settlement] += by;
      const now = realNow();
      const recent = (settled.get(platform) ?? []).filter(({ at }) => at > now - RATE_MS);
      settled.set(platform, [...recent, { at: now, count: by }]);
      counts.cooling_down = null;
    } else if (settlement === "suppressed") counts.suppressed += by;
    else if (settlement !== "deferred") counts.failed += by;
  };
  return {
    note(event) {
      if (event.kind === "settled") noteSettled(event);
      if (!("platform" in event) || event.platform === null) return;
      const counts = tallies.get(event.platform);
      if (!counts) return;
      if (event.kind === "renamed") counts.renamed += 1;
      if (event.kind === "throttled") counts.throttled += 1;
      if (event.kind === "quota") counts.quota = { ...counts.quota, [event.bucket]: event.left };
      if (event.kind === "cooling-down") counts.cooling_down = { until: event.until, reason: event.reason };
    },
    progress: (waiting, nowMs) =>
      [...tallies].map(([platform, counts]) => {
        const cooling_down =
          counts.cooling_down && Date.parse(counts.cooling_down.until) > nowMs ? counts.cooling_down : null;
        const rate = rateOf(settled.get(platform) ?? [], realNow());
        const left = waiting.get(platform) ?? 0;
        return { ...counts, waiting: left, cooling_down, rate, seconds_left: secondsLeft(left, rate) };
      }),
  };
}

const secondsLeft = (waiting: number, rate: number): number | null =>
  waiting === 0 ? 0 : rate === 0 ? null : Math.ceil(waiting / rate);

function rateOf(settled: readonly { at: number; count: number }[], now: number): number {
  const recent = settled.filter(({ at }) => at > now - RATE_MS);
  const first = recent[0]?.at;
  if (first === undefined) return 0;
  const total = recent.reduce((sum, one) => sum + one.count, 0);
  return Math.round((total / Math.max(1, (now - first) / 1_000)) * 10) / 10;
}

const emptyCounts = (platform: Platform): Counts => ({
  platform,
  waiting: 0,
  stored: 0,
  unchanged: 0,
  absent: 0,
  suppressed: 0,
  renamed: 0,
  failed: 0,
  throttled: 0,
  rate: 0,
  quota: {},
  cooling_down: null,
  seconds_left: null,
});
