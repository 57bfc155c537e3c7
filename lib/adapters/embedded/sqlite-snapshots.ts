import { createReadStream, createWriteStream } from "node:fs";
import { chmod, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AppError, isAppError } from "../../domain/errors.ts";
import type { StateSnapshots } from "../../ports/state-snapshots.ts";
import { tenantDocuments } from "../../ports/tenant-documents.ts";
import { databaseTrouble, fileTrouble } from "./file-trouble.ts";
import { createSqliteDocuments } from "./sqlite-documents.ts";
import { openSqliteStore, STORE_FILE } from "./sqlite-store.ts";

/** The file of a copy that waits for the next start. */
export const STAGED_FILE = `${STORE_FILE}.staged`;

/** A copy that is still being written. The rest of one whose process died is a copy of everybody. */
export const UNFINISHED_FILE = `${STAGED_FILE}.unfinished`;

/** Prefix of folders that only a running snapshot needs. */
export const SNAPSHOT_FOLDER = "snapshot-";

/**
 * Copies all pages in one step, under one read lock. In write-ahead mode this blocks no writer, and no write restarts
 * the copy.
 */
const ALL_PAGES = 2 ** 31 - 1;

/** Copies of the database in `folder`, made by SQLite's own online backup: https://sqlite.org/backup.html. */
export function createSqliteSnapshots({ folder }: { readonly folder: string }): StateSnapshots {
  const inTemporaryFolder = async <T>(work: (path: string) => Promise<T>): Promise<T> => {
    await mkdir(folder, { recursive: true });
    const path = await mkdtemp(join(folder, SNAPSHOT_FOLDER));
    try {
      await chmod(path, 0o700);
      return await work(path);
    } finally {
      await rm(path, { recursive: true, force: true });
    }
  };
  return {
    take: (use) =>
      inTemporaryFolder(async (path) => {
        const file = join(path, STORE_FILE);
        const source = new DatabaseSync(join(folder, STORE_FILE), { readOnly: true });
        try {
          await backup(source, file, { rate: ALL_PAGES }).catch(notWritten);
        } finally {
          source.close();
        }
        return use(createReadStream(file));
      }),
    rewrite: (copy, change, use) =>
      inTemporaryFolder(async (path) => {
        const file = join(path, STORE_FILE);
        await writeCopy(copy, file);
        const isChanged = await changeCopy(path, change);
        return use(isChanged ? createReadStream(file) : null);
      }),
    async stage(copy) {
      const unfinished = join(folder, UNFINISHED_FILE);
      await writeCopy(copy, unfinished);
      await rename(unfinished, join(folder, STAGED_FILE));
    },
  };
}

async function changeCopy(
  folder: string,
  change: Parameters<StateSnapshots["rewrite"]>[1],
): Promise<boolean> {
  const store = openSqliteStore({ folder });
  try {
    const documents = createSqliteDocuments(store);
    return await change((scope) => tenantDocuments(documents, scope));
  } finally {
    store.checkpoint();
    store.close();
  }
}

/**
 * Leaves nothing if it fails.
 * @throws AppError `invalid`, code `bad-snapshot`, if the bytes are no database, or a damaged one; `unavailable`, code
 * `snapshot-not-written`.
 */
async function writeCopy(copy: Readable, file: string): Promise<void> {
  let isWhole = false;
  try {
    await pipeline(copy, createWriteStream(file, { mode: 0o600 })).catch(notWritten);
    const cause = troubleIn(file);
    if (cause !== null)
      throw new AppError("invalid", "bad-snapshot", "The copy of the documents is damaged.", {}, cause);
    isWhole = true;
  } finally {
    for (const end of ["-wal", "-shm", ...(isWhole ? [] : [""])]) await rm(`${file}${end}`, { force: true });
  }
}

/** Says what is wrong with this machine. What the copy's own reader throws stays as it is. */
function notWritten(error: unknown): never {
  const isOfDisk = error instanceof Error && ("syscall" in error || "errcode" in error);
  if (isAppError(error) || !isOfDisk) throw error;
  const trouble = "errcode" in error ? databaseTrouble(STORE_FILE, error) : fileTrouble(error);
  const message = `The documents could not be copied: ${trouble}`;
  throw new AppError("unavailable", "snapshot-not-written", message, {}, error);
}

function troubleIn(file: string): unknown {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(file, { readOnly: true });
    const answer = database.prepare("PRAGMA quick_check(1)").get();
    return answer?.quick_check === "ok" ? null : new Error("quick_check failed");
  } catch (error) {
    return error;
  } finally {
    database?.close();
  }
}
