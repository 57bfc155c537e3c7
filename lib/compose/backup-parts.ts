import { createScratchNamespaces } from "../adapters/scratch-namespaces.ts";
import { systemIds } from "../adapters/system-clock.ts";
import type { BackupParts } from "../backup/ports.ts";
import { backupSettingsFrom, bucketSettingsFrom, type Environment, pineconeSettingsFrom } from "../config.ts";
import { PINECONE_READ_LIMITS } from "../domain/backup/read-limits.ts";
import { BACKUP_SIZES } from "../domain/backup/shards.ts";
import type { BulkImport } from "../ports/bulk-import.ts";
import type { ScratchIndexes } from "../ports/scratch-index.ts";
import type { StateSnapshots } from "../ports/state-snapshots.ts";
import type { VectorFiles } from "../ports/vector-files.ts";
import type { VectorIndex } from "../ports/vector-index.ts";
import { lazyPort } from "./lazy-port.ts";

/** Loaded with the first file, since few processes read or write one. */
export function lazyVectorFiles(): VectorFiles {
  const load = async () => (await import("../adapters/parquet-vector-files.ts")).createParquetVectorFiles();
  return lazyPort<VectorFiles>(load, {
    async *read(file) {
      yield* (await load()).read(file);
    },
  });
}

/**
 * Backups of a Pinecone index. Bulk import is offered only if the objects are in S3, since Pinecone reads nothing else.
 */
export function pineconeBackups(
  environment: Environment,
  vectors: VectorIndex,
  {
    readsS3,
    ...parts
  }: { readonly readsS3: boolean; readonly files: VectorFiles; readonly snapshots: StateSnapshots | null },
): BackupParts {
  const { apiKey, indexHost, integrationId } = pineconeSettingsFrom(environment);
  return {
    ...backupSettingsFrom(environment),
    ...parts,
    sizes: BACKUP_SIZES,
    bulkImport: readsS3
      ? lazyPort<BulkImport>(async () => {
          const { createPineconeBulkImport } = await import("../adapters/cloud/pinecone-bulk-import.ts");
          const bucket = bucketSettingsFrom(environment).backups;
          return createPineconeBulkImport({ apiKey, indexHost, bucket, integrationId });
        })
      : null,
    scratch: createScratchNamespaces(vectors, { ids: systemIds }),
    indexName: indexHost,
    limits: PINECONE_READ_LIMITS,
  };
}

/** Backups of an index in this process's own files, which have no read limit. */
export const localBackups = (
  environment: Environment,
  parts: {
    readonly files: VectorFiles;
    readonly scratch: ScratchIndexes;
    readonly snapshots: StateSnapshots | null;
    readonly indexName: string;
  },
): BackupParts => ({
  ...backupSettingsFrom(environment),
  sizes: BACKUP_SIZES,
  bulkImport: null,
  ...parts,
  limits: null,
});
