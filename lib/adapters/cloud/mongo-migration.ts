import type { Db, IndexDescription } from "mongodb";
import type { CollectionName } from "../../ports/documents.ts";
import type { MongoConnection } from "./mongo-connection.ts";
import { ensureSearchIndex, type SearchIndexOutcome, type SearchIndexWait } from "./mongo-search-index.ts";

type Key = Readonly<Record<string, 1 | -1>>;

/** Every query names its tenants, so every index begins with the tenant. The id after it serves scans and pages. */
const EVERYWHERE: readonly Key[] = [{ tenant_id: 1, _id: 1 }];

/** One index for each way in which records are looked up or ordered. `increator doctor` can compare them. */
const MONGO_INDEXES: Readonly<Record<CollectionName, readonly Key[]>> = {
  creators: [
    { tenant_id: 1, handle_lc: 1 },
    { tenant_id: 1, identity_id: 1 },
    // For sweeps: creators that wait for their vector, and creators not refreshed in their platform's time.
    { tenant_id: 1, index_pending: 1, updated_at: 1, _id: 1 },
    { tenant_id: 1, platform: 1, fetched_at: 1 },
    // For backups: creators whose vector was written since.
    { tenant_id: 1, platform: 1, "index_mark.at": 1, _id: 1 },
  ],
  suppressions: [
    { tenant_id: 1, erasure_id: 1 },
    { tenant_id: 1, wrapped_to: 1 },
    { tenant_id: 1, ends_at: 1 },
  ],
  erasures: [
    { tenant_id: 1, status: 1, due_by: 1 },
    { tenant_id: 1, creator_ids: 1 },
  ],
  erasure_parts: [{ tenant_id: 1, erasure_id: 1, verified_at: 1, _id: 1 }],
  identities: [{ tenant_id: 1, members: 1 }],
  references: [
    { tenant_id: 1, from: 1 },
    { tenant_id: 1, to_handle: 1 },
  ],
  match_keys: [{ tenant_id: 1, creator_id: 1 }],
  identity_suggestions: [
    { tenant_id: 1, probability: -1, _id: 1 },
    { tenant_id: 1, a: 1 },
    { tenant_id: 1, b: 1 },
    { tenant_id: 1, found_at: 1 },
  ],
  benchmarks: [],
  checkpoints: [{ tenant_id: 1, at: 1 }],
  audit: [
    { tenant_id: 1, at: 1 },
    { tenant_id: 1, subject_digest: 1 },
  ],
  audit_heads: [],
  erasure_reports: [{ tenant_id: 1, at: -1 }],
  account_challenges: [{ tenant_id: 1, expires_at: 1 }],
  lists: [{ tenant_id: 1, created_at: -1, _id: 1 }],
  list_entries: [
    { tenant_id: 1, list_id: 1, position: 1, _id: 1 },
    { tenant_id: 1, creator_id: 1 },
  ],
  exports: [
    { tenant_id: 1, created_at: -1, _id: 1 },
    { tenant_id: 1, status: 1, created_at: 1 },
    { tenant_id: 1, expires_at: 1 },
  ],
  export_parts: [
    { tenant_id: 1, export_id: 1 },
    { tenant_id: 1, creator_ids: 1 },
  ],
  saved_searches: [{ tenant_id: 1, created_at: -1, _id: 1 }],
  search_hits: [
    { tenant_id: 1, search_id: 1, is_new: 1, found_at: -1, _id: 1 },
    { tenant_id: 1, search_id: 1, found_at: 1 },
    { tenant_id: 1, creator_id: 1 },
  ],
  feedback: [
    { tenant_id: 1, at: -1, _id: 1 },
    { tenant_id: 1, creator_id: 1 },
  ],
  adapters: [{ tenant_id: 1, learnt_at: -1, _id: 1 }],
  webhooks: [{ tenant_id: 1, events: 1 }],
  webhook_deliveries: [
    { tenant_id: 1, webhook_id: 1, created_at: -1, _id: 1 },
    { tenant_id: 1, status: 1, next_at: 1 },
    { tenant_id: 1, created_at: 1 },
    { tenant_id: 1, creator_id: 1 },
  ],
  api_keys: [],
  tenants: [],
  targets: [
    { tenant_id: 1, platform: 1, priority: 1, due_at: 1 },
    { tenant_id: 1, creator_id: 1 },
    { tenant_id: 1, status: 1, absent_since: 1 },
  ],
  backups: [{ tenant_id: 1, status: 1 }],
  backup_shards: [{ tenant_id: 1, backup: 1, status: 1 }],
  state_backups: [],
  vector_deletions: [{ tenant_id: 1, at: 1 }],
  backup_erasures: [{ tenant_id: 1, status: 1 }],
  restores: [],
  retention_reports: [{ tenant_id: 1, day: -1 }],
  job_runs: [{ tenant_id: 1, job: 1, late_after: 1 }],
  moves: [],
  acts: [],
  feed_positions: [],
};

export interface MigratedCollection {
  readonly collection: CollectionName;
  readonly created: boolean;
  /** Names of the indexes that did not exist before. */
  readonly indexes: readonly string[];
  /** Null for a collection without word search. `SEARCH_INDEX_LINES` has the text for people. */
  readonly searchIndex: SearchIndexOutcome | null;
}

/**
 * Creates the collections and indexes that this release needs. It may run repeatedly, also in two places at once. It
 * removes nothing; people drop what another release left. It waits until the search index answers, and skips it if the
 * server has no search. Returns the changes by collection.
 */
export async function migrateMongo(
  connection: MongoConnection,
  wait: SearchIndexWait & { readonly onProgress?: (what: string) => void } = {},
): Promise<MigratedCollection[]> {
  return connection.run(async (client) => {
    const db = client.db(connection.database);
    const known = await db.listCollections({}, { nameOnly: true }).toArray();
    const existing = new Set(known.map(({ name }) => name));
    const migrated: Omit<MigratedCollection, "searchIndex">[] = [];
    for (const [collection, keys] of Object.entries(MONGO_INDEXES) as [CollectionName, readonly Key[]][]) {
      wait.onProgress?.(`indexes of ${collection}`);
      const created = !existing.has(collection);
      if (created) await createIfMissing(db, collection);
      migrated.push({ collection, created, indexes: await createIndexes(db, collection, keys) });
    }
    // Last, because the build may take long.
    wait.onProgress?.("search index: built by Atlas, which takes minutes for a million creators");
    const searchIndex = await ensureSearchIndex(db, wait);
    return migrated.map((one) => ({
      ...one,
      searchIndex: one.collection === "creators" ? searchIndex : null,
    }));
  });
}

/** NamespaceExists: another process was faster. */
const NAMESPACE_EXISTS = 48;

async function createIfMissing(db: Db, collection: CollectionName): Promise<void> {
  const { MongoServerError } = await import("./mongo-driver.ts");
  await db.createCollection(collection).catch((error: unknown) => {
    if (!(error instanceof MongoServerError && error.code === NAMESPACE_EXISTS)) throw error;
  });
}

/** Names of indexes that `migrateMongo` would create, with their collections. */
export async function missingIndexes(db: Db): Promise<string[]> {
  const names: string[] = [];
  for (const [collection, keys] of Object.entries(MONGO_INDEXES) as [CollectionName, readonly Key[]][]) {
    for (const { name } of await missingOf(db, collection, keys)) names.push(`${collection}.${name}`);
  }
  return names;
}

async function missingOf(
  db: Db,
  collection: CollectionName,
  keys: readonly Key[],
): Promise<(IndexDescription & { readonly name: string })[]> {
  const wanted = [...EVERYWHERE, ...keys].map((key) => ({ key, name: nameOf(key) }));
  const present = await db.collection(collection).listIndexes().toArray().catch(noneWhereNoCollection);
  const names = new Set(present.map(({ name }) => String(name)));
  return wanted.filter(({ name }) => !names.has(name));
}

/** NamespaceNotFound. */
const NAMESPACE_NOT_FOUND = 26;

async function noneWhereNoCollection(error: unknown): Promise<{ name?: string }[]> {
  const { MongoServerError } = await import("./mongo-driver.ts");
  if (error instanceof MongoServerError && error.code === NAMESPACE_NOT_FOUND) return [];
  throw error;
}

async function createIndexes(db: Db, collection: CollectionName, keys: readonly Key[]): Promise<string[]> {
  const missing = await missingOf(db, collection, keys);
  if (missing.length > 0) await db.collection(collection).createIndexes(missing);
  return missing.map(({ name }) => name);
}

/** The name that the server would choose. */
const nameOf = (key: Key): string =>
  Object.entries(key)
    .map(([field, direction]) => `${field}_${direction}`)
    .join("_");
