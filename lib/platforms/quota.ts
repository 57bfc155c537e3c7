/**
 * When a budget is full again.
 * - `rolling`: no stretch of `seconds` may hold more than the capacity. Also for windows that begin with the
 *   first call (X): the stricter rule holds for those too, wherever they begin.
 * - `day`, `month`: at midnight of the calendar day or month there, summer time included.
 */
export type QuotaWindow =
  | { readonly kind: "rolling"; readonly seconds: number }
  | { readonly kind: "day"; readonly zone: "America/Los_Angeles" | "UTC" }
  | { readonly kind: "month"; readonly zone: "UTC" };

/** Which limit an error speaks of: it decides how long to wait and what to slow down. */
export type LimitScope = "short-window" | "day" | "month" | "credential";

/** One published budget. */
export interface QuotaBucket {
  readonly name: string;
  /** What is counted: HTTP calls, the platform's own units, or the records or resources in answers. */
  readonly unit: "calls" | "units" | "records" | "resources";
  /** Units in one window; null: bounded by money alone. */
  readonly capacity: number | null;
  readonly window: QuotaWindow;
  /** Whose budget it is: every credential's own, or that of all credentials of an app. */
  readonly per: "credential" | "app";
  /** US dollars for one unit; 0 where calls cost nothing. */
  readonly usdPerUnit: number;
}

/** Of a budget that all credentials of an app share and nobody pays for. */
export const FREE_FOR_APP = { per: "app", usdPerUnit: 0 } as const;

export interface QuotaCost {
  readonly bucket: string;
  readonly units: number;
}

/** What an answer tells of the limits. */
export type QuotaReading =
  /** Response headers count the calls that are left (X). */
  | {
      readonly kind: "remaining";
      readonly bucket: string;
      readonly limit: number;
      readonly remaining: number;
      /** Milliseconds since 1970. */
      readonly resetsAt: number;
    }
  /** Response headers tell a share of the limit; at 100 the platform throttles (Instagram). */
  | { readonly kind: "usage"; readonly bucket: string; readonly percent: number }
  /** A call gave fewer records or resources than were taken for it: the rest goes back. */
  | { readonly kind: "used"; readonly bucket: string; readonly taken: number; readonly used: number }
  /** The platform said that a limit is reached, whatever was counted here. */
  | {
      readonly kind: "exceeded";
      readonly bucket: string;
      readonly scope: LimitScope;
      readonly retryAfterMs: number | null;
    }
  /** The platform takes the credential no longer. */
  | { readonly kind: "refused"; readonly reason: string };
