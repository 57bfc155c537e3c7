import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { AppError } from "../errors.ts";
import { everyDigest, type Keyring, keyedDigest } from "../keyring.ts";
import { count, instant } from "../record-fields.ts";
import { BACKUP_KINDS, backupFileSchema } from "./records.ts";

/** A list of vectors that were removed from the index: lines of `{"namespace","id"}`, gzipped. */
const deletionFileSchema = z.strictObject({ key: z.string(), rows: count, bytes: count, sha256: z.string() });
export type DeletionFile = z.infer<typeof deletionFileSchema>;

/** What a backup holds, and how to check that it is complete. Files are a backup only with a published manifest. */
export const manifestSchema = z.strictObject({
  format: z.literal(1),
  id: z.string(),
  kind: z.enum(BACKUP_KINDS),
  full: z.string(),
  parent: z.string().nullable(),
  source: z.strictObject({ index: z.string(), model: z.string(), dimensions: z.number().int().positive() }),
  started_at: instant,
  finished_at: instant,
  changes_since: instant.nullable(),
  /** When erased creators were last removed from it; null: never. */
  rewritten_at: instant.nullable(),
  shards: count,
  counted: z.record(z.string(), count),
  counts: z.strictObject({ imported: count, changed: count, deleted: count, vanished: count, bytes: count }),
  /** In the layout of Pinecone's bulk import, under `import/<namespace>/`. Empty for an incremental backup. */
  files: z.array(backupFileSchema),
  /**
   * Vectors that changed while the others were read, or since the parent. They are upserted after the others, in order.
   */
  changes: z.array(backupFileSchema),
  /** Vectors to delete after all of the above. */
  deletions: z.array(deletionFileSchema),
});
export type BackupManifest = z.infer<typeof manifestSchema>;

/**
 * Detached signatures: HMAC-SHA-256 over the manifest's SHA-256, under the keyring. A restore needs the keyring anyway,
 * to look up suppressed creators. So a key pair would let nobody else check, and would be one more thing to lose. While
 * a manifest is being replaced, the signature of the one before is valid too, so that there is a valid pair at every
 * moment.
 */
export const signatureSchema = z.strictObject({
  algorithm: z.literal("HMAC-SHA-256"),
  signatures: z
    .array(z.strictObject({ key_version: z.number().int().positive(), digest: z.string() }))
    .min(1),
});
export type ManifestSignature = z.infer<typeof signatureSchema>;

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

export const signatureOf = (
  keyring: Keyring,
  manifest: Uint8Array,
): ManifestSignature["signatures"][number] => keyedDigest(keyring, "backup-manifest", sha256(manifest));

/** Whether one of the signatures was made over these bytes with one of our keys. */
export function isSigned(keyring: Keyring, manifest: Uint8Array, { signatures }: ManifestSignature): boolean {
  const expected = everyDigest(keyring, "backup-manifest", sha256(manifest));
  return signatures.some(({ key_version, digest }) =>
    expected.some((one) => one.key_version === key_version && isSame(one.digest, digest)),
  );
}

function isSame(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

export const manifestBytes = (manifest: unknown): Uint8Array =>
  Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`);

/** The manifest with the counts that follow from its files. */
export function withCounts(manifest: BackupManifest): BackupManifest {
  const rowsOf = (files: readonly { readonly rows: number }[]) =>
    files.reduce((sum, { rows }) => sum + rows, 0);
  const { files, changes, deletions } = manifest;
  return {
    ...manifest,
    counts: {
      ...manifest.counts,
      imported: rowsOf(files),
      changed: rowsOf(changes),
      deleted: rowsOf(deletions),
      bytes: [...files, ...changes, ...deletions].reduce((sum, { bytes }) => sum + bytes, 0),
    },
  };
}

/**
 * Checks that an index can hold a backup's vectors.
 * @throws AppError `invalid`, code `backup-of-another-model`, with the way out.
 */
export function requireSameModel(
  { source }: Pick<BackupManifest, "source">,
  target: { readonly model: string; readonly dimensions: number },
): void {
  if (source.model === target.model && source.dimensions === target.dimensions) return;
  const message = `The backup holds vectors of ${source.model} with ${source.dimensions} dimensions, the index those of ${target.model} with ${target.dimensions}. Restore the documents and let their vectors be made anew: increator restore <state backup>, then the sweep embeds what has no mark of this model.`;
  throw new AppError("invalid", "backup-of-another-model", message, {
    backup: `${source.model}/${source.dimensions}`,
    index: `${target.model}/${target.dimensions}`,
  });
}
