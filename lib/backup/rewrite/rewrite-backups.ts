import type { Backup, BackupErasure } from "../../domain/backup/records.ts";
import { eq } from "../../domain/condition.ts";
import { HOUR_MS } from "../../domain/durations.ts";
import { isOpen } from "../../domain/erasure.ts";
import type { Erasure, ErasurePart } from "../../domain/records.ts";
import { ownScope } from "../../domain/tenant-scope.ts";
import { everyPage } from "../../stored/every-page.ts";
import { noteFinding } from "../../suppression/change-erasure.ts";
import { backupMessage } from "../backup-message.ts";
import { withLease } from "../lease.ts";
import { type BackupPorts, systemDocuments } from "../ports.ts";
import { backupsOf } from "../runs.ts";
import { rewriteState } from "../state.ts";
import { erasureEntryId } from "./erase-from-backups.ts";
import { rewriteBackup } from "./rewrite-backup.ts";
import { pendingErasures } from "./rewrite-files.ts";

/** A running backup may have read the creator, so it is checked again when the run has ended. */
const AGAIN_SECONDS = 600;
/** While the erasure's own worker writes the evidence, no one else does. */
const TELL_AGAIN_SECONDS = 120;
/** Wait if another worker rewrites the same backup. */
const HELD_SECONDS = 60;
const RESERVE_MS = 25_000;
const PARTS_A_READ = 500;

/**
 * Removes erased creators from every backup. In each backup it rewrites the files that contain one, signs the manifest
 * again, and only then removes the old files in all versions. When no backup contains them any more, it says so in the
 * erasure's evidence.
 * @throws the first error of a backup that could not be rewritten, once the others are: a damaged one must not keep
 * erased creators in the rest.
 */
export async function rewriteBackups(
  ports: BackupPorts,
  { remainingMs }: { readonly remainingMs: () => number },
): Promise<void> {
  const pending = await pendingErasures(ports);
  if (pending.length > 0) {
    const failures: unknown[] = [];
    for (const backup of await backupsOf(ports, "complete")) {
      if (remainingMs() < RESERVE_MS) return again(ports, 0);
      try {
        if (!(await rewriteOne(ports, backup, pending, remainingMs()))) return again(ports, HELD_SECONDS);
      } catch (error) {
        failures.push(error);
      }
    }
    const state = await rewriteState(ports, pending, remainingMs());
    await noteRemoved(ports, state.removed);
    const [failure] = [...failures, ...state.failures];
    if (failure) throw failure;
    if (!state.isWhole) return again(ports, HELD_SECONDS);
    if ((await backupsOf(ports, "running")).length > 0) return again(ports, AGAIN_SECONDS);
    await finish(ports, pending);
  }
  await tell(ports);
}

const again = ({ queues }: BackupPorts, delaySeconds: number): Promise<void> =>
  queues.send("backup", [backupMessage({ work: "rewrite" }, delaySeconds)]);

/** Whether the backup is now without them; false while another worker rewrites it. */
async function rewriteOne(
  ports: BackupPorts,
  { id, started_at }: Backup,
  pending: readonly BackupErasure[],
  ms: number,
): Promise<boolean> {
  // A backup that began after the vector was deleted cannot contain it, apart from the time of grace.
  const concerned = pending.filter(({ at }) => Date.parse(started_at) <= Date.parse(at) + GRACE_MS);
  if (concerned.length === 0) return true;
  const { isHeld } = await withLease(ports, "backups", { id, ms }, async () => {
    await noteRemoved(ports, await rewriteBackup(ports, id, concerned));
  });
  return isHeld;
}

/** An eventually consistent index shows a deleted vector for some seconds. */
const GRACE_MS = HOUR_MS;

/** Counts removed rows by creator at once, so that the count is kept even if the worker dies later. */
async function noteRemoved(ports: BackupPorts, removed: ReadonlyMap<string, number>): Promise<void> {
  if (removed.size === 0) return;
  const documents = systemDocuments(ports);
  for (const entry of await pendingErasures(ports)) {
    const count = removed.get(entry.creator_id) ?? 0;
    if (count > 0)
      await documents.update("backup_erasures", { id: entry.id, set: { removed: entry.removed + count } });
  }
}

async function finish(ports: BackupPorts, pending: readonly BackupErasure[]): Promise<void> {
  const done_at = ports.clock.now().toISOString();
  await systemDocuments(ports).updateMany(
    "backup_erasures",
    pending.map(({ id }) => ({ id, set: { status: "done" as const, done_at } })),
  );
}

/** Writes `done` into the evidence of erasures whose creators are out of every backup. */
async function tell(ports: BackupPorts): Promise<void> {
  const documents = systemDocuments(ports);
  const { items } = await documents.find("backup_erasures", {
    where: [eq("status", "done"), eq("is_told", false)],
    limit: 1_000,
  });
  let isLeft = false;
  for (const [erasureId, entries] of Map.groupBy(items, (entry) => entry.erasure_id)) {
    const isTold = await tellErasure(ports, erasureId, entries);
    isLeft ||= !isTold;
    if (!isTold) continue;
    await documents.updateMany(
      "backup_erasures",
      entries.map(({ id }) => ({ id, set: { is_told: true } })),
    );
  }
  if (isLeft) await again(ports, TELL_AGAIN_SECONDS);
}

/**
 * Whether the evidence is written. An erasure that is still in work is left alone: its worker looks itself in its next
 * pass, and may be about to write what it saw before.
 */
async function tellErasure(
  ports: BackupPorts,
  erasureId: string,
  [first]: readonly BackupErasure[],
): Promise<boolean> {
  if (!first) return true;
  const documents = ports.openDocuments(ownScope(first.erasure_tenant));
  const erasure = await documents.get("erasures", erasureId);
  if (!erasure) return true;
  if (isOpen(erasure)) return false;
  const entries = await entriesOf(ports, erasure);
  if (!entries.every(({ status }) => status === "done")) return false;
  const atLeast = entries.reduce((sum, { removed }) => sum + removed, 0);
  const finding = { removed: 0, left: 0, status: "done" as const, atLeast };
  await noteFinding(documents, erasureId, { store: "backups" }, finding, ports.clock.now().toISOString());
  return true;
}

async function entriesOf(ports: BackupPorts, erasure: Erasure): Promise<BackupErasure[]> {
  const documents = ports.openDocuments(ownScope(erasure.tenant_id));
  const where = [eq("erasure_id", erasure.id)];
  const own = [{ of: erasure.tenant_id, creator_ids: erasure.creator_ids }];
  const entries: BackupErasure[] = [];
  const read = async (parts: readonly Pick<ErasurePart, "of" | "creator_ids">[]) => {
    const ids = parts.flatMap(({ of, creator_ids }) => creator_ids.map((id) => erasureEntryId(of, id)));
    entries.push(...(await systemDocuments(ports).getMany("backup_erasures", ids)).values());
  };
  await read(own);
  if (erasure.reach) {
    for await (const parts of everyPage(documents, "erasure_parts", { where, limit: PARTS_A_READ }))
      await read(parts);
  }
  return entries;
}
