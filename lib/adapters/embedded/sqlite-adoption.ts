import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type Tombstone, tombstoneSchema } from "../../domain/creator.ts";
import type { OpenTenantDocuments } from "../../ports/tenant-documents.ts";
import { tenantDocuments } from "../../ports/tenant-documents.ts";
import { createSqliteDocuments } from "./sqlite-documents.ts";
import { INDEXED_FIELDS } from "./sqlite-indexed-fields.ts";
import { STAGED_FILE } from "./sqlite-snapshots.ts";
import { openSqliteStore, STORE_FILE } from "./sqlite-store.ts";

/** The collections that a restored copy brings back. For all others, the present database's records win. */
const BROUGHT_BACK: ReadonlySet<string> = new Set([
  "creators",
  "identities",
  "references",
  "benchmarks",
  "checkpoints",
]);

/**
 * Puts a staged copy in the place of the database in `folder`, if there is a copy. First it carries over from the
 * present database what was erased, suppressed, revoked, deleted or audited since the copy. Then it passes the present
 * tombstones to `forget`. If the process dies in between, the present database is unchanged and the next start begins
 * again. Returns whether there was a copy.
 */
export async function adoptStagedDatabase(
  folder: string,
  forget: (openDocuments: OpenTenantDocuments, tombstones: readonly Tombstone[]) => Promise<void>,
): Promise<boolean> {
  const [staged, present] = [join(folder, STAGED_FILE), join(folder, STORE_FILE)];
  if (!existsSync(staged)) return false;
  const tombstones = existsSync(present) ? carryOver(folder, staged, present) : [];
  const store = openSqliteStore({ folder, file: STAGED_FILE });
  try {
    const documents = createSqliteDocuments(store);
    await forget((scope) => tenantDocuments(documents, scope), tombstones);
    store.checkpoint();
  } finally {
    store.close();
  }
  // SQLite must not apply the old database's log to the new one.
  for (const end of ["-wal", "-shm"]) await rm(`${present}${end}`, { force: true });
  await rename(staged, present);
  for (const end of ["-wal", "-shm"]) await rm(`${staged}${end}`, { force: true });
  return true;
}

/** Copies records of the present database into the staged one. Returns the present tombstones. */
function carryOver(folder: string, staged: string, present: string): Tombstone[] {
  // Opening a store gives the file this release's tables, and the checkpoint empties its log.
  for (const file of [STORE_FILE, STAGED_FILE]) {
    const store = openSqliteStore({ folder, file });
    store.checkpoint();
    store.close();
  }
  const database = new DatabaseSync(staged);
  try {
    database.exec("PRAGMA secure_delete = ON");
    database.prepare("ATTACH ? AS present").run(present);
    database.exec("BEGIN IMMEDIATE");
    const isLater = continues(database);
    for (const collection of Object.keys(INDEXED_FIELDS).filter((name) => !BROUGHT_BACK.has(name))) {
      if (isLater)
        database.exec(`
          DELETE FROM main."${collection}" WHERE id NOT IN (SELECT id FROM present."${collection}")`);
      database.exec(`
        INSERT INTO main."${collection}" (id, tenant_id, version, body)
        SELECT id, tenant_id, version, body FROM present."${collection}" WHERE true
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, body = excluded.body`);
    }
    const rows = database
      .prepare(`SELECT body FROM present.creators WHERE json_extract(body, '$.erased') = 1`)
      .all();
    database.exec("COMMIT");
    return rows.map(({ body }) => tombstoneSchema.parse(JSON.parse(String(body))));
  } finally {
    database.close();
  }
}

/**
 * Whether the present database goes on from the copy. Then it was deleted if only the copy has it. A new database, as
 * after a loss, knows nothing of what the copy holds. The audit tells, because it only grows.
 */
function continues(database: DatabaseSync): boolean {
  const { held, missing } =
    database
      .prepare(`
        SELECT count(*) AS held, sum(id NOT IN (SELECT id FROM present.audit)) AS missing FROM main.audit`)
      .get() ?? {};
  return Number(held) > 0 && Number(missing) === 0;
}
