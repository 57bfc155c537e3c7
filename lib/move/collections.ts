import { everyTenant } from "../access/tenants.ts";
import { SYSTEM_TENANT, type TenantId } from "../domain/ids.ts";
import type { TenantScope } from "../domain/tenant-scope.ts";
import type { CollectionName } from "../ports/tenant-documents.ts";
import type { MovePorts, MoveSide } from "./ports.ts";

/**
 * `backups`: speaks of files that stay where the objects were. `machine`: how far a host's own clock and feed are, and
 * what its runbook does. `derived`: a job makes it of the rest.
 */
type Carriage = "carried" | "backups" | "machine" | "derived";

/**
 * Every collection, in the order in which they are carried: what keeps people away before any person, and the tenants
 * last, so that no job of the target walks a tenant whose records are not all there.
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

/** Backups are not carried, so that their records go along only where the files stay the target's as well. */
export const carriedCollections = ({ parts }: Pick<MovePorts, "parts">): CollectionName[] =>
  (Object.keys(COLLECTIONS) as CollectionName[]).filter((name) => {
    const carriage = COLLECTIONS[name];
    return carriage === "carried" || (carriage === "backups" && !parts.includes("objects"));
  });

/** Whose records there are: every tenant's, the catalogue's and the system's. */
export const ownersIn = async (side: Pick<MoveSide, "openDocuments">): Promise<TenantId[]> => [
  SYSTEM_TENANT,
  ...(await everyTenant(side)),
];

/** A tenant's own records and nobody else's. */
export const onlyScope = (tenantId: TenantId): TenantScope => ({ tenantId, reads: [tenantId] });

/** Prefixes whose objects are carried. The inbox was read, and backups are of the stores that are left. */
export const CARRIED_PREFIXES = ["raw/", "quarantine/", "exports/"] as const;
