import type { Condition } from "../domain/condition.ts";

/**
 * Flat; a null value is left out. Names: handle_lc, followers, engagement_rate, country, languages, categories,
 * verified, account_type, has_contact, last_post_day, places, growth_rate, growth_rate_90, median_views, recent_posts.
 */
export type VectorMetadata = Readonly<Record<string, string | number | boolean | readonly string[]>>;

export interface VectorRecord {
  readonly id: string;
  /** Unit length, `dimensions` long. */
  readonly values: Float32Array;
  readonly metadata: VectorMetadata;
}

export interface VectorQuery {
  readonly namespaces: readonly string[];
  readonly vector: Float32Array;
  /** 1 to 10,000, over all namespaces together. */
  readonly topK: number;
  readonly where: readonly Condition[];
  /** Whether hits include their vectors. Default: no. */
  readonly withValues?: boolean;
}

export interface VectorHit {
  readonly id: string;
  readonly namespace: string;
  /** Cosine, -1 to 1. */
  readonly score: number;
  /** The hit's vector, of unit length, if requested. */
  readonly values?: Float32Array;
}

/**
 * Nearest neighbours by cosine within namespaces. A namespace that does not exist counts as empty. Writes may become
 * visible late (`eventual`), so a reader that must see its own write asks for it.
 * Errors: `invalid` for a vector of other dimensions; `unavailable` when the index does not answer.
 */
export interface VectorIndex {
  readonly dimensions: number;
  /** Inserts or replaces whole records. If a call names an id twice, the last record counts. */
  upsert(namespace: string, records: readonly VectorRecord[]): Promise<void>;
  /** Replaces the metadata of existing records and leaves their vectors alone. Returns the ids that exist. */
  replaceMetadata(
    namespace: string,
    updates: readonly { readonly id: string; readonly metadata: VectorMetadata }[],
  ): Promise<string[]>;
  query(query: VectorQuery, options?: { readonly signal?: AbortSignal }): Promise<VectorHit[]>;
  /**
   * The records that exist, in no special order. `afterOwnWrites`: wait until this process's earlier writes are
   * visible.
   */
  fetch(
    namespace: string,
    ids: readonly string[],
    options?: { readonly afterOwnWrites?: boolean },
  ): Promise<VectorRecord[]>;
  /** Ids in order; pages of at most `limit` (1 to 1,000). */
  list(
    namespace: string,
    options: { readonly prefix?: string; readonly limit: number; readonly cursor?: string },
  ): Promise<{ readonly ids: string[]; readonly cursor: string | null }>;
  /** Ids that do not exist are ignored. */
  delete(namespace: string, ids: readonly string[]): Promise<void>;
  stats(): Promise<{ readonly namespaces: Readonly<Record<string, { readonly count: number }>> }>;
}
