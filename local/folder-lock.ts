import { randomBytes } from "node:crypto";
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { AppError } from "../lib/domain/errors.ts";

/** How to reach whoever has a data folder open. The file that holds it is readable by its owner alone. */
const ownerSchema = z.object({
  pid: z.number().int().positive(),
  /** A Unix socket's path or the name of a Windows pipe. */
  socket: z.string(),
  /** Sent with every command: on Windows a pipe's name alone keeps nobody out. */
  token: z.string(),
});
export type FolderOwner = z.infer<typeof ownerSchema>;

export interface FolderLock {
  /** Where this owner is to listen. */
  readonly owner: FolderOwner;
  /** Tells others where to find this owner, once it listens. */
  announce(): Promise<void>;
  release(): Promise<void>;
}

const LOCK_FILE = "lock.sqlite";
const OWNER_FILE = "owner.json";

/**
 * Takes a data folder for this process; null when another process has it. The lock is the operating system's own,
 * by way of an SQLite transaction, so that it ends with its process however that ends and is never stale.
 * @throws AppError `invalid`, code `bad-data-dir`, when the folder can not be made or written to.
 */
export async function lockFolder(dataDir: string): Promise<FolderLock | null> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
    throw unusableFolder(dataDir, cause);
  });
  const held = holdExclusively(join(dataDir, LOCK_FILE));
  if (!held) return null;
  await forgetFormerOwner(dataDir);
  const ownerFile = join(dataDir, OWNER_FILE);
  const { socket, folder } = await newSocket();
  const owner = { pid: process.pid, socket, token: randomBytes(24).toString("base64url") };
  return {
    owner,
    async announce() {
      const written = `${ownerFile}.new`;
      await writeFile(written, JSON.stringify(owner), { mode: 0o600 });
      await rename(written, ownerFile);
    },
    async release() {
      await rm(ownerFile, { force: true });
      if (folder) await rm(folder, { recursive: true, force: true });
      held.close();
    },
  };
}

/** How to reach the process that holds the folder; null when none says so. */
export async function folderOwner(dataDir: string): Promise<FolderOwner | null> {
  try {
    return ownerSchema.parse(JSON.parse(await readFile(join(dataDir, OWNER_FILE), "utf8")));
  } catch {
    return null;
  }
}

/** What the file system refuses, whoever asks can mend: it is told without a stack. */
const unusableFolder = (dataDir: string, cause: unknown): AppError =>
  new AppError("invalid", "bad-data-dir", `The data folder ${dataDir} can not be made or used.`, {}, cause);

function holdExclusively(path: string): { close(): void } | null {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(path);
    database.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;");
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY) return null;
    throw unusableFolder(dirname(path), error);
  }
}

/** https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;

/** Whoever held the lock is gone, so what it left behind leads nowhere. */
async function forgetFormerOwner(dataDir: string): Promise<void> {
  const former = await folderOwner(dataDir);
  if (former && dirname(former.socket).startsWith(SOCKET_FOLDER)) {
    await rm(dirname(former.socket), { recursive: true, force: true });
  }
  await rm(join(dataDir, OWNER_FILE), { force: true });
}

const SOCKET_FOLDER = join(tmpdir(), "increator-");

/** In a folder of its own, because a Unix socket's path may have 103 bytes and a data folder may lie deep. */
async function newSocket(): Promise<{ readonly socket: string; readonly folder: string | null }> {
  const name = `increator-${randomBytes(8).toString("hex")}`;
  if (process.platform === "win32") return { socket: `\\\\.\\pipe\\${name}`, folder: null };
  const folder = await mkdtemp(SOCKET_FOLDER);
  await chmod(folder, 0o700);
  return { socket: join(folder, "socket"), folder };
}
