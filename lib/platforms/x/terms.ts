import type { PlatformTerms } from "../../domain/terms.ts";

/** X Developer Agreement and Policy: https://docs.x.com/developer-terms/policy */
export const X_TERMS: PlatformTerms = {
  platform: "x",
  // Content is kept as it stands on X: changes are followed by compliance events, not by an age.
  unrefreshedDataDays: null,
  historyDays: null,
  // Stored content is deleted or changed within 24 hours of X's or the user's request.
  deletionClockHours: 24,
  derivedMetrics: "allowed",
  commercialUse: "allowed",
};
