import type { IndexMarks } from "../domain/index-marks.ts";
import type { Keyring } from "../domain/keyring.ts";
import type { OperatorStatements } from "../domain/terms.ts";
import type { AccountPages } from "./account-pages.ts";
import type { Cache, Counters } from "./cache.ts";
import type { ChangeFeed } from "./change-feed.ts";
import type { Clock, Ids } from "./clock.ts";
import type { Consumers } from "./consumers.ts";
import type { Embedder } from "./embedder.ts";
import type { KeyWrapping } from "./key-wrapping.ts";
import type { KeywordIndex } from "./keyword-index.ts";
import type { Objects } from "./objects.ts";
import type { OutboundPosts } from "./outbound-posts.ts";
import type { ProofReader } from "./proof-reader.ts";
import type { Queues } from "./queues.ts";
import type { ReadCapacity } from "./read-capacity.ts";
import type { RegionStores } from "./region-stores.ts";
import type { Scrubber } from "./scrubber.ts";
import type { StatusPages } from "./status-pages.ts";
import type { OpenTenantDocuments, TenantDocuments } from "./tenant-documents.ts";
import type { VectorIndex } from "./vector-index.ts";

/** Each port under the name that use cases know. A use case picks the ports that it uses, and no others. */
export interface Ports {
  readonly openDocuments: OpenTenantDocuments;
  /** Opened for the tenant that the work is for; for a request, this is the caller's. */
  readonly documents: TenantDocuments;
  readonly keywords: KeywordIndex;
  readonly changeFeed: ChangeFeed;
  readonly vectors: VectorIndex;
  readonly embedder: Embedder;
  readonly cache: Cache;
  /**
   * Counts over hours and days that outlive the process (quotas of platforms). In the cloud this is the cache itself.
   */
  readonly counters: Counters;
  readonly objects: Objects;
  readonly queues: Queues;
  readonly consumers: Consumers;
  readonly scrubber: Scrubber;
  /** Posts to addresses that customers give. */
  readonly posts: OutboundPosts;
  readonly accountPages: AccountPages;
  readonly proofReader: ProofReader;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly keyring: Keyring;
  readonly keyWrapping: KeyWrapping;
  readonly statements: OperatorStatements;
  /** Null if no nodes can be added to the vector index. */
  readonly readCapacity: ReadCapacity | null;
  readonly statusPages: StatusPages;
  /** Index marks of this region and of the others. */
  readonly marks: IndexMarks;
  /** Further regions, if this one takes the writes of all; otherwise empty. */
  readonly regions: readonly RegionStores[];
}
