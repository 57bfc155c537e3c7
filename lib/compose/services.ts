import type { RateLimiter } from "../access/rate-limiter.ts";
import type { BackupParts } from "../backup/ports.ts";
import type { IndexMarks } from "../domain/index-marks.ts";
import type { Keyring } from "../domain/keyring.ts";
import type { OperatorStatements } from "../domain/terms.ts";
import type { FolderTrouble } from "../health/check-health.ts";
import type { PrepareEnvelopes } from "../ingest/prepare-envelopes.ts";
import type { AccountPages } from "../ports/account-pages.ts";
import type { Cache, Counters } from "../ports/cache.ts";
import type { ChangeFeed } from "../ports/change-feed.ts";
import type { Clock, Ids } from "../ports/clock.ts";
import type { Consumers } from "../ports/consumers.ts";
import type { Embedder } from "../ports/embedder.ts";
import type { KeyWrapping } from "../ports/key-wrapping.ts";
import type { KeywordIndex } from "../ports/keyword-index.ts";
import type { LanguageModel } from "../ports/language-model.ts";
import type { Objects } from "../ports/objects.ts";
import type { OutboundPosts } from "../ports/outbound-posts.ts";
import type { ProofReader } from "../ports/proof-reader.ts";
import type { Queues } from "../ports/queues.ts";
import type { ReadCapacity } from "../ports/read-capacity.ts";
import type { RegionStores } from "../ports/region-stores.ts";
import type { Scrubber } from "../ports/scrubber.ts";
import type { StatusPages } from "../ports/status-pages.ts";
import type { OpenTenantDocuments } from "../ports/tenant-documents.ts";
import type { VectorIndex } from "../ports/vector-index.ts";

/**
 * Everything that use cases may be given. Both compositions make one of these; each use case names the parts it takes.
 */
export interface Services {
  readonly openDocuments: OpenTenantDocuments;
  readonly keywords: KeywordIndex;
  readonly changeFeed: ChangeFeed;
  readonly vectors: VectorIndex;
  readonly embedder: Embedder;
  /** None on one machine without a key: callers have a deterministic way. */
  readonly languageModel: LanguageModel | null;
  readonly cache: Cache;
  /**
   * A cache whose counts outlive the process, for what is counted over hours and days (quotas of platforms). In the
   * cloud it is the cache itself.
   */
  readonly counters: Counters;
  readonly objects: Objects;
  readonly queues: Queues;
  readonly consumers: Consumers;
  readonly scrubber: Scrubber;
  /** To addresses that customers give. */
  readonly posts: OutboundPosts;
  readonly accountPages: AccountPages;
  readonly proofReader: ProofReader;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly keyring: Keyring;
  readonly keyWrapping: KeyWrapping;
  readonly statements: OperatorStatements;
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
  /** Null where the vector index has no nodes that could be added. */
  readonly readCapacity: ReadCapacity | null;
  readonly statusPages: StatusPages;
  readonly rateLimiter: RateLimiter;
  readonly backup: BackupParts;
  /** Of this region's index, and of the others'. */
  readonly marks: IndexMarks;
  /** Further regions, where this one takes the writes of all; none elsewhere. */
  readonly regions: readonly RegionStores[];
  /** What is wrong with the data folder and its disk; nothing where nothing is kept in a folder. */
  readonly folderTroubles: () => readonly FolderTrouble[];
}
