import { backupPrefix } from "../keys.ts";
import { keysIn, readManifest, vectorsIn, writeManifest } from "../manifests.ts";
import { type BackupPorts, systemDocuments } from "../ports.ts";
import { removeUnlisted } from "../remove-unlisted.ts";
import { type Erased, withoutErased } from "./rewrite-files.ts";

/**
 * Removes creators from a published backup, under its lease: writes new files, then the signed manifest, and only then
 * removes the old files in all versions. Returns the removed rows by creator.
 */
export async function rewriteBackup(
  ports: BackupPorts,
  id: string,
  erased: readonly Erased[],
): Promise<ReadonlyMap<string, number>> {
  const { manifest, replaced, removed } = await withoutErased(ports, await readManifest(ports, id), erased);
  if (replaced.length > 0) await writeManifest(ports, manifest);
  // Also removes files that an earlier worker replaced before it died.
  await removeUnlisted(ports.objects, backupPrefix(id), keysIn(manifest));
  await systemDocuments(ports).update("backups", {
    id,
    set: { vectors: vectorsIn(manifest), bytes: manifest.counts.bytes },
  });
  return removed;
}
