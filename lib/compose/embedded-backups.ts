import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { createHnswScratch, SCRATCH_FOLDER } from "../adapters/embedded/hnsw-scratch.ts";
import { adoptStagedDatabase } from "../adapters/embedded/sqlite-adoption.ts";
import {
  createSqliteSnapshots,
  SNAPSHOT_FOLDER,
  UNFINISHED_FILE,
} from "../adapters/embedded/sqlite-snapshots.ts";
import { STORE_FILE } from "../adapters/embedded/sqlite-store.ts";
import { threadedVectorFiles } from "../adapters/embedded/threaded-vector-files.ts";
import { systemClock } from "../adapters/system-clock.ts";
import type { BackupParts } from "../backup/ports.ts";
import { settleRestoredCopy } from "../backup/rewrite/forget-in-copy.ts";
import { AppError } from "../domain/errors.ts";
import { everyDigest, type Keyring } from "../domain/keyring.ts";
import type { Log } from "../lambda/log.ts";
import type { EmbedderKind } from "../ports/embedder.ts";
import type { VectorIndex } from "../ports/vector-index.ts";
import { lazyVectorFiles, localBackups, pineconeBackups } from "./backup-parts.ts";
import type { PartSource } from "./embedded-parts.ts";
import { writeOnce } from "./whole-files.ts";

/** What backups need from this machine: snapshots if documents are kept here, and scratch indexes if vectors are. */
export async function openBackups(
  { environment, dataDir, services }: PartSource,
  vectors: VectorIndex,
  options: EmbedderKind & { readonly efSearch: number; readonly keyring: Keyring },
): Promise<BackupParts> {
  const { model, dimensions, efSearch, keyring } = options;
  const files = threadedVectorFiles(lazyVectorFiles());
  const snapshots = services.mongo ? null : createSqliteSnapshots({ folder: dataDir });
  if (services.pinecone)
    return pineconeBackups(environment, vectors, { readsS3: services.s3, files, snapshots });
  return localBackups(environment, {
    files,
    scratch: createHnswScratch({ folder: dataDir, model, dimensions, efSearch }),
    snapshots,
    indexName: await localIndexName(dataDir, keyring),
  });
}

/**
 * Runs before anything in the folder is opened. Removes what a drill, snapshot or restore left behind when it died, and adopts a
 * restored copy of the documents.
 */
export async function settleFolder(
  { dataDir, services }: PartSource,
  { keyring, log }: { readonly keyring: Keyring; readonly log: Log },
): Promise<void> {
  const leftovers = (await readdir(dataDir)).filter((name) =>
    [SCRATCH_FOLDER, SNAPSHOT_FOLDER, UNFINISHED_FILE].some((start) => name.startsWith(start)),
  );
  for (const name of leftovers) await rm(join(dataDir, name), { recursive: true, force: true });
  if (services.mongo) return;
  const isRestored = await adoptStagedDatabase(dataDir, (openDocuments, tombstones) =>
    settleRestoredCopy({ openDocuments, keyring, clock: systemClock }, tombstones),
  );
  if (isRestored) log.info("documents restored from a copy", { file: STORE_FILE });
}

const FILE = "index-name";

/**
 * The name of a data folder's index in the manifests of its backups. It is derived once from the oldest key and then
 * kept. So the same keys in a new folder, as after a loss, give the same name, and retiring a key does not change it.
 * @throws AppError `invalid`, code `bad-index-name`, when the file holds something else.
 */
export async function localIndexName(dataDir: string, keyring: Keyring): Promise<string> {
  const path = join(dataDir, FILE);
  const oldest = everyDigest(keyring, "backup-manifest", "index name").at(-1);
  await writeOnce(path, `local-${oldest?.digest.slice(0, 12)}\n`);
  const name = (await readFile(path, "utf8")).trim();
  if (/^local-[\w-]{12}$/.test(name)) return name;
  const message = `${path} names no index. Write into it what the manifest of the last backup has as source.index, or remove it.`;
  throw new AppError("invalid", "bad-index-name", message);
}
