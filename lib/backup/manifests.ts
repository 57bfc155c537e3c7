import { type BackupManifest, manifestSchema, sha256 } from "../domain/backup/manifest.ts";
import type { BackupFile } from "../domain/backup/records.ts";
import { AppError, nullWhenAbsent } from "../domain/errors.ts";
import { manifestKey, signatureKey } from "./keys.ts";
import type { BackupPorts } from "./ports.ts";
import { bytesOrNull, readSigned, type SignedPorts, writeSigned } from "./signed-objects.ts";

const keysOf = (id: string) => ({ body: manifestKey(id), signature: signatureKey(id) });

/** For a full backup, the vectors that it imports. Some of them are in its changes again. */
export const vectorsIn = ({ kind, counts }: BackupManifest): number =>
  kind === "full" ? counts.imported : counts.changed;

/** The keys of all objects of a backup. */
export const keysIn = ({ id, files, changes, deletions }: BackupManifest): ReadonlySet<string> =>
  new Set([...Object.values(keysOf(id)), ...[...files, ...changes, ...deletions].map(({ key }) => key)]);

export const writeManifest = (ports: SignedPorts, manifest: BackupManifest): Promise<void> =>
  writeSigned(ports, keysOf(manifest.id), manifestSchema.parse(manifest));

/** @throws AppError as `readSigned`. */
export const readManifest = (ports: SignedPorts, id: string): Promise<BackupManifest> =>
  readSigned(ports, keysOf(id), id, manifestSchema);

/** The manifest of a backup; null if it has none yet. */
export const publishedManifest = (ports: SignedPorts, id: string): Promise<BackupManifest | null> =>
  readManifest(ports, id).catch(nullWhenAbsent);

/**
 * The bytes of a file that a manifest names, after comparing length and checksum.
 * @throws AppError `invalid`, code `backup-damaged`, that names the file.
 */
export async function checkedBytes(
  { objects }: Pick<BackupPorts, "objects">,
  file: Pick<BackupFile, "key" | "bytes" | "sha256">,
): Promise<Uint8Array> {
  const body = await bytesOrNull(objects, file.key);
  if (body && damageOf(body, file) === null) return body;
  const damage = body ? damageOf(body, file) : "is missing";
  const message = `The backup is damaged: ${file.key} ${damage}. Nothing of this file was used. Restore an older backup.`;
  throw new AppError("invalid", "backup-damaged", message, { key: file.key });
}

function damageOf(body: Uint8Array, file: Pick<BackupFile, "bytes" | "sha256">): string | null {
  if (body.length !== file.bytes) return `has ${body.length} bytes in place of ${file.bytes}`;
  return sha256(body) === file.sha256 ? null : "has another checksum";
}
