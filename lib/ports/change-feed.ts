import { AppError, isAppError } from "../domain/errors.ts";
import type { CreatorId, TenantId } from "../domain/ids.ts";

/** A creator that changed, in its state when it is read. Several changes before that are told once. */
export interface CreatorChange {
  readonly tenantId: TenantId;
  readonly id: CreatorId;
  /** True: it is a tombstone. False: its index mark is behind its document. */
  readonly erased: boolean;
  /** Whether somebody waits for it. */
  readonly urgent: boolean;
  /** Whether it was indexed before. If not, no page can show an old state of it. */
  readonly indexed: boolean;
}

export interface Changes {
  readonly changes: readonly CreatorChange[];
  /** Where the next read continues. It may be ahead of what was told, never behind. */
  readonly token: string;
}

/**
 * Tells which creators' writes need work: their index mark is behind, or they were erased. It covers all tenants,
 * because the follower acts for the system. It gives ids alone, so that everything else is read through
 * `TenantDocuments`. Changes come in the order of the writes and at least once. The marks that indexing sets are no
 * changes, nor is the removal of a whole record.
 * Errors: `unavailable`; `conflict`, code `change-token-lost`, if the changes after a token are not kept any more;
 * `invalid`, code `no-change-feed`, if the database cannot tell.
 */
export interface ChangeFeed {
  /** A token; every change whose write begins after this call comes after it. */
  now(): Promise<string>;
  /**
   * The next changes, at most `max`; none only if there is none after the token. Waits up to `waitMs` for the first;
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
