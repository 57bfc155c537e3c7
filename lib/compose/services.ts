import type { RateLimiter } from "../access/rate-limiter.ts";
import type { BackupParts } from "../backup/ports.ts";
import type { FolderTrouble } from "../health/check-health.ts";
import type { PrepareEnvelopes } from "../ingest/prepare-envelopes.ts";
import type { Ports } from "../ports/ports.ts";

/**
 * Everything that use cases may get. Both compositions make one of these, and each use case names the parts it needs.
 */
export interface Services extends Omit<Ports, "documents"> {
  /**
   * Records per call of the stores: many if each call crosses a network, few if a call's work delays others in the same
   * process.
   */
  readonly recordsPerCall: number;
  /** Runs on a separate thread if the process also answers requests. */
  readonly prepareEnvelopes: PrepareEnvelopes;
  /** Whether the object store removes expired objects by itself, as S3's lifecycle rules do. */
  readonly expiresObjects: boolean;
  /** Whether anything receives what a crawl plan sends. */
  readonly crawls: boolean;
  /** Whether the runbook begins acts by itself; otherwise it only advises. */
  readonly actsByItself: boolean;
  readonly rateLimiter: RateLimiter;
  readonly backup: BackupParts;
  /** Problems of the data folder and its disk; empty if nothing is kept in a folder. */
  readonly folderTroubles: () => readonly FolderTrouble[];
}
