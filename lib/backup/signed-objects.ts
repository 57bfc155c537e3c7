import type { z } from "zod";
import {
  isSigned,
  type ManifestSignature,
  manifestBytes,
  signatureOf,
  signatureSchema,
} from "../domain/backup/manifest.ts";
import { AppError, nullWhenAbsent } from "../domain/errors.ts";
import { jsonOrNull } from "../domain/json.ts";
import type { Objects } from "../ports/objects.ts";
import type { BackupPorts } from "./ports.ts";

export type SignedPorts = Pick<BackupPorts, "objects" | "keyring">;

/** A JSON object and its detached signature. */
export interface SignedKeys {
  readonly body: string;
  readonly signature: string;
}

/**
 * Writes an object, or replaces an older one. The signatures are written first and cover both, so that a reader in
 * between, or after a crash, finds a signed object.
 */
export async function writeSigned(ports: SignedPorts, keys: SignedKeys, value: unknown): Promise<void> {
  const bytes = manifestBytes(value);
  const before = await bytesOrNull(ports.objects, keys.body);
  const fresh = signatureOf(ports.keyring, bytes);
  const old = before ? await signaturesAt(ports, keys) : [];
  await putSignatures(ports, keys, [fresh, ...old]);
  await ports.objects.put(keys.body, bytes, { contentType: "application/json" });
  if (old.length > 0) await putSignatures(ports, keys, [fresh]);
}

const putSignatures = (
  { objects }: SignedPorts,
  { signature }: SignedKeys,
  signatures: ManifestSignature["signatures"],
) =>
  objects.put(signature, manifestBytes({ algorithm: "HMAC-SHA-256", signatures }), {
    contentType: "application/json",
  });

const signaturesAt = ({ objects }: SignedPorts, { signature }: SignedKeys) =>
  signaturesIn(objects, signature);

/** The signatures in an object; none if it is missing or holds something else. */
export async function signaturesIn(objects: Objects, key: string): Promise<ManifestSignature["signatures"]> {
  const bytes = await bytesOrNull(objects, key);
  const parsed = signatureSchema.safeParse(bytes && jsonOf(bytes));
  return parsed.success ? parsed.data.signatures : [];
}

/**
 * The manifest of a backup, after its signature is checked.
 * @throws AppError `not-found`, code `no-such-backup`; `invalid`, code `backup-signature` or `bad-manifest`.
 */
export async function readSigned<M extends { readonly id: string }>(
  ports: SignedPorts,
  keys: SignedKeys,
  id: string,
  schema: z.ZodType<M>,
): Promise<M> {
  const bytes = await bytesOrNull(ports.objects, keys.body);
  if (!bytes) {
    const message = `There is no backup ${id}: it has no manifest. increator backup list shows those that are whole.`;
    throw new AppError("not-found", "no-such-backup", message, { backup: id });
  }
  const signatures = await signaturesAt(ports, keys);
  if (!isSigned(ports.keyring, bytes, { algorithm: "HMAC-SHA-256", signatures })) {
    const message = `The manifest of ${id} is not signed by a key of this system: it was changed, or belongs to another. Restore an older backup.`;
    throw new AppError("invalid", "backup-signature", message, { backup: id });
  }
  const parsed = schema.safeParse(jsonOf(bytes));
  if (parsed.success && parsed.data.id === id) return parsed.data;
  const message = `The manifest under ${id} is that of another backup, or of a later release.`;
  throw new AppError("invalid", "bad-manifest", message, { backup: id });
}

export const bytesOrNull = (objects: Objects, key: string): Promise<Uint8Array | null> =>
  objects.get(key).catch(nullWhenAbsent);

const jsonOf = (bytes: Uint8Array): unknown => jsonOrNull(Buffer.from(bytes).toString());
