import type { PlatformTerms } from "../../domain/terms.ts";

/** TikTok Research Tools Terms of Service: https://www.tiktok.com/legal/page/global/terms-of-service-research-api/en */
export const TIKTOK_TERMS: PlatformTerms = {
  platform: "tiktok",
  // The research pages name no number of days for what was fetched.
  unrefreshedDataDays: null,
  historyDays: null,
  deletionClockHours: null,
  derivedMetrics: "allowed",
  // Eligibility FAQ: non-profit and academic research only; creators, advertisers and businesses may not use it.
  commercialUse: "not-allowed",
};
