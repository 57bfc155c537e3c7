import type { Platform } from "./platform.ts";

/** What a platform's contract demands of stored data. `lib/platforms/terms.ts` gives the source of each number. */
export interface PlatformTerms {
  readonly platform: Platform;
  /** Days after `fetched_at` when data that was not fetched again must be deleted; null: the contract names none. */
  readonly unrefreshedDataDays: number | null;
  /** Days that a follower history may reach back; null: the contract names none. */
  readonly historyDays: number | null;
  /** Hours within which a deletion request must be carried out; null: only the law's deadline applies. */
  readonly deletionClockHours: number | null;
  /** Whether engagement rates, quality and growth may be computed from the data. */
  readonly derivedMetrics: "allowed" | "needs-accepted-amendment";
  readonly commercialUse: "allowed" | "not-allowed";
}

/** What the operator states about their own agreements, from configuration. */
export interface OperatorStatements {
  /** Platforms that are switched on. */
  readonly platforms: readonly Platform[];
  /** Platforms whose derived-metrics amendment was accepted. */
  readonly derivedMetricsAccepted: readonly Platform[];
  /** Platforms that forbid commercial use, for which the operator states that they meet the conditions of use. */
  readonly researchEligible: readonly Platform[];
  /** Whether envelopes marked `synthetic` are treated as such. */
  readonly allowSynthetic: boolean;
}

/** Why a platform's API must not be called; null: it may be. Simulated platforms are called whatever the terms say. */
export function whyNotFetched(
  terms: PlatformTerms,
  statements: Pick<OperatorStatements, "platforms" | "researchEligible">,
): "switched-off" | "not-eligible" | null {
  if (!statements.platforms.includes(terms.platform)) return "switched-off";
  const isEligible =
    terms.commercialUse === "allowed" || statements.researchEligible.includes(terms.platform);
  return isEligible ? null : "not-eligible";
}

export function mayDeriveMetrics(
  terms: PlatformTerms,
  statements: OperatorStatements,
  synthetic: boolean,
): boolean {
  if (synthetic && statements.allowSynthetic) return true;
  return terms.derivedMetrics === "allowed" || statements.derivedMetricsAccepted.includes(terms.platform);
}
