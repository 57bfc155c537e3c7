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
  11: "it is damaged. Keep it, and restore from a backup: increator backup restore (RUNBOOK, Backups).",
  13: FULL,
  14: `it cannot be opened: ${DENIED}`,
  23: DENIED,
  26: "it is no database any more. Keep it, and restore from a backup: increator backup restore (RUNBOOK, Backups).",
};

/** What is wrong with an SQLite file; SQLite's own messages name tables and columns, never values. */
export function databaseTrouble(file: string, error: unknown): string {
  const code = error instanceof Error && "errcode" in error ? Number(error.errcode) & 0xff : -1;
  const reason = SQLITE_TROUBLES[code] ?? (error instanceof Error ? error.message : "nothing is known.");
  return `${file}: ${reason}`;
}
