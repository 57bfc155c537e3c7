import { meetsAll } from "../../domain/condition.ts";
import { AppError } from "../../domain/errors.ts";
import type { TenantId } from "../../domain/ids.ts";
import type {
  CollectionName,
  ConditionalUpdate,
  ConditionalUpsert,
  UpsertOutcome,
} from "../../ports/documents.ts";
import { type CreatorChanges, creatorChanges } from "./sqlite-creator-changes.ts";
import { textColumns, textsOf, wholeText } from "./sqlite-record-text.ts";
import type { SqliteStore } from "./sqlite-store.ts";

type StoredRecord = Readonly<Record<string, unknown>>;

interface StoredRow {
  readonly doc: number;
  readonly tenantId: string;
  readonly version: string;
  readonly record: StoredRecord;
}

/** Writes of one transaction. `finish` updates filter columns and keyword postings before the commit. */
export interface DocumentWriter {
  upsert<C extends CollectionName>(collection: C, write: ConditionalUpsert<C>): UpsertOutcome;
  update(collection: CollectionName, update: ConditionalUpdate): boolean;
  /** If a `version` is given, removes only that version. */
  remove(collection: CollectionName, tenantId: TenantId, id: string, version?: string): boolean;
  finish(): void;
}

export function documentWriter(store: SqliteStore): DocumentWriter {
  const changes = creatorChanges(store);
  return {
    upsert: (collection, write) => upsert(store, changes, collection, write),
    update: (collection, update) => applyUpdate(store, changes, collection, update),
    remove: (collection, tenantId, id, version) =>
      remove(store, changes, collection, { tenantId, id, version }),
    finish: () => changes.finish(),
  };
}

function upsert<C extends CollectionName>(
  store: SqliteStore,
  changes: CreatorChanges,
  collection: C,
  write: ConditionalUpsert<C>,
): UpsertOutcome {
  const key = { id: write.id, tenant_id: write.tenant_id, version: write.version };
  const stored = readRow(store, collection, write.id);
  const { columns, marks } = textColumns(collection);
  if (!stored) {
    const record = { ...write.setOnInsert, ...write.set, ...key };
    const { lastInsertRowid } = store
      .prepare(`INSERT INTO "${collection}" (${columns}, id, tenant_id, version) VALUES (${marks}, ?, ?, ?)`)
      .run(...textsOf(collection, record), write.id, write.tenant_id, write.version);
    changes.note(collection, Number(lastInsertRowid), null, record);
    return "inserted";
  }
  if (stored.tenantId !== write.tenant_id) {
    throw new AppError("conflict", "foreign-id", "The id belongs to another tenant.", { id: write.id });
  }
  if (stored.version >= write.version) return "superseded";
  const record = write.replace ? { ...write.set, ...key } : { ...stored.record, ...write.set, ...key };
  store
    .prepare(`UPDATE "${collection}" SET (${columns}, version) = (${marks}, ?) WHERE doc = ?`)
    .run(...textsOf(collection, record), write.version, stored.doc);
  changes.note(collection, stored.doc, stored.record, record);
  return "updated";
}

function applyUpdate(
  store: SqliteStore,
  changes: CreatorChanges,
  collection: CollectionName,
  { key, set, when = [] }: ConditionalUpdate,
): boolean {
  const stored = readRow(store, collection, key.id);
  if (!stored || stored.tenantId !== key.tenant_id || !meetsAll(stored.record, when)) return false;
  const { id, tenant_id, version } = stored.record;
  const record = { ...stored.record, ...set, id, tenant_id, version };
  const { columns, marks } = textColumns(collection);
  store
    .prepare(`UPDATE "${collection}" SET (${columns}) = (${marks}) WHERE doc = ?`)
    .run(...textsOf(collection, record), stored.doc);
  changes.note(collection, stored.doc, stored.record, record);
  return true;
}

function remove(
  store: SqliteStore,
  changes: CreatorChanges,
  collection: CollectionName,
  { tenantId, id, version }: { tenantId: TenantId; id: string; version: string | undefined },
): boolean {
  const stored = readRow(store, collection, id);
  if (!stored || stored.tenantId !== tenantId || (version ?? stored.version) !== stored.version) return false;
  store.prepare(`DELETE FROM "${collection}" WHERE doc = ?`).run(stored.doc);
  changes.note(collection, stored.doc, stored.record, null);
  return true;
}

function readRow(store: SqliteStore, collection: CollectionName, id: string): StoredRow | null {
  const text = wholeText(collection, "record");
  const row = store
    .prepare(`SELECT doc, tenant_id, version, ${text} AS body FROM "${collection}" AS record WHERE id = ?`)
    .get(id);
  if (!row) return null;
  return {
    doc: Number(row.doc),
    tenantId: String(row.tenant_id),
    version: String(row.version),
    record: parseBody(row.body),
  };
}

/**
 * Only this file writes bodies, from typed records. So reading them back does not validate: this is the hottest path.
 */
export const parseBody = <T extends object>(body: unknown): T => JSON.parse(String(body)) as T;
