import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import { createSqliteCounters } from "../adapters/embedded/sqlite-counters.ts";
import type { Counters } from "../ports/cache.ts";
import type { Clock } from "../ports/clock.ts";

const COUNTERS_FILE = "counters.sqlite";
/** The file's name in folders of before 2026-12. */
const FORMER_FILE = "ledger.sqlite";

export const hasCounters = (folder: string): boolean =>
  [COUNTERS_FILE, FORMER_FILE].some((name) => existsSync(join(folder, name)));

/**
 * The counters of a folder, since a restart must not forget how much of a quota is used; null: in memory. Simulated
 * platforms have a folder and a clock of their own, so that their counts do not mix with the real ones.
 */
export function openCounters(folder: string | null, clock: Clock): Counters & { close(): void } {
  if (folder === null) return createSqliteCounters(":memory:", { clock });
  const file = join(folder, COUNTERS_FILE);
  // The database itself goes last. If the process ends between, the next start renames what is left.
  for (const suffix of ["-wal", "-shm", ""]) {
    const former = join(folder, `${FORMER_FILE}${suffix}`);
    if (existsSync(former) && !existsSync(file)) renameSync(former, `${file}${suffix}`);
  }
  return createSqliteCounters(file, { clock });
}
