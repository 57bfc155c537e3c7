import type { Cache } from "./cache.ts";
import type { KeywordIndex } from "./keyword-index.ts";
import type { OpenTenantDocuments } from "./tenant-documents.ts";
import type { VectorIndex } from "./vector-index.ts";

/** The stores that another region keeps for its creators, as they are reached from here. */
export interface RegionStores {
  /** The region's name at AWS. */
  readonly name: string;
  /** Reads go to the database members there, which follow the primary; writes go to the primary. */
  readonly openDocuments: OpenTenantDocuments;
  /** Reads the members there. */
  readonly keywords: KeywordIndex;
  readonly vectors: VectorIndex;
  readonly cache: Cache;
}
