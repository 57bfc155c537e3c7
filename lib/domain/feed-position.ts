import type { TenantId } from "./ids.ts";

/**
 * How far the changes of creators were followed, and which process follows them. There is one record, in the system
 * tenant.
 */
export interface FeedPosition {
  readonly id: string;
  readonly tenant_id: TenantId;
  readonly version: string;
  /** The last change that was handled, as the feed names it; empty: not begun. */
  readonly token: string;
  readonly holder: string;
  /**
   * Until this time no other process follows. Each change of the record sets a later time. Empty: no process follows.
   */
  readonly held_until: string;
}
