import { LRUCache } from "lru-cache";
import type { BackupFile } from "../../domain/backup/records.ts";
import { checkedBytes } from "../manifests.ts";
import type { BackupPorts } from "../ports.ts";
import type { RestoreStep } from "./plan.ts";

/** How many files' ids are held at once: some 60 MB at 16,384 rows each. */
const FILES_HELD = 64;

/** The ids of a file that later files write again. */
export type Replaced = (file: BackupFile, later: readonly BackupFile[]) => Promise<ReadonlySet<string>>;

/**
 * A full backup's changes overlap its scan, and increments write vectors again, so a vector can have several rows. A
 * restore keeps the last row, and only that one counts. Files hold narrow ranges of ids. So few of the later files can
 * contain an id of a given file, and the next file needs the same few.
 */
export function replacedRows(ports: BackupPorts): Replaced {
  const held = new LRUCache<string, readonly string[]>({ max: FILES_HELD });
  async function idsIn(file: BackupFile): Promise<readonly string[]> {
    const known = held.get(file.key);
    if (known) return known;
    const ids: string[] = [];
    for await (const group of ports.backup.files.read(await checkedBytes(ports, file)))
      for (const { id } of group) ids.push(id);
    held.set(file.key, ids);
    return ids;
  }
  return async ({ namespace, first, last }, later) => {
    const overlapping = later.filter(
      (other) => other.namespace === namespace && other.first <= last && other.last >= first,
    );
    const ids = new Set<string>();
    for (const file of overlapping) for (const id of await idsIn(file)) ids.add(id);
    return ids;
  };
}

/** Files of changes that a restore sends after a given step. */
export const changesAfter = (steps: readonly RestoreStep[], at: number): BackupFile[] =>
  steps.slice(at + 1).flatMap((step) => (step.kind === "change" ? [step.file] : []));
