import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Engagement } from "../creator.ts";
import { computeBenchmark, percentileOf, qualityOf } from "./quality.ts";

const percentiles = Array.from({ length: 101 }, (_, index) => index / 1_000);
const benchmark = { engagement_percentiles: percentiles };
const engagement = (rate: number): Engagement => ({
  rate,
  basis: "interactions_per_post_by_followers",
  sample: 9,
  median_likes: null,
  median_comments: null,
  median_views: null,
});
const profile = { followers: 50_000, following: 300, last_post_day: 990 };

describe("computeBenchmark", () => {
  it("interpolates between order statistics", () => {
    const rates = Array.from({ length: 31 }, (_, index) => 30 - index);
    const computed = computeBenchmark(rates);
    expect(computed).toHaveLength(101);
    expect([computed?.[0], computed?.[50], computed?.[100]]).toEqual([0, 15, 30]);
    expect(computed?.[1]).toBeCloseTo(0.3);
  });
  it("wants a sample that means something", () => {
    expect(computeBenchmark(Array(29).fill(0.1))).toBeNull();
  });
  it("never falls, whatever the rates", () => {
    const rates = fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 30, maxLength: 200 });
    fc.assert(
      fc.property(rates, (values) => {
        const computed = computeBenchmark(values) ?? [];
        expect(computed.every((value, index) => value >= (computed[index - 1] ?? 0) - 1e-12)).toBe(true);
        for (const rate of values) {
          const percentile = percentileOf(rate, computed);
          expect(percentile >= 0 && percentile <= 100).toBe(true);
        }
      }),
    );
  });
});

describe("percentileOf", () => {
  it.each([
    [-1, 0],
    [0.0255, 25.5],
    [0.09, 90],
    [5, 100],
  ])("places %d at %d", (rate, percentile) => expect(percentileOf(rate, percentiles)).toBe(percentile));
  it("stands in the middle of equal percentiles", () => {
    expect(percentileOf(0.1, Array(101).fill(0.1))).toBe(50);
  });
});

describe("qualityOf", () => {
  it.each([
    [0.09, "top"],
    [0.065, "high"],
    [0.025, "average"],
    [0.0249, "low"],
  ])("puts a rate of %d in tier %s", (rate, tier) => {
    expect(qualityOf({ ...profile, engagement: engagement(rate) }, benchmark, 1_000)).toMatchObject({
      tier,
      flags: [],
    });
  });

  it("is unknown without engagement or without a whole benchmark", () => {
    expect(qualityOf({ ...profile, engagement: null }, benchmark, 1_000)).toBeNull();
    expect(qualityOf({ ...profile, engagement: engagement(0.1) }, null, 1_000)).toBeNull();
    expect(
      qualityOf({ ...profile, engagement: engagement(0.1) }, { engagement_percentiles: [1] }, 1_000),
    ).toBeNull();
  });

  it("flags what is worth a second look", () => {
    const odd = { followers: 500, following: 4_000, last_post_day: 900, engagement: engagement(0.5) };
    expect(qualityOf(odd, benchmark, 1_000)?.flags).toEqual([
      "engagement-far-above-tier",
      "no-recent-posts",
      "follower-following-imbalance",
    ]);
    expect(qualityOf({ ...profile, engagement: engagement(0.004) }, benchmark, 1_000)?.flags).toEqual([
      "engagement-far-below-tier",
    ]);
  });
});
