import { sha256 } from "../domain/backup/manifest.ts";
import type { Backup, BackupFile, BackupShard } from "../domain/backup/records.ts";
import { eq } from "../domain/condition.ts";
import { backupMessage } from "./backup-message.ts";
import { type RowGroup, rowsOf } from "./export-rows.ts";
import { changesFileKey, importFileKey } from "./keys.ts";
import { paceOf } from "./pace.ts";
import { type BackupPorts, systemDocuments } from "./ports.ts";
import { advance, requireBackup } from "./runs.ts";

/** With less of the function's time left, it stops work on its shard. This is more than one file takes. */
const RESERVE_MS = 25_000;

export interface ShardOptions {
  readonly remainingMs: () => number;
}

/**
 * Writes files of a shard until the shard is done or time is short, with a checkpoint after each file. A message can
 * come twice, so two workers may take one shard; the one whose checkpoint is first continues.
 */
export async function runShard(
  ports: BackupPorts,
  { backupId, shardId }: { readonly backupId: string; readonly shardId: string },
  { remainingMs }: ShardOptions,
): Promise<void> {
  const documents = systemDocuments(ports);
  const backup = await requireBackup(ports, backupId);
  let shard = await documents.get("backup_shards", shardId);
  if (!shard || backup.status !== "running") return;
  while (shard.status === "open") {
    if (remainingMs() < RESERVE_MS) {
      await ports.queues.send("backup", [backupMessage({ work: "shard", backup: backupId, shard: shardId })]);
      return;
    }
    const next: BackupShard | null = await nextFile(ports, backup, shard);
    if (!next) return;
    shard = next;
  }
  await advance(ports, backup, { resend: false });
}

/** Writes one more file and its checkpoint; null if another worker was first. */
async function nextFile(ports: BackupPorts, backup: Backup, shard: BackupShard): Promise<BackupShard | null> {
  const { file, cursor, vanished } = await writeFile(ports, backup, shard);
  const set = {
    step: shard.step + 1,
    cursor,
    files: file ? [...shard.files, file] : shard.files,
    vanished: shard.vanished + vanished,
    status: cursor === null ? ("done" as const) : ("open" as const),
  };
  const when = [eq("step", shard.step)];
  const isFirst = await systemDocuments(ports).update("backup_shards", { id: shard.id, set, when });
  if (isFirst) return { ...shard, ...set };
  if (file) await ports.objects.deleteAllVersions([file.key]);
  return null;
}

interface WrittenFile extends Pick<RowGroup, "cursor" | "vanished"> {
  /** Null if every row had vanished. */
  readonly file: BackupFile | null;
}

async function writeFile(ports: BackupPorts, backup: Backup, shard: BackupShard): Promise<WrittenFile> {
  const { files, sizes } = ports.backup;
  let [first, last, rows, vanished] = ["", "", 0, 0];
  let cursor: string | null = null;
  async function* groups(): AsyncGenerator<RowGroup["records"]> {
    for await (const group of rowsOf(ports, paceOf(ports), backup, shard)) {
      vanished += group.vanished;
      cursor = group.cursor;
      rows += group.records.length;
      first ||= group.records[0]?.id ?? "";
      last = group.records.at(-1)?.id ?? last;
      if (group.records.length > 0) yield group.records;
      if (rows >= sizes.fileRows) return;
    }
  }
  const body = await files.write(groups());
  if (rows === 0) return { file: null, cursor, vanished };
  const key = fileKey(ports, shard);
  await ports.objects.put(key, body, { contentType: "application/vnd.apache.parquet" });
  const { namespace } = shard;
  return {
    file: { key, namespace, rows, bytes: body.length, sha256: sha256(body), first, last },
    cursor,
    vanished,
  };
}

/** Partly random, so that two workers on one shard never overwrite each other's files. */
function fileKey({ ids }: BackupPorts, { kind, backup, namespace, prefix, step }: BackupShard): string {
  const name = `${prefix || "all"}-${String(step).padStart(5, "0")}-${ids.random().slice(-8)}`;
  return (kind === "scan" ? importFileKey : changesFileKey)(backup, namespace, name);
}
