import type { SearchedCreator } from "../creator.ts";
import { DAY_MS } from "../durations.ts";
import { FRESHNESS_HALF_LIFE_DAYS, PRIOR_WEIGHTS, SIZE_CEILING } from "./weights.ts";

/** An unknown value neither helps nor harms. */
const UNKNOWN = 0.5;

export interface Priors {
  readonly quality: number;
  readonly freshness: number;
  readonly size: number;
}

/** Days since 1970-01-01 UTC. */
export const dayOf = (date: Date): number => Math.floor(date.getTime() / DAY_MS);

/**
 * Arguments for a creator that do not depend on the query, each in 0..1: engagement among its peers, days since the
 * last post, followers on a log scale.
 */
export function priorsOf(creator: SearchedCreator, today: number): Priors {
  const { quality, last_post_day: day, followers } = creator;
  return {
    quality: quality === null ? UNKNOWN : quality.percentile / 100,
    freshness: day === null ? UNKNOWN : 0.5 ** (Math.max(0, today - day) / FRESHNESS_HALF_LIFE_DAYS),
    size: followers === null ? UNKNOWN : Math.min(1, Math.log10(1 + followers) / Math.log10(SIZE_CEILING)),
  };
}

/** The amount that the priors add to a score: at most the sum of their weights. */
export const priorBonus = (priors: Priors): number =>
  priors.quality * PRIOR_WEIGHTS.quality +
  priors.freshness * PRIOR_WEIGHTS.freshness +
  priors.size * PRIOR_WEIGHTS.size;
