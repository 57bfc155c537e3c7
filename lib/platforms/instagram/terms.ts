import type { PlatformTerms } from "../../domain/terms.ts";

/** Meta Platform Terms: https://developers.facebook.com/terms */
export const INSTAGRAM_TERMS: PlatformTerms = {
  platform: "instagram",
  // The terms name no number of days: data goes when it is no longer needed or on request, so the law's clocks hold.
  unrefreshedDataDays: null,
  historyDays: null,
  deletionClockHours: null,
  derivedMetrics: "allowed",
  commercialUse: "allowed",
};
