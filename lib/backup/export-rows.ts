import type { Backup, BackupShard } from "../domain/backup/records.ts";
import { idBounds } from "../domain/backup/shards.ts";
import { atLeast, atMost, eq } from "../domain/condition.ts";
import { fromCursor } from "../domain/in-pages.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import type { VectorRecord } from "../ports/vector-index.ts";
import { everyPage } from "../stored/every-page.ts";
import { partsOfNamespace } from "./keys.ts";
import type { Pace } from "./pace.ts";
import type { BackupPorts } from "./ports.ts";

export interface RowGroup {
  /** Sorted by id. */
  readonly records: readonly VectorRecord[];
  /** Where to continue; null at the end. */
  readonly cursor: string | null;
  /** Number of ids whose vector was gone when it was fetched. */
  readonly vanished: number;
}

/** The rows of a shard after its cursor, in the order of their ids. */
export const rowsOf = (
  ports: BackupPorts,
  pace: Pace,
  backup: Backup,
  shard: BackupShard,
): AsyncGenerator<RowGroup> =>
  shard.kind === "scan" ? scannedRows(ports, pace, shard) : changedRows(ports, pace, backup, shard);

async function* scannedRows(ports: BackupPorts, pace: Pace, shard: BackupShard): AsyncGenerator<RowGroup> {
  const { namespace, prefix } = shard;
  const { groupRows } = ports.backup.sizes;
  let cursor = shard.cursor;
  do {
    const ids: string[] = [];
    do {
      await pace.list();
      const page = await ports.vectors.list(namespace, {
        limit: groupRows,
        ...(prefix !== "" && { prefix }),
        ...fromCursor(cursor),
      });
      ids.push(...page.ids);
      cursor = page.cursor;
    } while (cursor !== null && ids.length < groupRows);
    yield await fetchedGroup(ports, pace, { namespace, ids, cursor });
  } while (cursor !== null);
}

/** The documents' marks tell what changed. The ids are few, and sorted they give files of narrow ranges. */
async function* changedRows(
  ports: BackupPorts,
  pace: Pace,
  backup: Backup,
  shard: BackupShard,
): AsyncGenerator<RowGroup> {
  const changed = await changedIds(ports, backup, shard);
  const ids = changed.filter((id) => shard.cursor === null || id > shard.cursor);
  const { groupRows } = ports.backup.sizes;
  let at = 0;
  do {
    const part = ids.slice(at, at + groupRows);
    at += groupRows;
    const cursor = at < ids.length ? (part.at(-1) ?? null) : null;
    yield await fetchedGroup(ports, pace, { namespace: shard.namespace, ids: part, cursor });
  } while (at < ids.length);
}

const PAGE = 1_000;

async function changedIds(
  ports: BackupPorts,
  { changes_since }: Backup,
  { namespace, prefix }: BackupShard,
): Promise<string[]> {
  const parts = partsOfNamespace(namespace);
  if (!parts || changes_since === null) return [];
  const documents = ports.openDocuments(ownScope(parts.tenantId));
  const { least, most } = idBounds(prefix);
  const ids = new Set<string>();
  const marked = `${ports.marks.own}.at`;
  const ofPrefix = [atLeast("id", least), atMost("id", most)];
  const changed = everyPage(documents, "creators", {
    where: [
      eq("platform", parts.platform),
      atLeast(marked, changes_since),
      ...(prefix === "" ? [] : ofPrefix),
    ],
    sort: { field: marked, direction: "ascending" },
    limit: PAGE,
  });
  for await (const page of changed) for (const { id } of page) ids.add(id);
  return [...ids].sort();
}

async function fetchedGroup(
  { vectors }: BackupPorts,
  pace: Pace,
  { namespace, ids, cursor }: { namespace: string; ids: readonly string[]; cursor: string | null },
): Promise<RowGroup> {
  if (ids.length === 0) return { records: [], cursor, vanished: 0 };
  await pace.fetch(ids.length);
  const found = await vectors.fetch(namespace, ids);
  const records = found.sort((a, b) => (a.id < b.id ? -1 : 1));
  return { records, cursor, vanished: new Set(ids).size - records.length };
}
