import { type NextBackup, OVERLAP_MS } from "../domain/backup/chain.ts";
import type { Backup, BackupShard } from "../domain/backup/records.ts";
import { type BackupSizes, prefixesFor } from "../domain/backup/shards.ts";
import { inChunks } from "../domain/chunks.ts";
import { eq } from "../domain/condition.ts";
import { AppError } from "../domain/errors.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { everyPage, whole } from "../stored/every-page.ts";
import { backupMessage } from "./backup-message.ts";
import { partsOfNamespace } from "./keys.ts";
import { NEVER } from "./lease.ts";
import { type BackupPorts, sourceOf, systemDocuments } from "./ports.ts";

const VERSION = "1";
const PAGE = 1_000;
const MESSAGES_AT_ONCE = 1_000;

/** Begins a run: its record, its shards and their messages. If the process dies in between, `advance` continues. */
export async function beginBackup(ports: BackupPorts, { kind, parent }: NextBackup): Promise<Backup> {
  const startedAt = ports.clock.now();
  const started_at = startedAt.toISOString();
  const id = `b-${started_at.replace(/[-:.]/g, "").toLowerCase()}-${ports.ids.random().slice(-6)}`;
  const since = Date.parse(parent?.started_at ?? started_at) - OVERLAP_MS;
  const set = {
    kind,
    status: "running" as const,
    full: parent?.full ?? id,
    parent: parent?.id ?? null,
    started_at,
    finished_at: null,
    changes_since: new Date(since).toISOString(),
    source: sourceOf(ports),
    counted: await countedNamespaces(ports),
    vectors: null,
    bytes: null,
    rewriting_until: NEVER,
  };
  await systemDocuments(ports).upsertMany("backups", [{ id, version: VERSION, set }]);
  const backup = await requireBackup(ports, id);
  await advance(ports, backup, { resend: true });
  return backup;
}

/** Includes our empty namespaces, since one may be filled while the run goes on. */
async function countedNamespaces({ vectors }: BackupPorts): Promise<Record<string, number>> {
  const { namespaces } = await vectors.stats();
  return Object.fromEntries(
    Object.entries(namespaces)
      .filter(([name]) => partsOfNamespace(name))
      .map(([name, { count }]) => [name, count]),
  );
}

/** @throws AppError `not-found`, code `no-such-backup`. */
export async function requireBackup(ports: Pick<BackupPorts, "openDocuments">, id: string): Promise<Backup> {
  const backup = await systemDocuments(ports).get("backups", id);
  if (backup) return backup;
  throw new AppError("not-found", "no-such-backup", `There is no backup ${id}.`, { backup: id });
}

/** The shards of a run. They follow from its record, so making them again changes nothing. */
function plannedShards({ id, kind, counted }: Backup, { shardVectors }: BackupSizes) {
  const namespaces = Object.entries(counted);
  const scans = namespaces.flatMap(([namespace, count]) =>
    kind === "full"
      ? prefixesFor(count, shardVectors).map((prefix) => ({ kind: "scan" as const, namespace, prefix }))
      : [],
  );
  // The ids of a shard's changes are held in memory. The size assumes that at most a quarter of a namespace has
  // changed.
  const changes = namespaces.flatMap(([namespace, count]) =>
    prefixesFor(count / CHANGES_PER_SCAN, shardVectors).map((prefix) => ({
      kind: "changes" as const,
      namespace,
      prefix,
    })),
  );
  return [...scans, ...changes].map((shard, at) => ({
    id: `${id}/${String(at).padStart(6, "0")}`,
    version: VERSION,
    set: {
      ...shard,
      backup: id,
      status: "open" as const,
      step: 0,
      cursor: null,
      files: [],
      vanished: 0,
    },
  }));
}

const CHANGES_PER_SCAN = 4;

/**
 * Moves a run one stage on: first the scan of the index, then what changed meanwhile, then the manifest. `resend` sends
 * every open shard of the stage to the workers again, which replaces lost messages; an extra message finds its shard
 * done. Returns whether only the manifest is still to do.
 */
export async function advance(
  ports: BackupPorts,
  backup: Backup,
  { resend }: { readonly resend: boolean },
): Promise<boolean> {
  const documents = systemDocuments(ports);
  if (resend) await documents.upsertMany("backup_shards", plannedShards(backup, ports.backup.sizes));
  const scans = await openShards(documents, backup.id, "scan");
  if (scans.length > 0) {
    if (resend) await sendShards(ports, backup.id, scans);
    return false;
  }
  const changes = await openShards(documents, backup.id, "changes");
  if (changes.length > 0) {
    const isUntouched = changes.every(({ step }) => step === 0);
    if (resend || isUntouched) await sendShards(ports, backup.id, changes);
    return false;
  }
  await ports.queues.send("backup", [backupMessage({ work: "publish", backup: backup.id })]);
  return true;
}

function openShards(
  documents: TenantDocuments,
  backup: string,
  kind: BackupShard["kind"],
): Promise<BackupShard[]> {
  const where = [eq("backup", backup), eq("kind", kind), eq("status", "open")];
  return whole(everyPage(documents, "backup_shards", { where, limit: PAGE }));
}

async function sendShards(
  { queues }: BackupPorts,
  backup: string,
  shards: readonly BackupShard[],
): Promise<void> {
  for (const part of inChunks(shards, MESSAGES_AT_ONCE)) {
    await queues.send(
      "backup",
      part.map(({ id }) => backupMessage({ work: "shard", backup, shard: id })),
    );
  }
}

/** Every shard of a run, in order. */
export const shardsOf = (ports: Pick<BackupPorts, "openDocuments">, backup: string): Promise<BackupShard[]> =>
  whole(systemDocuments(ports).scan("backup_shards", `${backup}/`));

/** Backups with a status, oldest first. */
export async function backupsOf(
  ports: Pick<BackupPorts, "openDocuments">,
  status: Backup["status"],
): Promise<Backup[]> {
  const { items } = await systemDocuments(ports).find("backups", {
    where: [eq("status", status)],
    sort: { field: "started_at", direction: "ascending" },
    limit: PAGE,
  });
  return items;
}
