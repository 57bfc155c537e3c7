import type { CollectionName } from "../../ports/documents.ts";

/**
 * Scalar text fields for lookups. Each has an index over its path in the JSON. Those of creators are columns of
 * `creator_facets`.
 */
export const INDEXED_FIELDS: Readonly<Record<Exclude<CollectionName, "creators">, readonly string[]>> = {
  suppressions: ["erasure_id", "ends_at"],
  erasures: ["status", "due_by"],
  erasure_parts: ["erasure_id"],
  identities: [],
  references: ["from", "to_handle"],
  match_keys: ["creator_id"],
  identity_suggestions: ["a", "b", "found_at"],
  benchmarks: [],
  checkpoints: ["at"],
  audit: ["at", "subject_digest"],
  audit_heads: [],
  api_keys: [],
  tenants: [],
  erasure_reports: ["at"],
  account_challenges: ["expires_at"],
  targets: ["due_at", "creator_id"],
  backups: ["status"],
  backup_shards: ["backup"],
  state_backups: [],
  vector_deletions: ["at"],
  backup_erasures: ["status"],
  restores: [],
  retention_reports: ["day"],
  lists: [],
  list_entries: ["list_id", "creator_id"],
  exports: ["status", "expires_at"],
  export_parts: ["export_id"],
  saved_searches: [],
  search_hits: ["search_id", "creator_id"],
  feedback: ["creator_id", "at"],
  adapters: ["learnt_at"],
  webhooks: [],
  webhook_deliveries: ["webhook_id", "status", "next_at", "created_at", "creator_id"],
  job_runs: ["job"],
  moves: [],
  acts: [],
  feed_positions: [],
};

/** Fields of creators that are nevertheless looked up in their JSON, each with its own index. */
export const CREATOR_JSON_FIELDS: readonly string[] = ["index_mark.at", "index_mark.draft"];
