import type { RateLimiter } from "../access/rate-limiter.ts";
import type { BackupParts } from "../backup/ports.ts";
import type { FolderTrouble } from "../health/check-health.ts";
import type { PrepareEnvelopes } from "../ingest/prepare-envelopes.ts";
import type { Ports } from "../ports/ports.ts";

/**
 * Everything that use cases may be given. Both compositions make one of these; each use case names the parts it takes.
 */
export interface Services extends Omit<Ports, "documents"> {
  /**
   * Records worth one call of the stores: many where each call crosses a network, few where the work of a call holds
   * up others that share the process.
   */
  readonly recordsPerCall: number;
  /** On a thread of their own where requests share the process. */
  readonly prepareEnvelopes: PrepareEnvelopes;
  /** Whether the store of objects removes what is past its days by itself, as S3 does by its lifecycle rules. */
  readonly expiresObjects: boolean;
  /** Whether anything takes what a crawl plan sends. */
  readonly crawls: boolean;
  /** Whether the runbook begins acts by itself; otherwise it advises. */
  readonly actsByItself: boolean;
  readonly rateLimiter: RateLimiter;
  readonly backup: BackupParts;
  /** What is wrong with the data folder and its disk; nothing where nothing is kept in a folder. */
  readonly folderTroubles: () => readonly FolderTrouble[];
}
