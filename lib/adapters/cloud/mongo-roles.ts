import { type CollectionName, WRITTEN_ONCE } from "../../ports/documents.ts";

/** What a database user may do. */
export interface MongoRights {
  /** Collections that it reads; `all` if it also searches: see `atlasCommands`. */
  readonly reads: "all" | readonly CollectionName[];
  /** Collections to which it adds records, without changing any. */
  readonly adds?: readonly CollectionName[];
  /** Collections where it adds and changes records; an upsert needs both. */
  readonly puts?: readonly CollectionName[];
  /** Collections where it changes records, without adding any. */
  readonly changes?: readonly CollectionName[];
  readonly removes?: readonly CollectionName[];
}

/** Everybody who acts or is refused is audited. */
const AUDITED = [WRITTEN_ONCE] as const;

/**
 * A database user for each group of functions; cdk/functions.ts says which function has which. Tests run every
 * function with only these rights: test/doubles/granted-ports.ts.
 */
export const MONGO_ROLES = {
  // Apart from search, because it notes when a key was used: a user that can change keys can make itself
  // administrator.
  authorise: { reads: ["api_keys", "tenants"], changes: ["api_keys"] },
  search: { reads: "all", adds: AUDITED, puts: ["audit_heads"] },
  manage: {
    reads: "all",
    adds: AUDITED,
    puts: [
      ...["audit_heads", "tenants", "targets", "lists", "list_entries", "saved_searches", "search_hits"],
      ...["feedback", "adapters", "exports", "webhooks", "webhook_deliveries"],
      ...["acts", "references", "identities"],
    ],
    // An operator who confirms a suggestion sets the identity of both creators.
    changes: ["creators"],
    removes: [
      ...["lists", "list_entries", "saved_searches", "search_hits", "feedback", "adapters", "webhooks"],
      ...["webhook_deliveries", "acts", "identity_suggestions", "identities"],
    ],
  },
  privacy: {
    reads: "all",
    adds: AUDITED,
    puts: ["audit_heads", "tenants", "creators", "suppressions", "erasures", "account_challenges"],
    removes: ["suppressions", "targets"],
  },
  pipeline: {
    reads: "all",
    adds: AUDITED,
    puts: [
      ...["audit_heads", "tenants", "creators", "identities", "suppressions", "checkpoints", "benchmarks"],
      ...["erasures", "erasure_parts", "erasure_reports", "backup_erasures", "vector_deletions"],
      ...["backups", "backup_shards", "export_parts", "search_hits", "webhook_deliveries"],
      ...["retention_reports", "job_runs", "feed_positions", "acts"],
      ...["match_keys", "identity_suggestions"],
    ],
    changes: ["targets", "exports", "saved_searches", "webhooks"],
    removes: [
      ...["creators", "identities", "references", "suppressions", "targets", "checkpoints", "benchmarks"],
      ...["list_entries", "feedback", "search_hits", "exports", "export_parts", "webhook_deliveries"],
      ...["account_challenges", "backup_shards", "vector_deletions", "acts"],
      ...["match_keys", "identity_suggestions"],
    ],
  },
  crawl: {
    reads: ["creators", "targets", "suppressions", "tenants", "acts", "webhooks", "webhook_deliveries"],
    // Webhooks are told when an account arrives that a tenant asked for.
    puts: ["targets", "suppressions", "webhook_deliveries"],
    changes: ["creators"],
    removes: ["targets"],
  },
} as const satisfies Readonly<Record<string, MongoRights>>;

export type MongoRole = keyof typeof MONGO_ROLES;

/**
 * The commands that make the roles and their users in Atlas, which cannot be done over a connection. They contain no
 * password; Atlas's command asks for it. The user `operator` makes collections and indexes; no function uses it.
 *
 * A role that searches inherits `read` of the whole database. To see whether a search index exists, it needs the action
 * `listSearchIndexes` on the database, which Atlas gives only to built-in roles
 * (mongo/src/mongo/db/pipeline/search/document_source_list_search_indexes.h; Atlas' list of actions of custom roles).
 */
export function atlasCommands(database: string): string[] {
  const roles = Object.entries(MONGO_ROLES).flatMap(([role, rights]) => {
    const name = `${database}-${role}`;
    return [
      `atlas customDbRoles create ${name} ${privilegesOf(database, rights)}`,
      `atlas dbusers create --username ${name} --role ${name}@admin`,
    ];
  });
  return [...roles, `atlas dbusers create --username ${database}-operator --role readWrite@${database}`];
}

function privilegesOf(database: string, rights: MongoRights): string {
  const { reads, adds = [], puts = [], changes = [], removes = [] } = rights;
  const granted = [
    ...(reads === "all" ? [] : reads.map((name) => ["FIND", name])),
    ...[...adds, ...puts].map((name) => ["INSERT", name]),
    ...[...puts, ...changes].map((name) => ["UPDATE", name]),
    ...removes.map((name) => ["REMOVE", name]),
  ].map(([action, name]) => `${action}@${database}.${name}`);
  return `${reads === "all" ? `--inheritedRole read@${database} ` : ""}--privilege ${granted.join(",")}`;
}
