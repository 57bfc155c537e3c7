import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { requestBackup } from "../lib/backup/back-up-vectors.ts";
import { removeBackup } from "../lib/backup/prune.ts";
import { restoreState } from "../lib/backup/restore-state.ts";
import { previewRestore, type RestoreRequest, restoreVectors } from "../lib/backup/restore-vectors.ts";
import { backupsOf, requireBackup, shardsOf } from "../lib/backup/runs.ts";
import { backUpState, removeState, stateBackups } from "../lib/backup/state.ts";
import { verifyBackup } from "../lib/backup/verify-backup.ts";
import type { Services } from "../lib/compose/services.ts";
import { BACKUP_KINDS } from "../lib/domain/backup/records.ts";
import { AppError } from "../lib/domain/errors.ts";
import { tenantIdSchema } from "../lib/domain/ids.ts";

/** What a data folder can be asked about its backups. */
export const backupRequestSchema = z.discriminatedUnion("action", [
  z.object({ action: z.literal("list") }),
  z.object({ action: z.literal("create"), kind: z.enum(BACKUP_KINDS) }),
  z.object({ action: z.literal("remove"), id: z.string() }),
  z.object({
    action: z.literal("verify"),
    backup: z.string().optional(),
    sample: z.union([z.number().int().positive(), z.literal("all")]),
  }),
  z.object({
    action: z.literal("restore"),
    backup: z.string(),
    mode: z.enum(["auto", "import", "upsert"]),
    namespaces: z.array(z.string()).optional(),
    tenant: tenantIdSchema.optional(),
    allowsOtherIndex: z.boolean(),
    isDryRun: z.boolean(),
  }),
]);
export type BackupRequest = z.infer<typeof backupRequestSchema>;

export const backupProgressSchema = z.object({ phase: z.string(), done: z.number(), of: z.number() });
export type BackupProgress = z.infer<typeof backupProgressSchema>;

export interface BackupOptions {
  readonly onProgress: (progress: BackupProgress) => void;
  /** Ends the waiting at the next file; a run goes on by itself, a restore when it is asked for again. */
  readonly signal: AbortSignal;
}

export const backupListSchema = z.object({
  index: z.string(),
  vectors: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(BACKUP_KINDS),
      status: z.string(),
      parent: z.string().nullable(),
      started_at: z.string(),
      vectors: z.number().nullable(),
      bytes: z.number().nullable(),
      /** Of a run: its parts that are done, and all. */
      shards: z.object({ done: z.number(), of: z.number() }).nullable(),
    }),
  ),
  /** Null where the documents' own service keeps backups, which nothing here can see. */
  state: z.array(z.object({ id: z.string(), started_at: z.string(), bytes: z.number() })).nullable(),
  live: z.object({ vectors: z.number(), dimensions: z.number() }),
});
export type BackupList = z.infer<typeof backupListSchema>;

/** Carries a request out with the parts of the folder that this process has open. */
export async function carryOut(
  services: Services,
  request: BackupRequest,
  options: BackupOptions,
): Promise<unknown> {
  switch (request.action) {
    case "list":
      return listBackups(services);
    case "create":
      return create(services, request.kind, options);
    case "remove":
      return remove(services, request.id);
    case "verify":
      return verifyBackup(services, request);
    case "restore":
      return restore(services, request, options);
  }
}

async function listBackups(services: Services): Promise<BackupList> {
  const [running, complete] = [await backupsOf(services, "running"), await backupsOf(services, "complete")];
  const vectors = [];
  for (const { id, kind, status, parent, started_at, ...rest } of [...complete, ...running]) {
    const shards = status === "running" ? await shardCount(services, id) : null;
    vectors.push({ id, kind, status, parent, started_at, vectors: rest.vectors, bytes: rest.bytes, shards });
  }
  const state = services.backup.snapshots ? await stateBackups(services) : null;
  const { namespaces } = await services.vectors.stats();
  return {
    index: services.backup.indexName,
    vectors,
    state: state?.map(({ id, started_at, bytes }) => ({ id, started_at, bytes })) ?? null,
    live: {
      vectors: Object.values(namespaces).reduce((sum, { count }) => sum + count, 0),
      dimensions: services.vectors.dimensions,
    },
  };
}

async function shardCount(services: Services, id: string) {
  const shards = await shardsOf(services, id);
  return { done: shards.filter(({ status }) => status === "done").length, of: shards.length };
}

const LOOK_EVERY_MS = 250;

/** Begins a backup of the vectors and waits for it; the documents' copy is made meanwhile. */
async function create(
  services: Services,
  kind: (typeof BACKUP_KINDS)[number],
  { onProgress, signal }: BackupOptions,
): Promise<unknown> {
  const { id } = await requestBackup(services, kind);
  const state = services.backup.snapshots ? await backUpState(services) : null;
  while (true) {
    const backup = await requireBackup(services, id);
    if (backup.status === "complete") return { vectors: backup, state };
    if (backup.status === "pruned")
      throw new AppError("conflict", "backup-removed", `${id} was removed while it was made.`, { id });
    const { done, of } = await shardCount(services, id);
    onProgress({ phase: "writing", done, of });
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}

/** A full goes with every backup that needs it. */
async function remove(services: Services, id: string): Promise<{ readonly removed: string[] }> {
  if (id.startsWith("s-")) {
    if (!(await stateBackups(services)).some((one) => one.id === id))
      throw new AppError("not-found", "no-such-backup", `There is no backup ${id}.`, { backup: id });
    await removeState(services, id);
    return { removed: [id] };
  }
  const backup = await requireBackup(services, id);
  const all = [...(await backupsOf(services, "complete")), ...(await backupsOf(services, "running"))];
  const later = all.filter(
    (one) => one.full === backup.full && one.id !== id && one.started_at > backup.started_at,
  );
  const doomed = [...later.toReversed(), backup];
  for (const one of doomed) await removeBackup(services, one);
  return { removed: doomed.map((one) => one.id) };
}

async function restore(
  services: Services,
  { backup, isDryRun, action: _, ...request }: Extract<BackupRequest, { action: "restore" }>,
  options: BackupOptions,
): Promise<unknown> {
  if (backup.startsWith("s-")) return restoreState(services, { id: backup, isDryRun });
  const wanted: RestoreRequest = { backup, ...request };
  return isDryRun ? previewRestore(services, wanted, options) : restoreVectors(services, wanted, options);
}
