import { statSync } from "node:fs";
import { basename } from "node:path";

/**
 * What is wrong with a file, and what helps, in words for anyone who runs the machine. Paths of objects are not told:
 * their names can be a person's.
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
/** What the file holds is not what SQLite wrote. */
const DAMAGES: Readonly<Record<number, string>> = { 11: "it is damaged", 26: "it is no database any more" };
/** Of files that no backup holds. */
const ANEW = "Move it away and make an empty file in its place";
const REPLACEABLE: Readonly<Record<string, string>> = {
  "ledger.sqlite": `${ANEW}: all quotas count anew, those of platforms too.`,
  "queues.sqlite": `${ANEW}: sweeps send again what waited, within the hour; dead letters are gone.`,
  "small.sqlite": `Restore from a backup (RUNBOOK, Backups), or: ${ANEW}: raw profiles come with their next fetch.`,
  "vectors.sqlite":
    "Restore from a backup (RUNBOOK, Backups), or empty its folder: every creator is embedded again.",
};
const RESTORE = "Keep it, and restore from a backup: increator backup restore (RUNBOOK, Backups).";

/**
 * What is wrong with an SQLite file, by its name: answers show it to callers, who need not know where the folder lies.
 * SQLite's own messages name tables and columns, never values.
 */
export function databaseTrouble(file: string, error: unknown): string {
  const code = error instanceof Error && "errcode" in error ? Number(error.errcode) & 0xff : -1;
  const name = basename(file);
  const damage = DAMAGES[code];
  if (damage) return `${name}: ${damage}. ${REPLACEABLE[name] ?? RESTORE}`;
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
    return `${name}: a folder lies in its place. Move it away, and put the file back.`;
  const reason = SQLITE_TROUBLES[code] ?? (error instanceof Error ? error.message : "nothing is known.");
  return `${name}: ${reason}`;
}
