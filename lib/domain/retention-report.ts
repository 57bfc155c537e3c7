import type { TenantId } from "./ids.ts";
import type { Platform } from "./platform.ts";
import type { Instant } from "./record-fields.ts";

/** What a day's sweeps did to meet one platform's terms, and what was still against them after the last sweep. */
export interface PlatformRetention {
  readonly platform: Platform;
  /** As the terms said; null: they name no number of days. */
  readonly unrefreshed_days: number | null;
  readonly removed: number;
  readonly histories_cut: number;
  /** Creators past their days that are still stored: something is wrong. */
  readonly overdue: number;
  /** Creators that will be past their days within a week unless they are fetched again. */
  readonly due_in_7_days: number;
}

/** One a tenant and UTC day, id = `<tenant>/<day>`. It holds only counts, so it may be kept as evidence. */
export interface RetentionReport {
  readonly id: string;
  readonly tenant_id: TenantId;
  readonly version: string;
  readonly day: string;
  /** The last sweep of the day. */
  readonly at: Instant;
  readonly sweeps: number;
  readonly platforms: PlatformRetention[];
  /** Number of objects past their days in raw, inbox and quarantine. */
  readonly objects_removed: number;
}
