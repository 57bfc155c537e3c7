import type { Platform } from "../domain/platform.ts";

/** How an attempt at an account ended. */
export const SETTLEMENTS = [
  "stored",
  "unchanged",
  "absent",
  "suppressed",
  "unreadable",
  "refused",
  "deferred",
  "failed",
] as const;
export type Settlement = (typeof SETTLEMENTS)[number];

/** What a crawler reports while it works: for progress, metrics and alarms. No event names an account. */
export type CrawlEvent =
  | {
      readonly kind: "settled";
      readonly platform: Platform;
      readonly settlement: Settlement;
      /** Why it is absent, unreadable, refused, deferred or failed. */
      readonly reason: string | null;
      readonly count: number;
    }
  | { readonly kind: "renamed"; readonly platform: Platform }
  /** The platform answered a call. */
  | { readonly kind: "answered"; readonly platform: Platform }
  | {
      readonly kind: "throttled";
      readonly platform: Platform;
      readonly credential: string;
      readonly route: string;
    }
  | {
      readonly kind: "credential-refused";
      readonly platform: Platform;
      readonly credential: string;
      readonly reason: string;
    }
  | { readonly kind: "outage"; readonly platform: Platform; readonly route: string }
  | {
      readonly kind: "cooling-down";
      readonly platform: Platform;
      readonly until: string;
      readonly reason: string;
    }
  | { readonly kind: "quota"; readonly platform: Platform; readonly bucket: string; readonly left: number }
  | { readonly kind: "paused"; readonly queue: string; readonly until: string; readonly platform: Platform }
  | { readonly kind: "resumed"; readonly queue: string }
  | {
      readonly kind: "schema-drift";
      readonly platform: Platform;
      readonly field: string;
      /** How many of the latest `seen` profiles lack the field. */
      readonly missing: number;
      readonly seen: number;
      /** JSON: names and types of the fields that came instead. */
      readonly shape: string;
    }
  | { readonly kind: "message-failed"; readonly platform: Platform | null; readonly error: unknown };
