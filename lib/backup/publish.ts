import { type BackupManifest, withCounts } from "../domain/backup/manifest.ts";
import type { Backup, BackupFile, BackupShard } from "../domain/backup/records.ts";
import { eq } from "../domain/condition.ts";
import { AppError, nullWhenAbsent } from "../domain/errors.ts";
import { idsOf } from "../domain/ids.ts";
import { writeDeletions } from "./deletions.ts";
import { backupPrefix } from "./keys.ts";
import { keysIn, publishedManifest, vectorsIn, writeManifest } from "./manifests.ts";
import { type BackupPorts, systemDocuments } from "./ports.ts";
import { removeUnlisted } from "./remove-unlisted.ts";
import { erasedSince, withoutErased } from "./rewrite/rewrite-files.ts";
import { advance, requireBackup, shardsOf } from "./runs.ts";

/**
 * Ends a run: checks every file that its shards wrote, removes creators that were erased meanwhile, and only then signs
 * and publishes the manifest. Harmless when repeated after a crash at any point: a manifest that exists is kept.
 * @throws AppError `unavailable`, code `backup-incomplete`, when a file is not there as its shard wrote it.
 */
export async function publishBackup(ports: BackupPorts, backupId: string): Promise<void> {
  const backup = await requireBackup(ports, backupId);
  if (backup.status !== "running") return;
  const shards = await shardsOf(ports, backupId);
  if (await isUnfinished(ports, backup, shards)) return;
  const manifest = (await publishedManifest(ports, backupId)) ?? (await publish(ports, backup, shards));
  await removeUnlisted(ports.objects, backupPrefix(backupId), keysIn(manifest));
  const { counts, finished_at } = manifest;
  const documents = systemDocuments(ports);
  await documents.update("backups", {
    id: backupId,
    set: { status: "complete", finished_at, vectors: vectorsIn(manifest), bytes: counts.bytes },
    when: [eq("status", "running")],
  });
  await documents.delete("backup_shards", idsOf(shards));
}

/** Sends the remaining work to the workers, unless they have it already. */
async function isUnfinished(
  ports: BackupPorts,
  backup: Backup,
  shards: readonly BackupShard[],
): Promise<boolean> {
  const isPlanned = shards.length > 0 || Object.keys(backup.counted).length === 0;
  if (isPlanned && shards.every(({ status }) => status === "done")) return false;
  await advance(ports, backup, { resend: !isPlanned });
  return true;
}

async function publish(
  ports: BackupPorts,
  backup: Backup,
  shards: readonly BackupShard[],
): Promise<BackupManifest> {
  for (const { files } of shards) for (const file of files) await requireStored(ports, file);
  const whole = await manifestOf(ports, backup, shards);
  const { manifest } = await withoutErased(ports, whole, await erasedSince(ports, backup.started_at));
  await writeManifest(ports, manifest);
  return manifest;
}

async function requireStored({ objects }: BackupPorts, { key, bytes }: BackupFile): Promise<void> {
  const found = await objects.head(key).catch(nullWhenAbsent);
  if (found?.size === bytes) return;
  const message = `The backup lacks ${key}, or a part of it; no manifest is published for it.`;
  throw new AppError("unavailable", "backup-incomplete", message, { key });
}

async function manifestOf(
  ports: BackupPorts,
  backup: Backup,
  shards: readonly BackupShard[],
): Promise<BackupManifest> {
  const filesOf = (kind: BackupShard["kind"]) =>
    shards.filter((shard) => shard.kind === kind).flatMap((shard) => shard.files);
  const [files, changes] = [filesOf("scan"), filesOf("changes")];
  const deletions = await writeDeletions(ports, backup.id, backup.changes_since ?? backup.started_at);
  return withCounts({
    format: 1,
    id: backup.id,
    kind: backup.kind,
    full: backup.full,
    parent: backup.parent,
    source: backup.source,
    started_at: backup.started_at,
    finished_at: ports.clock.now().toISOString(),
    changes_since: backup.changes_since,
    rewritten_at: null,
    shards: shards.length,
    counted: backup.counted,
    counts: {
      ...{ imported: 0, changed: 0, deleted: 0, bytes: 0 },
      vanished: shards.reduce((sum, { vanished }) => sum + vanished, 0),
    },
    files,
    changes,
    deletions,
  });
}
