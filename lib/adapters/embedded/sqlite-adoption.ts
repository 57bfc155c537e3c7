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

/** What a restored copy brings back. Of everything else what stands in the present database holds. */
const BROUGHT_BACK: ReadonlySet<string> = new Set([
  "creators",
  "identities",
  "references",
  "benchmarks",
  "checkpoints",
]);

/**
 * Takes a staged copy in the place of the database in `folder`, if there is one. What was erased, suppressed, revoked or
 * audited since the copy is carried over from the present database first; then `forget` is given the present tombstones.
 * A death in between leaves the present database as it is, and the next start begins again. Whether there was a copy.
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
  // The log of the present database must not be applied to its successor.
  for (const end of ["-wal", "-shm"]) await rm(`${present}${end}`, { force: true });
  await rename(staged, present);
  for (const end of ["-wal", "-shm"]) await rm(`${staged}${end}`, { force: true });
  return true;
}

/** Copies records of the present database into the staged one; its tombstones. */
function carryOver(folder: string, staged: string, present: string): Tombstone[] {
  // Opened the usual way first, so that both have the tables of this release and an empty log.
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
    for (const collection of Object.keys(INDEXED_FIELDS).filter((name) => !BROUGHT_BACK.has(name))) {
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
