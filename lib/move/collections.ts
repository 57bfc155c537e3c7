import { everyTenant } from "../access/tenants.ts";
import { SYSTEM_TENANT, type TenantId } from "../domain/ids.ts";
import type { TenantScope } from "../domain/tenant-scope.ts";
import type { CollectionName } from "../ports/tenant-documents.ts";
import type { MovePorts, MoveSide } from "./ports.ts";

/**
 * `backups`: describes files that stay where the objects were. `machine`: state of a host's own clock, feed and
 * runbook. `derived`: a job computes it from the other collections.
 */
type Carriage = "carried" | "backups" | "machine" | "derived";

/**
 * Every collection, in the order of the move. Suppressions and erasures come before any creator. Tenants come last, so
 * that no job of the target walks a tenant whose records are incomplete.
 */
const COLLECTIONS: Readonly<Record<CollectionName, Carriage>> = {
  moves: "carried",
  suppressions: "carried",
  erasures: "carried",
  erasure_parts: "carried",
  account_challenges: "carried",
  audit: "carried",
  audit_heads: "carried",
  erasure_reports: "carried",
  retention_reports: "carried",
  creators: "carried",
  identities: "carried",
  references: "carried",
  match_keys: "derived",
  identity_suggestions: "derived",
  benchmarks: "carried",
  checkpoints: "carried",
  targets: "carried",
  lists: "carried",
  list_entries: "carried",
  feedback: "carried",
  adapters: "carried",
  exports: "carried",
  export_parts: "carried",
  saved_searches: "carried",
  search_hits: "carried",
  webhooks: "carried",
  webhook_deliveries: "carried",
  backups: "backups",
  backup_shards: "backups",
  state_backups: "backups",
  vector_deletions: "backups",
  backup_erasures: "backups",
  restores: "backups",
  api_keys: "carried",
  tenants: "carried",
  job_runs: "machine",
  feed_positions: "machine",
  acts: "machine",
};

/** Backups are not moved, so their records are moved only if the target keeps using the same files. */
export const carriedCollections = ({ parts }: Pick<MovePorts, "parts">): CollectionName[] =>
  (Object.keys(COLLECTIONS) as CollectionName[]).filter((name) => {
    const carriage = COLLECTIONS[name];
    return carriage === "carried" || (carriage === "backups" && !parts.includes("objects"));
  });

/** The owners of all records: every tenant, the catalogue and the system. */
export const ownersIn = async (side: Pick<MoveSide, "openDocuments">): Promise<TenantId[]> => [
  SYSTEM_TENANT,
  ...(await everyTenant(side)),
];

/** A scope of one tenant's own records only. */
export const onlyScope = (tenantId: TenantId): TenantScope => ({ tenantId, reads: [tenantId] });

/**
 * Prefixes whose objects are moved. The inbox was ingested already, and backups belong to the stores that are left
 * behind.
 */
export const CARRIED_PREFIXES = ["raw/", "quarantine/", "exports/"] as const;
