import type { BackupFile, Restore } from "../../domain/backup/records.ts";
import { AppError } from "../../domain/errors.ts";
import { idsOf } from "../../domain/ids.ts";
import { writeDeletionFile } from "../deletions.ts";
import { partsOfNamespace, stagingPrefix } from "../keys.ts";
import { withLease } from "../lease.ts";
import { checkedBytes } from "../manifests.ts";
import type { BackupPorts } from "../ports.ts";
import { rewriteBackup } from "../rewrite/rewrite-backup.ts";
import type { Erased } from "../rewrite/rewrite-files.ts";
import type { RestorePlan } from "./plan.ts";
import { note, type RestoreWork } from "./progress.ts";
import { changesAfter, replacedRows } from "./replaced.ts";
import { sift } from "./sift.ts";

/**
 * Compares every file with its checksum before anything is sent. Bulk import cannot filter, so its files must not
 * contain anyone who may not come back. Such rows are removed from the backup itself, in the same way as for an
 * erasure. Rows without a document are listed and deleted after the import.
 */
export async function checkFiles(work: RestoreWork, restore: Restore): Promise<Restore> {
  const { ports, plan, signal } = work;
  const isImport = restore.mode === "import";
  const erased: Erased[] = [];
  // What must be removed is known only when everything is read, so the check of an import starts from the beginning.
  let current = isImport ? { ...restore, checked: 0, replaced: 0, suppressed: 0, orphans: 0 } : restore;
  const replaced = replacedRows(ports);
  for (const [at, step] of plan.steps.entries()) {
    if (at < current.checked) continue;
    signal.throwIfAborted();
    const body = await checkedBytes(ports, step.file);
    const full = isImport && step.kind === "import" ? step.file : null;
    const found = full ? await siftFile(ports, full, body) : NOBODY;
    // Rows of erased creators are removed from the full backup's changes too. They are counted only here.
    const last = full ? lastRows(found, await replaced(full, changesAfter(plan.steps, at))) : NOBODY;
    if (full) erased.push(...erasedIn(full, found));
    if (full && found.orphans.length > 0) await listOrphans(ports, restore, at, full, found.orphans);
    current = await note(work, current, {
      checked: at + 1,
      replaced: current.replaced + found.wanted.length - last.wanted.length,
      suppressed: current.suppressed + found.forbidden.length,
      orphans: current.orphans + last.orphans.length,
    });
  }
  if (erased.length > 0) await rewriteFull(ports, plan, erased);
  return current;
}

function erasedIn({ namespace }: BackupFile, { forbidden }: Found): Erased[] {
  const owner = partsOfNamespace(namespace)?.tenantId;
  return owner ? forbidden.map((creator_id) => ({ owner, creator_id })) : [];
}

interface Found {
  readonly wanted: readonly string[];
  readonly forbidden: readonly string[];
  readonly orphans: readonly string[];
}
const NOBODY: Found = { wanted: [], forbidden: [], orphans: [] };

export async function siftFile(
  ports: BackupPorts,
  { namespace }: BackupFile,
  body: Uint8Array,
): Promise<Found> {
  const wanted: string[] = [];
  const forbidden: string[] = [];
  const orphans: string[] = [];
  for await (const group of ports.backup.files.read(body)) {
    const sifted = await sift(ports, namespace, idsOf(group));
    wanted.push(...sifted.wanted);
    forbidden.push(...sifted.forbidden);
    orphans.push(...sifted.orphans);
  }
  return { wanted, forbidden, orphans };
}

/** Without the rows that later rows of the same vectors replace. */
export function lastRows({ wanted, forbidden, orphans }: Found, replaced: ReadonlySet<string>): Found {
  const last = (ids: readonly string[]) => ids.filter((id) => !replaced.has(id));
  return { wanted: last(wanted), forbidden: last(forbidden), orphans: last(orphans) };
}

/** @throws AppError `conflict`, code `backup-in-use`, while a worker rewrites the same backup. */
async function rewriteFull(
  ports: BackupPorts,
  { chain }: RestorePlan,
  erased: readonly Erased[],
): Promise<void> {
  const id = chain[0]?.id ?? "";
  const lease = { id, ms: Number.POSITIVE_INFINITY };
  const { isHeld } = await withLease(ports, "backups", lease, () => rewriteBackup(ports, id, erased));
  if (isHeld) return;
  const message = `${id} is being rewritten for an erasure. Ask again in some minutes.`;
  throw new AppError("conflict", "backup-in-use", message, { backup: id });
}

const orphansKey = (restore: Pick<Restore, "id">, step: number): string =>
  `${stagingPrefix(restore.id)}orphans/${String(step).padStart(6, "0")}.ndjson.gz`;

const listOrphans = (
  ports: BackupPorts,
  restore: Restore,
  step: number,
  { namespace }: BackupFile,
  ids: readonly string[],
) =>
  writeDeletionFile(
    ports,
    orphansKey(restore, step),
    ids.map((id) => ({ namespace, id })),
  );
