import { z } from "zod";
import { PRICES } from "../domain/cost/prices.ts";
import { FETCHED_BY_ID } from "../domain/crawl/target.ts";
import { DAY_SECONDS, HOUR_SECONDS } from "../domain/durations.ts";
import { PLATFORMS, type Platform } from "../domain/platform.ts";
import { PLATFORM_LIMITS } from "../platforms/limits.ts";
import type { PlatformLimits } from "../platforms/platform-client.ts";
import type { QuotaBucket } from "../platforms/quota.ts";

/** The input of a simulated plan. */
export const planVolumesSchema = z.object({
  /** Accounts to fetch once, over all platforms, in equal parts. */
  targets: z.number().int().min(1).max(10_000_000_000).default(250_000_000),
  /** Separate credentials for each platform: Google projects, Meta apps, TikTok clients, X apps. */
  apps: z.number().int().min(1).max(1_000_000).default(1),
  /** Days within which all accounts should be fetched. */
  withinDays: z.number().min(1).max(3_650).default(30),
  postsPerAccount: z.number().int().min(0).max(100).default(12),
  /** Seconds that one HTTP call takes. This is assumed, because nobody publishes it. */
  secondsPerCall: z.number().positive().max(60).default(0.3),
  /** Calls that a worker makes at once. */
  callsAtOnce: z.number().int().min(1).max(1_000).default(32),
});
export type PlanVolumes = z.infer<typeof planVolumesSchema>;

export interface PlatformPlan {
  readonly platform: Platform;
  readonly accounts: number;
  /** HTTP calls, pages of posts included: the upper bound by the limits' own cost function. */
  readonly calls: number;
  /** Days until these apps have fetched all accounts once; null: no published limit applies. */
  readonly days: number | null;
  /** The budget that takes longest, as `name: capacity a window`. */
  readonly bindingLimit: string | null;
  /** Accounts that the budgets allow to be fetched in 30 days. */
  readonly updatesPerMonth: number | null;
  /** Apps needed to finish in time. */
  readonly appsNeeded: number;
  /** What the platform charges for reading all accounts once. */
  readonly usd: number;
  /** Workers needed to use up the budgets of these apps, at least one. */
  readonly workers: number;
  /** Workers needed to finish in time if there were no budgets. */
  readonly workersInTime: number;
  /** Price of Fargate Spot for all calls once. */
  readonly spotUsd: number;
}

const MONTH_DAYS = 30;

/**
 * How much time, how many calls and how much money it takes to fetch a number of accounts once under the published
 * limits.
 */
export function simulatePlan(volumes: PlanVolumes): PlatformPlan[] {
  const each = Math.floor(volumes.targets / PLATFORMS.length);
  return PLATFORMS.map((platform, at) =>
    planOf(platform, at === 0 ? volumes.targets - each * (PLATFORMS.length - 1) : each, volumes),
  );
}

function planOf(platform: Platform, accounts: number, volumes: PlanVolumes): PlatformPlan {
  const limits = PLATFORM_LIMITS[platform];
  const perAccount = unitsPerAccount(limits, volumes.postsPerAccount);
  const spent = limits.buckets.map((bucket) => ({
    bucket,
    units: accounts * (perAccount.get(bucket.name) ?? 0),
  }));
  const calls = spent
    .filter(({ bucket }) => bucket.unit === "calls" || bucket.unit === "units")
    .reduce((sum, { units }) => sum + units, 0);
  const durations = spent.flatMap(({ bucket, units }) => {
    const perDay = unitsPerDay(bucket);
    return perDay === null || units === 0 ? [] : [{ bucket, days: units / (perDay * volumes.apps) }];
  });
  const slowest = durations.reduce<(typeof durations)[number] | null>(
    (most, one) => (most === null || one.days > most.days ? one : most),
    null,
  );
  const workerCallsPerDay = (DAY_SECONDS / volumes.secondsPerCall) * volumes.callsAtOnce;
  const days = slowest?.days ?? null;
  const workersIn = (time: number): number => Math.max(1, Math.ceil(calls / (workerCallsPerDay * time)));
  const workerHours = (calls * volumes.secondsPerCall) / volumes.callsAtOnce / HOUR_SECONDS;
  return {
    platform,
    accounts,
    calls: Math.ceil(calls),
    days,
    bindingLimit: slowest && limitText(slowest.bucket),
    updatesPerMonth: days === null ? null : Math.floor((accounts / days) * MONTH_DAYS),
    appsNeeded: days === null ? 1 : Math.max(1, Math.ceil((days * volumes.apps) / volumes.withinDays)),
    usd: spent.reduce((sum, { bucket, units }) => sum + units * bucket.usdPerUnit, 0),
    workers: workersIn(days ?? volumes.withinDays),
    workersInTime: workersIn(volumes.withinDays),
    spotUsd: workerHours * PRICES.spotHour.usd,
  };
}

/** Counts by whole batches, as the planner sends them, because a half full call costs as much. */
function unitsPerAccount(limits: PlatformLimits, postsPerAccount: number): Map<string, number> {
  const batch = limits.accountsPerCall;
  const isById = FETCHED_BY_ID.has(limits.platform);
  const costs = limits.costOf({ ids: isById ? batch : 0, handles: isById ? 0 : batch, postsPerAccount });
  return new Map(costs.map(({ bucket, units }) => [bucket, units / batch]));
}

function unitsPerDay({ capacity, window }: QuotaBucket): number | null {
  if (capacity === null) return null;
  if (window.kind === "rolling") return (capacity * DAY_SECONDS) / window.seconds;
  return window.kind === "day" ? capacity : capacity / MONTH_DAYS;
}

function limitText({ name, capacity, unit, window }: QuotaBucket): string {
  const span = window.kind === "rolling" ? `${window.seconds / 60} min` : window.kind;
  const of = name === unit ? unit : `${name} (${unit})`;
  return `${capacity?.toLocaleString("en")} ${of} a ${span}`;
}
