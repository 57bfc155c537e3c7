import { randomBytes } from "node:crypto";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, rmdir, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { databaseTrouble, fileTrouble, PART_NAMES } from "../lib/compose/folder-parts.ts";
import { replaceFile } from "../lib/compose/whole-files.ts";
import { AppError, isAppError } from "../lib/domain/errors.ts";

/** How to reach the process that has a data folder open. Only its owner can read the file with it. */
const ownerSchema = z.object({
  pid: z.number().int().positive(),
  /** Path of a Unix socket, or name of a Windows pipe. */
  socket: z.string(),
  /** Sent with every command, because on Windows a pipe's name alone keeps no one out. */
  token: z.string(),
});
export type FolderOwner = z.infer<typeof ownerSchema>;

export interface FolderLock {
  /** The address at which this owner must listen. */
  readonly owner: FolderOwner;
  /** Tells other processes how to reach this owner. Call it once the owner listens. */
  publishOwner(): Promise<void>;
  release(): Promise<void>;
}

const LOCK_FILE = "lock.sqlite";
const OWNER_FILE = "owner.json";

/**
 * Locks a data folder for this process; null when another process has it. The lock belongs to the operating system,
 * through an SQLite transaction. So it ends with its process, however that ends, and is never stale.
 * @throws AppError `invalid`, code `bad-data-dir`, when the folder cannot be made or written to, or holds others' files.
 */
export async function lockFolder(dataDir: string): Promise<FolderLock | null> {
  await closeToOthers(dataDir);
  const held = holdExclusively(join(dataDir, LOCK_FILE));
  if (!held) return null;
  await forgetFormerOwner(dataDir);
  const ownerFile = join(dataDir, OWNER_FILE);
  const { socket, folder } = await newSocket();
  const owner = { pid: process.pid, socket, token: randomBytes(24).toString("base64url") };
  return {
    owner,
    publishOwner: () => replaceFile(ownerFile, JSON.stringify(owner)),
    async release() {
      await rm(ownerFile, { force: true });
      if (folder) await rm(folder, { recursive: true, force: true });
      held.close();
    },
  };
}

/**
 * Makes the folder, or removes other users' rights on it and its files, because a user who may read it can read
 * everything, and one who may write to it can hold its lock. On Windows a user's folders belong to the user by
 * inheritance.
 */
async function closeToOthers(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    requireOwn(dataDir, await readdir(dataDir));
    if (process.platform === "win32") return;
    const { uid } = await stat(dataDir);
    if (uid !== process.getuid?.()) throw foreignFolder(dataDir);
    await chmod(dataDir, 0o700);
    for (const entry of await readdir(dataDir, { withFileTypes: true })) {
      const path = join(dataDir, entry.name);
      if (entry.isSymbolicLink()) continue;
      if (entry.isFile() && (await stat(path)).uid !== uid) throw foreignFolder(path);
      await chmod(path, entry.isDirectory() ? 0o700 : 0o600);
    }
  } catch (cause) {
    throw isAppError(cause) ? cause : unusableFolder(dataDir, cause);
  }
}

const foreignFolder = (path: string): AppError =>
  new AppError(
    "invalid",
    "bad-data-dir",
    `${path} belongs to another user, who could read or hold the data. Take it over (chown -R), or choose another folder: --data-dir`,
  );

/** How to reach the process that holds the folder; null if its file is missing or unreadable. */
export async function folderOwner(dataDir: string): Promise<FolderOwner | null> {
  try {
    return ownerSchema.parse(JSON.parse(await readFile(join(dataDir, OWNER_FILE), "utf8")));
  } catch {
    return null;
  }
}

/** The caller can fix what the file system refuses, so this error is shown without a stack. */
function unusableFolder(dataDir: string, cause: unknown): AppError {
  const isOfDatabase = cause instanceof Error && "errcode" in cause;
  const trouble = isOfDatabase ? databaseTrouble(join(dataDir, LOCK_FILE), cause) : fileTrouble(cause);
  const message = `The data folder ${dataDir} cannot be made or used: ${trouble}`;
  return new AppError("invalid", "bad-data-dir", message, {}, cause);
}

/** What a folder of ours holds from its first moment on, or after its owner put a part of it back. */
const OWN_NAMES: ReadonlySet<string> = new Set([LOCK_FILE, OWNER_FILE, ...PART_NAMES]);
/** What a file system or a desktop puts into a folder by itself. */
const isOfSystem = (name: string): boolean => name.startsWith(".") || name === "lost+found";

/**
 * A folder with other files is somebody's, named by mistake. Its files' rights would be changed, and ours would lie
 * among them.
 */
function requireOwn(dataDir: string, names: readonly string[]): void {
  if (names.every(isOfSystem) || names.some((name) => OWN_NAMES.has(name))) return;
  const message = `${dataDir} holds other files and is no data folder. Name a new or an empty folder: --data-dir`;
  throw new AppError("invalid", "bad-data-dir", message);
}

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

/** The former holder is gone, so its socket and owner file lead nowhere. */
async function forgetFormerOwner(dataDir: string): Promise<void> {
  const former = await folderOwner(dataDir);
  const folder = former && dirname(resolve(former.socket));
  if (folder && isSocketFolder(folder)) {
    // Removes only the socket, since anything else there is not ours.
    await rm(join(folder, SOCKET_FILE), { force: true });
    await rmdir(folder).catch(() => undefined);
  }
  await rm(join(dataDir, OWNER_FILE), { force: true });
}

const SOCKET_FOLDER = join(resolve(tmpdir()), "increator-");
const SOCKET_FILE = "socket";

/** Whether the path is a folder of ours directly in the folder for temporary files. */
const isSocketFolder = (path: string): boolean =>
  dirname(path) === dirname(SOCKET_FOLDER) && basename(path).startsWith(basename(SOCKET_FOLDER));

/**
 * In a folder of its own, because a Unix socket's path may have at most 103 bytes, and a data folder may have a long
 * path.
 */
async function newSocket(): Promise<{ readonly socket: string; readonly folder: string | null }> {
  const name = `increator-${randomBytes(8).toString("hex")}`;
  if (process.platform === "win32") return { socket: `\\\\.\\pipe\\${name}`, folder: null };
  const folder = await mkdtemp(SOCKET_FOLDER);
  await chmod(folder, 0o700);
  return { socket: join(folder, SOCKET_FILE), folder };
}
