import type { ReadLimits } from "../domain/backup/read-limits.ts";
import type { BackupSizes } from "../domain/backup/shards.ts";
import { SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import type { BulkImport } from "../ports/bulk-import.ts";
import type { Embedder } from "../ports/embedder.ts";
import type { Ports } from "../ports/ports.ts";
import type { ScratchIndexes } from "../ports/scratch-index.ts";
import type { StateSnapshots } from "../ports/state-snapshots.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import type { VectorFiles } from "../ports/vector-files.ts";

/** What only backups need. */
export interface BackupParts {
  /** Whether backups are made on a schedule. Requested backups are made in any case. */
  readonly isScheduled: boolean;
  readonly files: VectorFiles;
  /** Null if the index has no bulk import; a restore then upserts. */
  readonly bulkImport: BulkImport | null;
  readonly scratch: ScratchIndexes;
  /** Null if the documents' own service keeps backups. */
  readonly snapshots: StateSnapshots | null;
  readonly sizes: BackupSizes;
  /** Names the live index in manifests. */
  readonly indexName: string;
  /** How fast the index may be read; null for no limit. */
  readonly limits: ReadLimits | null;
}

export interface BackupPorts
  extends Pick<
    Ports,
    "openDocuments" | "vectors" | "objects" | "queues" | "cache" | "clock" | "ids" | "keyring" | "marks"
  > {
  readonly embedder: Pick<Embedder, "model" | "dimensions">;
  readonly backup: BackupParts;
}

/** Records of backups belong to the system, not to a customer. */
export const systemDocuments = ({ openDocuments }: Pick<BackupPorts, "openDocuments">): TenantDocuments =>
  openDocuments(SYSTEM_SCOPE);

export const sourceOf = ({ backup, embedder }: Pick<BackupPorts, "backup" | "embedder">) => ({
  index: backup.indexName,
  model: embedder.model,
  dimensions: embedder.dimensions,
});
