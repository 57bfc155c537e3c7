import { AppError, isAppError } from "../domain/errors.ts";
import type { CreatorId, TenantId } from "../domain/ids.ts";

/** A creator that changed, as it stands when it is read: what changed twice meanwhile is told once. */
export interface CreatorChange {
  readonly tenantId: TenantId;
  readonly id: CreatorId;
  /** It is a tombstone; else its index mark stays behind its document. */
  readonly erased: boolean;
  /** Whether somebody waits for it. */
  readonly urgent: boolean;
  /** Whether it was indexed before; else no page can show it as it was. */
  readonly indexed: boolean;
}

export interface Changes {
  readonly changes: readonly CreatorChange[];
  /** Where the next read goes on; it may be ahead of what was told, never behind. */
  readonly token: string;
}

/**
 * Which creators' writes call for something: their index mark stays behind, or they were erased. Of all tenants, since
 * the follower acts for the system; ids alone, so that everything else is read through `TenantDocuments`. In the order
 * of the writes and at least once; the marks that indexing sets are no changes, nor is the removal of a whole record.
 * Errors: `unavailable`; `conflict`, code `change-token-lost`, where the changes behind a token are not kept any more;
 * `invalid`, code `no-change-feed`, where the database cannot tell.
 */
export interface ChangeFeed {
  /** A token behind which every change stands whose write begins after this call. */
  now(): Promise<string>;
  /**
   * The next changes, at most `max`; none only where none stands behind the token. Waits up to `waitMs` for the first;
   * the signal ends the wait.
   */
  read(
    after: string,
    options: { readonly max: number; readonly waitMs: number; readonly signal: AbortSignal },
  ): Promise<Changes>;
}

export const tokenLost = (): AppError =>
  new AppError(
    "conflict",
    "change-token-lost",
    "The changes behind this token are not kept any more: look for what is pending, and begin at now.",
  );

export const isTokenLost = (error: unknown): boolean =>
  isAppError(error) && error.code === "change-token-lost";
