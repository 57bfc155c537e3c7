import { z } from "zod";
import { creatorIdSchema, tenantIdSchema } from "../ids.ts";
import { count, instant, stored } from "../record-fields.ts";

/** Records that backups and restores keep between two runs. All belong to the system tenant. */

/** One Parquet file of vectors. */
export const backupFileSchema = z.strictObject({
  key: z.string(),
  namespace: z.string(),
  rows: z.number().int().positive(),
  bytes: z.number().int().positive(),
  /** SHA-256 in hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** The smallest and the largest id in it: no id outside this range is in the file. */
  first: z.string(),
  last: z.string(),
});
export type BackupFile = z.infer<typeof backupFileSchema>;

export const BACKUP_KINDS = ["full", "incremental"] as const;
export type BackupKind = (typeof BACKUP_KINDS)[number];

/** A run that makes one backup. `pruned`: it was complete and has expired. */
const backupSchema = z.object({
  ...stored,
  kind: z.enum(BACKUP_KINDS),
  status: z.enum(["running", "complete", "pruned"]),
  /** The full backup at the start of its chain; its own id for a full one. */
  full: z.string(),
  /** The backup that an incremental one continues. */
  parent: z.string().nullable(),
  started_at: instant,
  finished_at: instant.nullable(),
  /** Vectors written from this time on are in it, as they were then; null: all are. */
  changes_since: instant.nullable(),
  source: z.object({ index: z.string(), model: z.string(), dimensions: z.number().int().positive() }),
  /** Number of vectors in every namespace, as the index counted them at the start. */
  counted: z.record(z.string(), count),
  /** From the published manifest. */
  vectors: count.nullable(),
  bytes: count.nullable(),
  /** Until this time one worker alone may change its manifest and files. */
  rewriting_until: instant,
});
export type Backup = z.infer<typeof backupSchema>;

/**
 * A part of a run that one worker at a time does; id = `<backup>/<number>`. `scan` lists the index by id prefix,
 * `changes` follows the documents' index marks.
 */
const backupShardSchema = z.object({
  ...stored,
  backup: z.string(),
  kind: z.enum(["scan", "changes"]),
  namespace: z.string(),
  prefix: z.string(),
  status: z.enum(["open", "done"]),
  /** Grows with every checkpoint. Of two workers with the same number only one can write the next. */
  step: count,
  /** Where the listing continues; for changes, the last id that is done. */
  cursor: z.string().nullable(),
  files: z.array(backupFileSchema),
  /** Number of listed ids whose vector was gone when it was fetched. */
  vanished: count,
});
export type BackupShard = z.infer<typeof backupShardSchema>;

/** A copy of a one-machine system's documents and raw objects. */
const stateBackupSchema = z.object({
  ...stored,
  status: z.enum(["complete", "pruned"]),
  started_at: instant,
  bytes: count,
  rewriting_until: instant,
});
export type StateBackup = z.infer<typeof stateBackupSchema>;

/** A vector that was removed from the index; id = `<namespace>/<vector id>`, version = `at`. */
const vectorDeletionSchema = z.object({
  ...stored,
  namespace: z.string(),
  vector_id: z.string(),
  at: instant,
});
export type VectorDeletion = z.infer<typeof vectorDeletionSchema>;

/** A creator that must leave the backups; id = `<tenant>/<creator>`. */
const backupErasureSchema = z.object({
  ...stored,
  erasure_id: z.string(),
  /** The tenant of the erasure, which can reach creators of other tenants. */
  erasure_tenant: tenantIdSchema,
  /** The creator's tenant. */
  owner: tenantIdSchema,
  creator_id: creatorIdSchema,
  status: z.enum(["pending", "done"]),
  at: instant,
  /** Number of rows and snapshots from which it was removed. */
  removed: count,
  done_at: instant.nullable(),
  /** Whether the erasure's own evidence includes it. */
  is_told: z.boolean(),
});
export type BackupErasure = z.infer<typeof backupErasureSchema>;

const RESTORE_PHASES = ["checking", "importing", "upserting", "deleting", "queueing", "complete"] as const;

/** A restore that is under way or done. It continues where it stopped. */
const restoreSchema = z.object({
  ...stored,
  backup: z.string(),
  mode: z.enum(["import", "upsert"]),
  namespaces: z.array(z.string()),
  phase: z.enum(RESTORE_PHASES),
  started_at: instant,
  finished_at: instant.nullable(),
  import_id: z.string().nullable(),
  /** Number of steps in the plan. A rewritten backup may have another number; then all steps are done again. */
  steps: count,
  /** Number of files in the plan that were checked, and that were upserted. */
  checked: count,
  applied: count,
  /** Number of vectors, each counted once, however many files hold it. */
  restored: count,
  /** Number of imported rows that changes replace. */
  replaced: count.default(0),
  suppressed: count,
  orphans: count,
  deleted: count,
  requeued: count,
});
export type Restore = z.infer<typeof restoreSchema>;
