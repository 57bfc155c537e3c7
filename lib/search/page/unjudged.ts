import { PLATFORMS, type Platform } from "../../domain/platform.ts";
import type { Filters, SearchMeta, SearchRequest } from "../../domain/search-request.ts";
import { mayDeriveMetrics, type OperatorStatements } from "../../domain/terms.ts";
import { PLATFORM_TERMS } from "../../platforms/terms.ts";

/**
 * The notes when engagement or growth decides and a platform's terms forbid us to compute it. Its accounts have no
 * such figure, so a filter leaves them out and a sort puts them last. Accounts made by the generator have the figures
 * all the same.
 */
export function unjudgedPlatforms(
  filters: Filters,
  sort: SearchRequest["sort"],
  statements: OperatorStatements,
): SearchMeta["degraded"] {
  const platforms = (filters.platforms ?? PLATFORMS).filter(
    (platform) =>
      statements.platforms.includes(platform) &&
      !mayDeriveMetrics(PLATFORM_TERMS[platform], statements, false),
  );
  const notes: SearchMeta["degraded"] = [];
  const note = (part: string, effect: string): void => {
    notes.push(...platforms.map((platform) => ({ part, reason: cannotBeJudged(platform, effect) })));
  };
  if (filters.engagement_rate) note("engagement_rate", "are left out");
  if (filters.growth) note("growth", "are left out");
  if (filters.median_views) note("median_views", "are left out");
  if (sort === "engagement_rate") note("sort by engagement_rate", "come last");
  if (sort === "growth") note("sort by growth", "come last");
  return notes;
}

const cannotBeJudged = (platform: Platform, effect: string): string =>
  `cannot be judged on ${platform}, whose terms forbid derived metrics without an accepted amendment: its accounts without one ${effect}`;
