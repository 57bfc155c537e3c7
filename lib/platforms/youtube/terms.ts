import type { PlatformTerms } from "../../domain/terms.ts";

/** YouTube API Services Developer Policies: https://developers.google.com/youtube/terms/developer-policies */
export const YOUTUBE_TERMS: PlatformTerms = {
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
};
