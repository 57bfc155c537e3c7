import type { Profile, QUALITY_TIERS, Quality } from "../creator.ts";
import type { Benchmark } from "../records.ts";

/** The percentile at which each tier begins, highest first. Below the last one the tier is `low`. */
const TIERS: readonly (readonly [number, (typeof QUALITY_TIERS)[number]])[] = [
  [90, "top"],
  [65, "high"],
  [25, "average"],
];

/**
 * Limits at which a profile deserves a closer look. They are rules of thumb of the industry, meant to be shown, not to
 * exclude anyone.
 */
const FLAG_LIMITS = {
  /** Engagement of this many times the tier's 90th percentile is less likely to be real than bought. */
  engagementTimesTop: 3,
  /** No post for this number of days. */
  silentDays: 90,
  /** Follow-for-follow accounts follow this many times the number of their own followers... */
  followingTimesFollowers: 5,
  /** ...and at least this number of accounts. With fewer, it is a young account. */
  followingMin: 2_000,
  /** Engagement below this share of the tier's median, from this many followers on, suggests a bought audience. */
  engagementShareOfMedian: 0.1,
  hollowFollowersMin: 10_000,
} as const;

/** With fewer rates, percentiles jump with every new creator. */
const BENCHMARK_SAMPLE_MIN = 30;
const PERCENTILES = 100;

/**
 * The 101 percentiles (0 to 100) of engagement rates, by linear interpolation between order statistics: type 7 of
 * Hyndman and Fan, "Sample Quantiles in Statistical Packages" (1996). Null below 30 rates.
 */
export function computeBenchmark(rates: readonly number[]): number[] | null {
  if (rates.length < BENCHMARK_SAMPLE_MIN) return null;
  const sorted = Float64Array.from(rates).sort();
  return Array.from({ length: PERCENTILES + 1 }, (_, percentile) => {
    const position = (percentile / PERCENTILES) * (sorted.length - 1);
    const below = sorted[Math.floor(position)] ?? 0;
    const above = sorted[Math.ceil(position)] ?? below;
    return below + (position - Math.floor(position)) * (above - below);
  });
}

/** The percentile of `rate` in the benchmark: 0 to 100, to a tenth. In a run of equal percentiles, the middle. */
export function percentileOf(rate: number, percentiles: readonly number[]): number {
  const first = percentiles.findIndex((value) => value >= rate);
  if (first === -1) return PERCENTILES;
  const last = percentiles.findLastIndex((value) => value <= rate);
  if (last === -1) return 0;
  if (last >= first) return (first + last) / 2;
  const below = percentiles[last] ?? 0;
  const above = percentiles[first] ?? below;
  return Math.round((last + (rate - below) / (above - below)) * 10) / 10;
}

/**
 * A creator's quality compared with creators of the same platform and follower tier. Null without an engagement rate or
 * a complete benchmark. `today` is days since 1970-01-01 UTC.
 */
export function qualityOf(
  profile: Pick<Profile, "engagement" | "followers" | "following" | "last_post_day">,
  benchmark: Pick<Benchmark, "engagement_percentiles"> | null,
  today: number,
): Quality | null {
  const percentiles = benchmark?.engagement_percentiles ?? [];
  if (profile.engagement === null || percentiles.length !== PERCENTILES + 1) return null;
  const percentile = percentileOf(profile.engagement.rate, percentiles);
  const tier = TIERS.find(([from]) => percentile >= from)?.[1] ?? "low";
  return {
    tier,
    percentile,
    flags: [...engagementFlags(profile, percentiles), ...activityFlags(profile, today)],
  };
}

function engagementFlags(
  { engagement, followers }: Pick<Profile, "engagement" | "followers">,
  percentiles: readonly number[],
): string[] {
  const rate = engagement?.rate ?? 0;
  const [median = 0, top = 0] = [percentiles[50], percentiles[90]];
  const flags: string[] = [];
  if (top > 0 && rate > top * FLAG_LIMITS.engagementTimesTop) flags.push("engagement-far-above-tier");
  const isLarge = (followers ?? 0) >= FLAG_LIMITS.hollowFollowersMin;
  if (isLarge && rate < median * FLAG_LIMITS.engagementShareOfMedian) flags.push("engagement-far-below-tier");
  return flags;
}

function activityFlags(
  { followers, following, last_post_day }: Pick<Profile, "followers" | "following" | "last_post_day">,
  today: number,
): string[] {
  const flags: string[] = [];
  if (last_post_day !== null && today - last_post_day > FLAG_LIMITS.silentDays) flags.push("no-recent-posts");
  const follows = following ?? 0;
  const isImbalanced = followers !== null && follows > followers * FLAG_LIMITS.followingTimesFollowers;
  if (isImbalanced && follows >= FLAG_LIMITS.followingMin) flags.push("follower-following-imbalance");
  return flags;
}
