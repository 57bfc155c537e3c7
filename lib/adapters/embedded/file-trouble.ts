import { statSync } from "node:fs";
import { basename } from "node:path";

/**
 * What is wrong with a file and how to fix it, for anyone who runs the machine. It leaves out paths of objects,
 * because their names can be a person's.
 */
export function fileTrouble(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return FILE_TROUBLES[code] ?? `the system says ${code || "nothing more"}. Run: increator doctor`;
}

const FULL = "the disk is full. Make room; what failed can be done again.";
const DENIED = "this user may not read or write there. Give this user the folder (chown -R, chmod -R u+rwX).";
const FILE_TROUBLES: Readonly<Record<string, string>> = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  EACCES: DENIED,
  EPERM: DENIED,
  EROFS: "it lies on a file system that can only be read. Mount it for writing.",
  EMFILE: "too many files are open. Raise the limit (ulimit -n).",
  EIO: "the disk reports an error. Copy the folder to another disk, and restore what is damaged.",
  ENOENT: "it does not exist, or its folder does not.",
  EISDIR: "it is a folder. Name a file.",
  ENOTDIR: "a file lies where a folder should be.",
  EEXIST: "a file lies where a folder should be.",
  ELOOP: "a link in it leads to itself. Remove it.",
};

/** https://www.sqlite.org/rescode.html: the low byte of an error's code. */
const SQLITE_TROUBLES: Readonly<Record<number, string>> = {
  3: DENIED,
  5: "another program has it open. End that one.",
  8: "it can only be read. Give this user the file and its folder (chmod u+rw).",
  10: "the disk reports an error. Copy the folder to another disk, and restore what is damaged.",
  13: FULL,
  14: `it cannot be opened: ${DENIED}`,
  23: DENIED,
};
/** The file does not hold what SQLite wrote. */
const DAMAGES: Readonly<Record<number, string>> = { 11: "it is damaged", 26: "it is no database any more" };
const KEYS = "Put back the copy that you keep apart from the data";
const BACKUP = "Restore it from a backup: increator restore (docs/RUNBOOK.md, Backups)";
const ANEW = "Put it back, or make an empty";

/** Services that a part of the data folder replaces. */
type Service = "keyring" | "kms" | "mongo" | "pinecone" | "s3" | "sqs" | "upstash";
const file = (service: Service | null, remedy: string) => ({ isFolder: false, service, remedy });
const folder = (service: Service | null, remedy: string) => ({ isFolder: true, service, remedy });

/** The parts of a data folder, and what to do if one is missing, damaged or of the wrong kind. */
export const FOLDER_PARTS = {
  "keys.json": file(
    "keyring",
    `${KEYS}: without it nobody can tell who was erased, and no API key opens anything.`,
  ),
  "wrapping-keys.json": file("kms", `${KEYS}: without it no contact can be read.`),
  "documents.sqlite": file("mongo", `${BACKUP}. Without it nobody can tell who was erased.`),
  vectors: folder("pinecone", `${BACKUP}, or make an empty folder: then every creator is embedded again.`),
  "vectors/vectors.sqlite": file(
    "pinecone",
    `${BACKUP}, or empty its folder: then every creator is embedded again.`,
  ),
  objects: folder("s3", BACKUP),
  "objects/tree": folder(
    "s3",
    `${ANEW} folder in its place: then drops that wait, quarantined lines, exports and backups are gone.`,
  ),
  "objects/small.sqlite": file(
    "s3",
    `${BACKUP}, or make an empty file in its place: then raw profiles are gone until their next fetch.`,
  ),
  "queues.sqlite": file(
    "sqs",
    `${ANEW} file in its place: then sweeps send again what waited, within the hour, and dead letters are gone.`,
  ),
  "counters.sqlite": file(
    "upstash",
    `${ANEW} file in its place: then all quotas count anew, those of platforms too.`,
  ),
  "index-name": file("pinecone", "The next start makes it from the keys."),
  "dev-key": file(null, "The next start makes a new key."),
  "platform-key": file(null, "The next start makes a new key."),
} as const satisfies Record<string, ReturnType<typeof file>>;
export type FolderPart = keyof typeof FOLDER_PARTS;

/** What to do if there is a folder in place of a file, or a file in place of a folder; null if neither is so. */
export function wrongKind(path: string, isFolder: boolean): string | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats || stats.isDirectory() === isFolder) return null;
  return `cannot be used: a ${isFolder ? "file" : "folder"} lies in its place. Move it away.`;
}

/**
 * What is wrong with an SQLite file. It gives only the file's name: callers see the text and need not know the folder.
 * SQLite's own messages name tables and columns, never values.
 */
export function databaseTrouble(path: string, error: unknown): string {
  const code = resultCode(error);
  const name = basename(path);
  const remedy = Object.entries(FOLDER_PARTS).find(([part]) => basename(part) === name)?.[1].remedy ?? BACKUP;
  const damage = DAMAGES[code];
  if (damage) return `${name}: ${damage}. Move it away. ${remedy}`;
  const otherKind = wrongKind(path, false);
  if (otherKind) return `${name} ${otherKind} ${remedy}`;
  const reason = SQLITE_TROUBLES[code] ?? (error instanceof Error ? error.message : "nothing is known.");
  return `${name}: ${reason}`;
}

/** Whether the error says that a file does not hold what SQLite wrote. */
export const isDamage = (error: unknown): boolean => resultCode(error) in DAMAGES;

/** The primary result code (https://www.sqlite.org/rescode.html); -1 if the error is not SQLite's. */
const resultCode = (error: unknown): number =>
  error instanceof Error && "errcode" in error ? Number(error.errcode) & 0xff : -1;
