import { expired } from "../domain/backup/chain.ts";
import type { Backup } from "../domain/backup/records.ts";
import { idsOf } from "../domain/ids.ts";
import { backupPrefix, manifestKey, signatureKey } from "./keys.ts";
import { type BackupPorts, systemDocuments } from "./ports.ts";
import { backupsOf, shardsOf } from "./runs.ts";

/** Removes the chains that have expired. Returns the number of removed backups. */
export async function pruneExpired(ports: BackupPorts): Promise<number> {
  const complete = await backupsOf(ports, "complete");
  const old = expired(complete, ports.clock.now());
  // Youngest first, so that a chain still begins with its full backup if the process dies on the way.
  for (const backup of old.toReversed()) await removeBackup(ports, backup);
  return old.length;
}

/** Removes a backup. The manifest goes first, so that nothing counts as a backup that lacks a file. */
export async function removeBackup(
  ports: Pick<BackupPorts, "openDocuments" | "objects">,
  { id }: Pick<Backup, "id">,
): Promise<void> {
  await ports.objects.deleteAllVersions([manifestKey(id), signatureKey(id)]);
  await ports.objects.deletePrefix(backupPrefix(id));
  const documents = systemDocuments(ports);
  await documents.delete("backup_shards", idsOf(await shardsOf(ports, id)));
  await documents.update("backups", { id, set: { status: "pruned" } });
}
