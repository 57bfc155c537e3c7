import { setTimeout as sleep } from "node:timers/promises";
import { requestBackup } from "../lib/backup/back-up-vectors.ts";
import { removeBackup } from "../lib/backup/prune.ts";
import { restoreState } from "../lib/backup/restore-state.ts";
import { previewRestore, type RestoreRequest, restoreVectors } from "../lib/backup/restore-vectors.ts";
import { backupsOf, requireBackup, shardsOf } from "../lib/backup/runs.ts";
import { backUpState, removeState, stateBackups } from "../lib/backup/state.ts";
import { verifyBackup } from "../lib/backup/verify-backup.ts";
import type { Services } from "../lib/compose/services.ts";
import { AppError } from "../lib/domain/errors.ts";
import type { CommandInput, CommandOptions } from "./command-inputs.ts";

export interface BackupProgress {
  readonly phase: string;
  readonly done: number;
  readonly of: number;
}

type BackupOptions = CommandOptions<BackupProgress>;
type RequestTo<A extends CommandInput<"backup">["action"]> = Extract<CommandInput<"backup">, { action: A }>;

const ACTIONS = { list, create, remove, verify: verifyBackup, restore };

export type BackupAnswers = {
  readonly [A in keyof typeof ACTIONS]: Awaited<ReturnType<(typeof ACTIONS)[A]>>;
};
export type BackupList = BackupAnswers["list"];

/** Carries out a request on the folder that this process has open. */
export function manageBackups<R extends CommandInput<"backup">>(
  services: Services,
  request: R,
  options: BackupOptions,
): Promise<BackupAnswers[R["action"]]> {
  const act = ACTIONS[request.action] as (...given: unknown[]) => Promise<BackupAnswers[R["action"]]>;
  return act(services, request, options);
}

async function list(services: Services) {
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

/** Begins a backup of the vectors and waits for it. The documents are copied meanwhile. */
async function create(
  services: Services,
  { kind }: RequestTo<"create">,
  { onProgress, signal }: BackupOptions,
) {
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

/** Removing a full backup removes every backup that needs it too. */
async function remove(
  services: Services,
  { id }: RequestTo<"remove">,
): Promise<{ readonly removed: string[] }> {
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
  { backup, isDryRun, action: _, ...rest }: RequestTo<"restore">,
  options: BackupOptions,
) {
  if (backup.startsWith("s-")) return restoreState(services, { id: backup, isDryRun });
  const wanted: RestoreRequest = { backup, ...rest };
  return isDryRun ? previewRestore(services, wanted, options) : restoreVectors(services, wanted, options);
}
