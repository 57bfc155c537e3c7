import type { BackupFile, Restore } from "../../domain/backup/records.ts";
import { inChunks } from "../../domain/chunks.ts";
import { idsOf } from "../../domain/ids.ts";
import type { VectorRecord } from "../../ports/vector-index.ts";
import { type DeletedVector, readDeletions } from "../deletions.ts";
import { checkedBytes } from "../manifests.ts";
import type { BackupPorts } from "../ports.ts";
import { note, type RestoreWork } from "./progress.ts";
import { changesAfter, replacedRows } from "./replaced.ts";
import { sift } from "./sift.ts";

/** Sends what must be sent, step by step, and skips what bulk import has brought. */
export async function applySteps(work: RestoreWork, restore: Restore): Promise<Restore> {
  const { ports, plan, signal } = work;
  let current = restore;
  const replaced = replacedRows(ports);
  for (const [at, step] of plan.steps.entries()) {
    if (at < current.applied) continue;
    signal.throwIfAborted();
    if (step.kind === "delete") {
      const deleted = await deleteVectors(
        ports,
        plan.namespaces,
        readDeletions(await checkedBytes(ports, step.file)),
      );
      current = await note(work, current, { applied: at + 1, deleted: current.deleted + deleted });
    } else if (step.kind === "import" && restore.mode === "import") {
      current = await note(work, current, { applied: at + 1 });
    } else {
      const sent = await upsertFile(
        ports,
        step.file,
        await replaced(step.file, changesAfter(plan.steps, at)),
      );
      current = await note(work, current, {
        applied: at + 1,
        restored: current.restored + sent.restored,
        suppressed: current.suppressed + sent.suppressed,
        orphans: current.orphans + sent.orphans,
      });
    }
  }
  return current;
}

interface Sent {
  readonly restored: number;
  readonly suppressed: number;
  readonly orphans: number;
}

/** Skips rows that a later file writes again. */
async function upsertFile(
  ports: BackupPorts,
  file: BackupFile,
  replaced: ReadonlySet<string>,
): Promise<Sent> {
  const sent = { restored: 0, suppressed: 0, orphans: 0 };
  for await (const group of ports.backup.files.read(await checkedBytes(ports, file))) {
    const { restored, suppressed, orphans } = await upsertGroup(
      ports,
      file.namespace,
      group.filter(({ id }) => !replaced.has(id)),
    );
    sent.restored += restored;
    sent.suppressed += suppressed;
    sent.orphans += orphans;
  }
  return sent;
}

/** Looks up suppressions before sending and once more afterwards, and removes creators erased in between. */
async function upsertGroup(
  ports: BackupPorts,
  namespace: string,
  group: readonly VectorRecord[],
): Promise<Sent> {
  const before = await sift(ports, namespace, idsOf(group));
  const wanted = group.filter(({ id }) => before.wanted.has(id));
  if (wanted.length > 0) await ports.vectors.upsert(namespace, wanted);
  const after = await sift(ports, namespace, idsOf(wanted));
  const lost = idsOf(wanted).filter((id) => !after.wanted.has(id));
  if (lost.length > 0) await ports.vectors.delete(namespace, lost);
  return {
    restored: wanted.length - lost.length,
    suppressed: before.forbidden.size + after.forbidden.size,
    orphans: before.orphans.size + after.orphans.size,
  };
}

const DELETES_AT_ONCE = 1_000;

/** Deletes vectors in the restored namespaces. Returns how many deletions were sent. */
export async function deleteVectors(
  { vectors }: BackupPorts,
  namespaces: readonly string[],
  deletions: readonly DeletedVector[],
): Promise<number> {
  let deleted = 0;
  for (const [namespace, ofNamespace] of Map.groupBy(deletions, (one) => one.namespace)) {
    if (!namespaces.includes(namespace)) continue;
    const ids = idsOf(ofNamespace);
    for (const part of inChunks(ids, DELETES_AT_ONCE)) {
      await vectors.delete(namespace, part);
    }
    deleted += ids.length;
  }
  return deleted;
}
