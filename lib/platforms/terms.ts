import type { Platform } from "../domain/platform.ts";
import type { PlatformTerms } from "../domain/terms.ts";

/**
 * Every platform's terms, apart from what reads its payloads: a search needs the terms alone, and language detection,
 * which reading a payload needs, weighs a megabyte.
 */
export const PLATFORM_TERMS: Readonly<Record<Platform, PlatformTerms>> = {
  /** Meta Platform Terms: https://developers.facebook.com/terms */
  instagram: {
    platform: "instagram",
    // The terms name no number of days: data goes when it is no longer needed or on request, so the law's clocks hold.
    unrefreshedDataDays: null,
    historyDays: null,
    deletionClockHours: null,
    derivedMetrics: "allowed",
    commercialUse: "allowed",
  },
  /** TikTok Research Tools Terms of Service: https://www.tiktok.com/legal/page/global/terms-of-service-research-api/en */
  tiktok: {
    platform: "tiktok",
    // The research pages name no number of days for what was fetched.
    unrefreshedDataDays: null,
    historyDays: null,
    deletionClockHours: null,
    derivedMetrics: "allowed",
    // Eligibility FAQ: non-profit and academic research only; creators, advertisers and businesses may not use it.
    commercialUse: "not-allowed",
  },
  /** X Developer Agreement and Policy: https://docs.x.com/developer-terms/policy */
  x: {
    platform: "x",
    // Content is kept as it stands on X: changes are followed by compliance events, not by an age.
    unrefreshedDataDays: null,
    historyDays: null,
    // Stored content is deleted or changed within 24 hours of X's or the user's request.
    deletionClockHours: 24,
    derivedMetrics: "allowed",
    commercialUse: "allowed",
  },
  /** YouTube API Services Developer Policies: https://developers.google.com/youtube/terms/developer-policies */
  youtube: {
    platform: "youtube",
    // III.E.4.d: data obtained without user authorisation is deleted or refreshed after at most 30 calendar days.
    unrefreshedDataDays: 30,
    // The same clause: a point of the history is such data and is never refreshed.
    historyDays: 30,
    // III.E.4.g: deletion within 7 calendar days of the user's request.
    deletionClockHours: 7 * 24,
    // III.E.4.h: no derived or aggregated metrics from API data without an accepted amendment.
    derivedMetrics: "needs-accepted-amendment",
    commercialUse: "allowed",
  },
};
