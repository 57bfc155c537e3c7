import { setTimeout as sleep } from "node:timers/promises";
import type { Restore } from "../../domain/backup/records.ts";
import { atLeast, eq } from "../../domain/condition.ts";
import { AppError } from "../../domain/errors.ts";
import { idsOf } from "../../domain/ids.ts";
import { ownScope } from "../../domain/tenant-scope.ts";
import type { BulkImport } from "../../ports/bulk-import.ts";
import { everyObject } from "../../stored/every-object.ts";
import { everyPage } from "../../stored/every-page.ts";
import { readDeletions } from "../deletions.ts";
import { importPrefix, partsOfNamespace, stagingPrefix } from "../keys.ts";
import type { BackupPorts } from "../ports.ts";
import { deleteVectors } from "./apply.ts";
import type { RestorePlan } from "./plan.ts";
import { note, type RestoreWork } from "./progress.ts";

/** An import takes at least ten minutes. */
const LOOK_EVERY_MS = 10_000;

/** @throws AppError `invalid`: `no-bulk-import`, or `namespaces-not-empty` with what to do instead. */
export async function requireImportable(
  ports: BackupPorts,
  { namespaces }: RestorePlan,
): Promise<BulkImport> {
  const { bulkImport } = ports.backup;
  if (!bulkImport) {
    const message = "This index knows no bulk import: leave --mode out, or say --mode upsert.";
    throw new AppError("invalid", "no-bulk-import", message);
  }
  const filled = await filledOf(ports, namespaces);
  if (filled.length === 0) return bulkImport;
  const message = `Bulk import fills only namespaces that do not exist yet, and ${filled.join(", ")} do. Say --mode upsert, or restore into a new index.`;
  throw new AppError("invalid", "namespaces-not-empty", message, { namespaces: filled });
}

export async function filledOf({ vectors }: BackupPorts, namespaces: readonly string[]): Promise<string[]> {
  const stats = await vectors.stats();
  return namespaces.filter((namespace) => (stats.namespaces[namespace]?.count ?? 0) > 0);
}

/** Starts the import, or continues to wait for one that was started, and removes what must not have come with it. */
export async function importFull(
  work: RestoreWork,
  restore: Restore,
  bulkImport: BulkImport,
): Promise<Restore> {
  let current = restore;
  if (current.import_id === null) {
    const prefix = await preparedPrefix(work, restore);
    current = await note(work, current, { import_id: await bulkImport.start(prefix) });
  }
  const imported = await awaitImport(work, bulkImport, current.import_id ?? "");
  const deleted = await removeOrphans(work.ports, restore, work.plan);
  await removeErasedMeanwhile(work.ports, restore);
  return note(work, current, { restored: imported - deleted - current.replaced });
}

/** The backup's own folder for a whole restore. For a part, a folder with copies of that part's files. */
async function preparedPrefix({ ports, plan }: RestoreWork, restore: Restore): Promise<string> {
  const full = plan.chain[0];
  if (full && plan.isWhole) return importPrefix(full.id);
  const prefix = `${stagingPrefix(restore.id)}import/`;
  for (const step of plan.steps) {
    if (step.kind !== "import") continue;
    const name = step.file.key.split("/").at(-1) ?? "";
    await ports.objects.putStream(
      `${prefix}${step.file.namespace}/${name}`,
      await ports.objects.stream(step.file.key),
    );
  }
  return prefix;
}

async function awaitImport({ signal }: RestoreWork, bulkImport: BulkImport, id: string): Promise<number> {
  while (true) {
    const { status, records, error } = await bulkImport.state(id);
    if (status === "complete") return records;
    if (status === "failed" || status === "cancelled") {
      const message = `The import ${id} ended as ${status}${error ? `: ${error}` : ""}. Remove what it left of the namespaces and restore again.`;
      throw new AppError("unavailable", "import-failed", message, { import: id });
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}

async function removeOrphans(ports: BackupPorts, restore: Restore, plan: RestorePlan): Promise<number> {
  let removed = 0;
  for await (const page of everyObject(ports.objects, `${stagingPrefix(restore.id)}orphans/`)) {
    for (const { key } of page) {
      const lines = readDeletions(await ports.objects.get(key));
      removed += await deleteVectors(ports, plan.namespaces, lines);
    }
  }
  return removed;
}

/**
 * If a creator was erased while the import ran, the import may have brought it back without the erasure's worker seeing
 * it.
 */
async function removeErasedMeanwhile(ports: BackupPorts, restore: Restore): Promise<void> {
  for (const namespace of restore.namespaces) {
    const parts = partsOfNamespace(namespace);
    if (!parts) continue;
    const documents = ports.openDocuments(ownScope(parts.tenantId));
    const erased = everyPage(documents, "creators", {
      where: [eq("erased", true), atLeast("updated_at", restore.started_at)],
      limit: 1_000,
    });
    for await (const page of erased) {
      const ids = idsOf(page);
      if (ids.length > 0) await ports.vectors.delete(namespace, ids);
    }
  }
}
