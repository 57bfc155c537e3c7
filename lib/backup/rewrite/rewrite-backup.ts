import { backupPrefix } from "../keys.ts";
import { keysIn, readManifest, vectorsIn, writeManifest } from "../manifests.ts";
import { type BackupPorts, systemDocuments } from "../ports.ts";
import { removeUnlisted } from "../remove-unlisted.ts";
import { type Erased, withoutErased } from "./rewrite-files.ts";

/**
 * Takes creators out of a published backup, under its lease: files first, then the signed manifest, and only then the
 * old files go, with all their versions. Rows taken out, by creator.
 */
export async function rewriteBackup(
  ports: BackupPorts,
  id: string,
  erased: readonly Erased[],
): Promise<ReadonlyMap<string, number>> {
  const { manifest, replaced, removed } = await withoutErased(ports, await readManifest(ports, id), erased);
  if (replaced.length > 0) await writeManifest(ports, manifest);
  // Also those that a worker before replaced and did not live to remove.
  await removeUnlisted(ports.objects, backupPrefix(id), keysIn(manifest));
  await systemDocuments(ports).update("backups", {
    id,
    set: { vectors: vectorsIn(manifest), bytes: manifest.counts.bytes },
  });
  return removed;
}
