import type { Cache } from "./cache.ts";
import type { KeywordIndex } from "./keyword-index.ts";
import type { OpenTenantDocuments } from "./tenant-documents.ts";
import type { VectorIndex } from "./vector-index.ts";

/** What another region of the deployment keeps of creators for itself, as it is reached from here. */
export interface RegionStores {
  /** As AWS calls it. */
  readonly name: string;
  /** Reads go to the members there, which follow the primary; writes go to the primary. */
  readonly openDocuments: OpenTenantDocuments;
  /** Of the members there. */
  readonly keywords: KeywordIndex;
  readonly vectors: VectorIndex;
  readonly cache: Cache;
}
