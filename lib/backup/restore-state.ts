import type { StateManifest } from "../domain/backup/state-manifest.ts";
import { AppError } from "../domain/errors.ts";
import { creatorIdSchema, tenantIdSchema } from "../domain/ids.ts";
import type { BackupPorts } from "./ports.ts";
import { type RawLine, readPart } from "./raw-parts.ts";
import { sift } from "./restore/sift.ts";
import { bytesOrNull, type SignedPorts } from "./signed-objects.ts";
import { databaseCopy, readStateManifest, requireIntact, requireSnapshots } from "./state.ts";

export interface StateRestore {
  readonly id: string;
  /** The time at which the copy was made. */
  readonly of: string;
  /** Number of missing raw objects that were put back. */
  readonly rawRestored: number;
  readonly rawKept: number;
  readonly rawSuppressed: number;
  readonly isStaged: boolean;
}

/**
 * Restores documents and raw objects: verifies signature and checksums of everything, puts back raw objects that are
 * missing and whose creator may be present, and stages the database. The system's next start switches to it, and
 * carries over what was erased, suppressed and revoked since from the database that it replaces. Repeating it has the
 * same result.
 * @throws AppError `invalid`: `no-snapshots`, `backup-signature`, `backup-damaged`, `backup-of-other-keys`.
 */
export async function restoreState(
  ports: BackupPorts,
  { id, isDryRun }: { readonly id: string; readonly isDryRun: boolean },
): Promise<StateRestore> {
  const snapshots = requireSnapshots(ports);
  const manifest = await requireWholeCopy(ports, id);
  const counts = { rawRestored: 0, rawKept: 0, rawSuppressed: 0 };
  for (const part of manifest.raw) {
    for (const line of await readPart(ports, part)) {
      const fate = await putBack(ports, line, isDryRun);
      counts[fate] += 1;
    }
  }
  if (!isDryRun) await snapshots.stage(await databaseCopy(ports, manifest.database));
  return { id, of: manifest.started_at, ...counts, isStaged: !isDryRun };
}

/**
 * The manifest of a copy, after its signature, its keys and the database's checksum are verified.
 * @throws AppError `not-found`, code `no-such-backup`; `invalid`: `backup-signature`, `backup-damaged`,
 * `backup-of-other-keys`.
 */
export async function requireWholeCopy(ports: SignedPorts, id: string): Promise<StateManifest> {
  const manifest = await readStateManifest(ports, id);
  const lost = manifest.keys.versions.filter((version) => !ports.keyring.keys.has(version));
  if (lost.length > 0) {
    const message = `The copy was made with the keys ${manifest.keys.versions.join(", ")}, and ${lost.join(", ")} are not in this keyring: its digests and suppressions could not be matched. Put the keyring's own copy back first.`;
    throw new AppError("invalid", "backup-of-other-keys", message, { backup: id });
  }
  await requireIntact(ports, manifest.database);
  return manifest;
}

type Fate = "rawRestored" | "rawKept" | "rawSuppressed";

async function putBack(ports: BackupPorts, { key, body }: RawLine, isDryRun: boolean): Promise<Fate> {
  if (await isForbidden(ports, key)) return "rawSuppressed";
  if (await bytesOrNull(ports.objects, key)) return "rawKept";
  if (!isDryRun) await ports.objects.put(key, Buffer.from(body, "base64"));
  return "rawRestored";
}

/** A raw object's key contains its creator's id: see `object-keys.ts`. */
async function isForbidden(ports: BackupPorts, key: string): Promise<boolean> {
  const [, tenantText, platform, idText] = key.split("/");
  const tenant = tenantIdSchema.safeParse(tenantText);
  const id = creatorIdSchema.safeParse(idText);
  if (!tenant.success || !id.success) return true;
  const { forbidden } = await sift(ports, `${tenant.data}.${platform}`, [id.data]);
  return forbidden.size > 0;
}
