import { Readable } from "node:stream";
import { atMost, type Guard, oneOf } from "../domain/condition.ts";
import type { Creator } from "../domain/creator.ts";
import { creatorView } from "../domain/creator-view.ts";
import { isAppError } from "../domain/errors.ts";
import type { Export } from "../domain/export.ts";
import type { TenantId } from "../domain/ids.ts";
import type { Ports } from "../ports/ports.ts";
import { visibleById } from "../search/creators/live-creators.ts";
import { portsOfReader, type StoredSearchPorts } from "../search/stored-search.ts";
import { everyPage } from "../stored/every-page.ts";
import { deliverSoon, emit } from "../webhooks/emit.ts";
import { type Row, rowOf } from "./columns.ts";
import { csvHeader, csvLine } from "./csv.ts";
import { parquetFile } from "./parquet.ts";
import { readPage } from "./read-page.ts";
import { type ExportStore, exportDocuments, fileKey, partId, partKey, removeFiles } from "./store.ts";

export type RunExportsPorts = StoredSearchPorts & ExportStore & Pick<Ports, "queues">;

/** An export that has failed this often will fail again. */
const ATTEMPTS_MAX = 5;
const UNDER_WAY: Guard = oneOf("status", ["queued", "running"]);

/**
 * Makes a tenant's exports, oldest first, and removes expired ones. Each part is recorded before the next begins, so
 * that an interrupted run continues after the last complete part.
 * @returns whether time was over before all were made.
 * @throws the first error of an export that will be tried again, so that the message comes again.
 */
export async function runExports(
  ports: RunExportsPorts,
  tenantId: TenantId,
  remainingMs: () => number,
): Promise<{ readonly isCutShort: boolean }> {
  await removeExpired(ports, tenantId);
  const documents = exportDocuments(ports, tenantId);
  const failed: unknown[] = [];
  const query = {
    where: [oneOf("status", ["queued", "running"])],
    sort: { field: "created_at", direction: "ascending" } as const,
  };
  for await (const page of everyPage(documents, "exports", { ...query, limit: 100 })) {
    for (const one of page) {
      if (remainingMs() <= 0) return { isCutShort: true };
      const isCutShort = await runExport(ports, one, remainingMs).catch(async (error: unknown) => {
        const isLast = await noteFailure(ports, one, error);
        if (!isLast) failed.push(error);
        return false;
      });
      if (isCutShort) return { isCutShort };
    }
  }
  if (failed.length > 0) throw failed[0];
  return { isCutShort: false };
}

async function removeExpired(ports: RunExportsPorts, tenantId: TenantId): Promise<void> {
  const documents = exportDocuments(ports, tenantId);
  const over = atMost("expires_at", ports.clock.now().toISOString());
  for await (const page of everyPage(documents, "exports", { where: [over], limit: 100 }))
    for (const one of page) {
      await removeFiles(ports, one);
      await documents.delete("exports", [one.id]);
    }
}

/** Returns whether time was over first. */
async function runExport(
  ports: RunExportsPorts,
  stored: Export,
  remainingMs: () => number,
): Promise<boolean> {
  let one: Export = { ...stored, status: "running" };
  while (!one.is_read) {
    if (remainingMs() <= 0) return true;
    const page = await readPage(ports, one);
    const creators = page.creators.slice(0, one.limit - one.rows);
    const written = creators.length > 0 ? await writePart(ports, one, creators) : 0;
    const rows = one.rows + written;
    one = {
      ...one,
      ...{ rows, parts: one.parts + (creators.length > 0 ? 1 : 0), cursor: page.cursor },
      total: page.total === null ? one.total : Math.min(page.total, one.limit),
      is_read: page.cursor === null || rows >= one.limit,
    };
    if (!(await keep(ports, one))) return false;
  }
  await writeFile(ports, one);
  const ready_at = ports.clock.now().toISOString();
  if (await keep(ports, { ...one, status: "ready", total: one.rows, ready_at })) {
    const ready = { type: "export.ready", data: { export_id: one.id }, key: one.id } as const;
    await deliverSoon(ports, await emit(ports, one.tenant_id, [ready]));
  }
  return false;
}

/** Saves the progress, unless the export was withdrawn meanwhile. Then it also removes what this run wrote since. */
async function keep(ports: RunExportsPorts, one: Export): Promise<boolean> {
  const { status, rows, total, parts, cursor, is_read, ready_at } = one;
  const set = { status, rows, total, parts, cursor, is_read, ready_at };
  const documents = exportDocuments(ports, one.tenant_id);
  const isKept = await documents.update("exports", { id: one.id, set, when: [UNDER_WAY] });
  if (!isKept) await removeFiles(ports, one);
  return isKept;
}

/**
 * Writes the next part: first the ids of its creators, then the rows. An erasure that looked before the ids were
 * written found nothing to withdraw, so this looks again for creators that vanished meanwhile. Returns the number of
 * rows.
 */
async function writePart(ports: RunExportsPorts, one: Export, creators: readonly Creator[]): Promise<number> {
  const documents = exportDocuments(ports, one.tenant_id);
  const id = partId(one.id, one.parts);
  const creator_ids = creators.map((creator) => creator.id);
  const set = { export_id: one.id, creator_ids };
  const [outcome] = await documents.upsertMany("export_parts", [{ id, version: "1", set }]);
  // The record is from a run that died before the part was complete.
  if (outcome === "superseded") await documents.update("export_parts", { id, set });
  const lines = creators.map((creator) => `${JSON.stringify(rowOf(creatorView(creator)))}\n`);
  await ports.objects.put(partKey(one, one.parts), Buffer.from(lines.join("")));
  const visible = await visibleById(portsOfReader(ports, one), creator_ids);
  if (visible.size === creator_ids.length) return creator_ids.length;
  return writePart(
    ports,
    one,
    creators.filter((creator) => visible.has(creator.id)),
  );
}

async function writeFile(ports: RunExportsPorts, one: Export): Promise<void> {
  const key = fileKey(one);
  if (one.format === "parquet") {
    await ports.objects.put(key, await parquetFile(rowsOfParts(ports, one)));
    return;
  }
  await ports.objects.putStream(key, Readable.from(textOf(ports, one), { objectMode: false }));
}

async function* textOf(ports: RunExportsPorts, one: Export): AsyncGenerator<Buffer> {
  if (one.format === "csv") yield Buffer.from(csvHeader());
  for (let part = 0; part < one.parts; part += 1) {
    const lines = await ports.objects.get(partKey(one, part));
    yield one.format === "ndjson" ? Buffer.from(lines) : Buffer.from(rowsOf(lines).map(csvLine).join(""));
  }
}

async function* rowsOfParts(ports: RunExportsPorts, one: Export): AsyncGenerator<Row[]> {
  for (let part = 0; part < one.parts; part += 1) yield rowsOf(await ports.objects.get(partKey(one, part)));
}

/** Parses lines that this project wrote. */
const rowsOf = (lines: Uint8Array): Row[] =>
  Buffer.from(lines)
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line): Row => JSON.parse(line));

/**
 * Counts a failed attempt. An export whose ranked list is gone starts again. Returns whether it was the last attempt.
 */
async function noteFailure(ports: RunExportsPorts, one: Export, error: unknown): Promise<boolean> {
  const documents = exportDocuments(ports, one.tenant_id);
  const attempts = one.attempts + 1;
  const isLast = attempts >= ATTEMPTS_MAX;
  const code = isAppError(error) ? error.code : "internal";
  const begun = code === "expired-cursor" ? { rows: 0, parts: 0, cursor: null, is_read: false } : {};
  const ended = isLast ? ({ status: "failed", failure: code } as const) : {};
  await documents.update("exports", { id: one.id, set: { attempts, ...begun, ...ended }, when: [UNDER_WAY] });
  if (isLast || code === "expired-cursor") await removeFiles(ports, one);
  return isLast;
}
