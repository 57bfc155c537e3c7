/**
 * When a budget is full again.
 * - `rolling`: no period of `seconds` may hold more than the capacity. Windows that begin with the first call
 *   (X) are counted so too, because this rule is stricter wherever they begin.
 * - `day`, `month`: at the midnight that begins the next calendar day or month in the zone, summer time included.
 */
export type QuotaWindow =
  | { readonly kind: "rolling"; readonly seconds: number }
  | { readonly kind: "day"; readonly zone: "America/Los_Angeles" | "UTC" }
  | { readonly kind: "month"; readonly zone: "UTC" };

/** The limit that an error is about. It decides how long to wait and what to slow down. */
export type LimitScope = "short-window" | "day" | "month" | "credential";

/** One published budget. */
export interface QuotaBucket {
  readonly name: string;
  /** What is counted: HTTP calls, the platform's own units, or the records or resources in answers. */
  readonly unit: "calls" | "units" | "records" | "resources";
  /** Units in one window; null: limited by money alone. */
  readonly capacity: number | null;
  readonly window: QuotaWindow;
  /** Who shares the budget: each credential has its own, or all credentials of an app share one. */
  readonly per: "credential" | "app";
  /** US dollars per unit; 0 if calls cost nothing. */
  readonly usdPerUnit: number;
}

/** For a free budget that all credentials of an app share. */
export const FREE_FOR_APP = { per: "app", usdPerUnit: 0 } as const;

export interface QuotaCost {
  readonly bucket: string;
  readonly units: number;
}

/** What an answer tells about the limits. */
export type QuotaReading =
  /** Response headers count the remaining calls (X). */
  | {
      readonly kind: "remaining";
      readonly bucket: string;
      readonly limit: number;
      readonly remaining: number;
      /** Milliseconds since 1970. */
      readonly resetsAt: number;
    }
  /** Response headers give a share of the limit. At 100 the platform throttles (Instagram). */
  | { readonly kind: "usage"; readonly bucket: string; readonly percent: number }
  /** A call returned fewer records or resources than were taken for it. The rest is given back. */
  | { readonly kind: "used"; readonly bucket: string; readonly taken: number; readonly used: number }
  /** The platform said that a limit is reached, whatever we counted. */
  | {
      readonly kind: "exceeded";
      readonly bucket: string;
      readonly scope: LimitScope;
      readonly retryAfterMs: number | null;
    }
  /** The platform no longer accepts the credential. */
  | { readonly kind: "refused"; readonly reason: string };
