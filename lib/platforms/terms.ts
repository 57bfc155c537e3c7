import type { Platform } from "../domain/platform.ts";
import type { PlatformTerms } from "../domain/terms.ts";

/**
 * Every platform's terms. They are apart from the code that reads payloads: a search needs the terms alone, and
 * reading a payload needs language detection, which weighs a megabyte.
 */
export const PLATFORM_TERMS: Readonly<Record<Platform, PlatformTerms>> = {
  /** Meta Platform Terms: https://developers.facebook.com/terms */
  instagram: {
    platform: "instagram",
    // The terms give no number of days: data must be deleted when no longer needed or on request, so legal deadlines
    // apply.
    unrefreshedDataDays: null,
    historyDays: null,
    deletionClockHours: null,
    derivedMetrics: "allowed",
    commercialUse: "allowed",
  },
  /** TikTok Research Tools Terms of Service: https://www.tiktok.com/legal/page/global/terms-of-service-research-api/en */
  tiktok: {
    platform: "tiktok",
    // The research pages give no number of days for fetched data.
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
    // Content must match its current state on X. Compliance events report changes; there is no age limit.
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
