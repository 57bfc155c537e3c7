import { z } from "zod";
import type { CreatorId, TenantId } from "../ids.ts";
import type { Instant, StoredRecord } from "../record-fields.ts";

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
export interface Backup extends StoredRecord {
  readonly kind: BackupKind;
  readonly status: "running" | "complete" | "pruned";
  /** The full backup at the start of its chain; its own id for a full one. */
  readonly full: string;
  /** The backup that an incremental one continues. */
  readonly parent: string | null;
  readonly started_at: Instant;
  readonly finished_at: Instant | null;
  /** Vectors written from this time on are in it, as they were then; null: all are. */
  readonly changes_since: Instant | null;
  readonly source: { readonly index: string; readonly model: string; readonly dimensions: number };
  /** Number of vectors in every namespace, as the index counted them at the start. */
  readonly counted: Record<string, number>;
  /** From the published manifest. */
  readonly vectors: number | null;
  readonly bytes: number | null;
  /** Until this time one worker alone may change its manifest and files. */
  readonly rewriting_until: Instant;
}

/**
 * A part of a run that one worker at a time does; id = `<backup>/<number>`. `scan` lists the index by id prefix,
 * `changes` follows the documents' index marks.
 */
export interface BackupShard extends StoredRecord {
  readonly backup: string;
  readonly kind: "scan" | "changes";
  readonly namespace: string;
  readonly prefix: string;
  readonly status: "open" | "done";
  /** Grows with every checkpoint. Of two workers with the same number only one can write the next. */
  readonly step: number;
  /** Where the listing continues; for changes, the last id that is done. */
  readonly cursor: string | null;
  readonly files: BackupFile[];
  /** Number of listed ids whose vector was gone when it was fetched. */
  readonly vanished: number;
}

/** A copy of a one-machine system's documents and raw objects. */
export interface StateBackup extends StoredRecord {
  /** `partial`: it is being made or removed, or the process that did so died. Then it may have files and no manifest. */
  readonly status: "partial" | "complete" | "pruned";
  readonly started_at: Instant;
  readonly bytes: number;
  readonly rewriting_until: Instant;
}

/** A vector that was removed from the index; id = `<namespace>/<vector id>`, version = `at`. */
export interface VectorDeletion extends StoredRecord {
  readonly namespace: string;
  readonly vector_id: string;
  readonly at: Instant;
}

/** A creator that must leave the backups; id = `<tenant>/<creator>`. */
export interface BackupErasure extends StoredRecord {
  readonly erasure_id: string;
  /** The tenant of the erasure, which can reach creators of other tenants. */
  readonly erasure_tenant: TenantId;
  /** The creator's tenant. */
  readonly owner: TenantId;
  readonly creator_id: CreatorId;
  readonly status: "pending" | "done";
  readonly at: Instant;
  /** Number of rows and snapshots from which it was removed. */
  readonly removed: number;
  readonly done_at: Instant | null;
  /** Whether the erasure's own evidence includes it. */
  readonly is_told: boolean;
}

/** A restore that is under way or done. It continues where it stopped. */
export interface Restore extends StoredRecord {
  readonly backup: string;
  readonly mode: "import" | "upsert";
  readonly namespaces: string[];
  readonly phase: "checking" | "importing" | "upserting" | "deleting" | "queueing" | "complete";
  readonly started_at: Instant;
  readonly finished_at: Instant | null;
  readonly import_id: string | null;
  /** Number of steps in the plan. A rewritten backup may have another number; then all steps are done again. */
  readonly steps: number;
  /** Number of files in the plan that were checked, and that were upserted. */
  readonly checked: number;
  readonly applied: number;
  /** Number of vectors, each counted once, however many files hold it. */
  readonly restored: number;
  /** Number of imported rows that changes replace. */
  readonly replaced: number;
  readonly suppressed: number;
  readonly orphans: number;
  readonly deleted: number;
  readonly requeued: number;
}
