import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { partsOfNamespace } from "../backup/keys.ts";
import { siftOf } from "../backup/restore/sift.ts";
import { MINUTE_MS } from "../domain/durations.ts";
import { fromCursor, inPages } from "../domain/in-pages.ts";
import { isEqual, type MovedRow } from "../domain/move.ts";
import type { VectorIndex, VectorRecord } from "../ports/vector-index.ts";
import { inStep } from "./in-step.ts";
import type { MoveOptions, MovePorts } from "./ports.ts";

/**
 * Makes the target's vectors equal to the source's. Moves only vectors of creators that the target's documents hold.
 */
export async function moveVectors(ports: MovePorts, options: MoveOptions): Promise<MovedRow[]> {
  const { source, target } = ports;
  const [from, to] = [await source.vectors.stats(), await target.vectors.stats()];
  const namespaces = new Set([...Object.keys(from.namespaces), ...Object.keys(to.namespaces)]);
  const rows: Omit<MovedRow, "there">[] = [];
  for (const namespace of [...namespaces].sort()) rows.push(await moveNamespace(ports, namespace, options));
  return counted(target.vectors, rows, options.signal);
}

/** An index may count writes late. If its count is still wrong after this time, vectors are missing. */
const COUNTED_WITHIN_MS = MINUTE_MS;
const LOOK_EVERY_MS = 1_000;

async function counted(
  vectors: VectorIndex,
  rows: readonly Omit<MovedRow, "there">[],
  signal: AbortSignal,
): Promise<MovedRow[]> {
  for (let waited = 0; ; waited += LOOK_EVERY_MS) {
    const { namespaces } = await vectors.stats();
    const now = rows.map((row) => ({ ...row, there: namespaces[row.name]?.count ?? 0 }));
    if (now.every(isEqual) || waited >= COUNTED_WITHIN_MS) return now;
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}

async function moveNamespace(
  ports: MovePorts,
  namespace: string,
  { onProgress, signal }: MoveOptions,
): Promise<Omit<MovedRow, "there">> {
  const { source, target } = ports;
  const row = { part: "vectors" as const, name: namespace, records: 0, written: 0, removed: 0, left_out: 0 };
  const steps = inStep(everyId(source.vectors, namespace), everyId(target.vectors, namespace), (id) => id);
  for await (const { missing, both, extra } of steps) {
    signal.throwIfAborted();
    row.records += missing.length + both.length;
    const wanted = await wantedOf(ports, namespace, missing);
    row.left_out += missing.length - wanted.length;
    const changed = await changedOf(
      ports,
      namespace,
      both.map(({ source: id }) => id),
    );
    const records = [...(await source.vectors.fetch(namespace, wanted)), ...changed];
    if (records.length > 0) await target.vectors.upsert(namespace, records);
    row.written += records.length;
    row.removed += await removeExtra(ports, namespace, extra);
    onProgress({ what: `vectors of ${namespace}`, done: row.records });
  }
  return row;
}

/** The most ids that an index lists at once. */
const PAGE = 1_000;

async function* everyId(vectors: VectorIndex, namespace: string): AsyncGenerator<string[]> {
  const pages = inPages((cursor) => vectors.list(namespace, { limit: PAGE, ...fromCursor(cursor) }));
  for await (const { ids } of pages) yield ids;
}

/** The ids whose creators are in the target's documents and not suppressed there. */
async function wantedOf(
  { target, keyring }: MovePorts,
  namespace: string,
  ids: readonly string[],
): Promise<string[]> {
  const tenantId = partsOfNamespace(namespace)?.tenantId;
  if (tenantId === undefined || ids.length === 0) return [];
  const { wanted } = await siftOf({ openDocuments: target.openDocuments, keyring }, tenantId, ids);
  return ids.filter((id) => wanted.has(id));
}

async function changedOf(
  { source, target }: MovePorts,
  namespace: string,
  ids: readonly string[],
): Promise<VectorRecord[]> {
  if (ids.length === 0) return [];
  const there = new Map((await target.vectors.fetch(namespace, ids)).map((record) => [record.id, record]));
  const here = await source.vectors.fetch(namespace, ids);
  return here.filter((record) => !isSame(record, there.get(record.id)));
}

/** Stores keep components with at least 16 bits, so smaller differences mean the same vector. */
const TOLERANCE = 1e-4;

function isSame(one: VectorRecord, other: VectorRecord | undefined): boolean {
  if (!other || !isDeepStrictEqual({ ...one.metadata }, { ...other.metadata })) return false;
  return one.values.every((value, at) => Math.abs(value - (other.values[at] ?? 0)) <= TOLERANCE);
}

async function removeExtra(
  { source, target }: MovePorts,
  namespace: string,
  ids: readonly string[],
): Promise<number> {
  if (ids.length === 0) return 0;
  const known = new Set((await source.vectors.fetch(namespace, ids)).map(({ id }) => id));
  const gone = ids.filter((id) => !known.has(id));
  if (gone.length > 0) await target.vectors.delete(namespace, gone);
  return gone.length;
}
