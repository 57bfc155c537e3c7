import { isOfSource, latestOf, nextBackup, requestedBackup } from "../domain/backup/chain.ts";
import type { Backup, BackupKind } from "../domain/backup/records.ts";
import { atMost, eq } from "../domain/condition.ts";
import { HOUR_MS } from "../domain/durations.ts";
import { AppError } from "../domain/errors.ts";
import { messagesIn } from "../ports/queues.ts";
import { backupMessage } from "./backup-message.ts";
import { forgetDeletions } from "./deletions.ts";
import { type BackupPorts, sourceOf, systemDocuments } from "./ports.ts";
import { pruneExpired, removeBackup } from "./prune.ts";
import { advance, backupsOf, beginBackup } from "./runs.ts";
import { backUpState, isStateDue } from "./state.ts";

export type BackUpPorts = BackupPorts;

export interface BackupTick {
  readonly begun: string | null;
  readonly resumed: readonly string[];
  readonly pruned: number;
  readonly state: string | null;
  /** What a person must look at. Contains no personal data. */
  readonly alarms: readonly BackupAlarm[];
}

interface BackupAlarm {
  readonly code: "backup-slow" | "backup-overdue" | "backup-erasure-slow";
  /** Id of a backup or of an erasure. */
  readonly id: string;
  readonly since: string;
}

const DELETIONS_DAYS = 28;
/** A full backup of 250M vectors takes nine hours at the index's own limit (`increator backup plan`). */
const SLOW_HOURS = 24;
const OVERDUE_HOURS = 48;
/** The strictest platform allows one day. */
const ERASURE_HOURS = 12;

/**
 * Runs every hour. Continues runs whose worker died, begins the day's backup, removes backups of 27 days, and removes
 * erased creators from the others. A second run, even at the same time, changes nothing, because every step looks at
 * what is there.
 */
export async function backUpVectors(ports: BackupPorts): Promise<BackupTick> {
  const isIdle = (await messagesIn(ports.queues, "backup")) === 0;
  const resumed = await resume(ports, isIdle);
  const running = await backupsOf(ports, "running");
  const complete = (await backupsOf(ports, "complete")).filter((one) => isOfSource(one, sourceOf(ports)));
  const { isScheduled } = ports.backup;
  const next = isScheduled && running.length === 0 ? nextBackup(complete, ports.clock.now()) : null;
  const begun = next ? await beginBackup(ports, next) : null;
  const state = isScheduled && (await isStateDue(ports)) ? await backUpState(ports) : null;
  const pruned = await pruneExpired(ports);
  const old = new Date(ports.clock.now().getTime() - DELETIONS_DAYS * 24 * HOUR_MS);
  await forgetDeletions(ports, old.toISOString());
  if (isIdle) await remindOfErasures(ports);
  const latest = latestOf(complete);
  const alarms = [
    ...late(ports, running, "backup-slow", SLOW_HOURS),
    ...(latest && isScheduled ? late(ports, [latest], "backup-overdue", OVERDUE_HOURS) : []),
    ...(await slowErasures(ports)),
  ];
  return { begun: begun?.id ?? null, resumed, pruned, state: state?.id ?? null, alarms };
}

/**
 * Begins a backup now, at any time of day.
 * @throws AppError `conflict`, code `backup-running`, while a backup is being made.
 */
export async function requestBackup(ports: BackupPorts, kind: BackupKind): Promise<Backup> {
  const [running] = await backupsOf(ports, "running");
  if (running) {
    const message = `${running.id} is being made. increator backup list shows how far it is; it goes on by itself.`;
    throw new AppError("conflict", "backup-running", message, { backup: running.id });
  }
  return beginBackup(ports, requestedBackup(await backupsOf(ports, "complete"), kind, sourceOf(ports)));
}

/**
 * While messages wait or are in work, none is known to be lost. A run with vectors of another model cannot continue.
 */
async function resume(ports: BackupPorts, isIdle: boolean): Promise<string[]> {
  const resumed: string[] = [];
  for (const backup of await backupsOf(ports, "running")) {
    if (!isOfSource(backup, sourceOf(ports))) await removeBackup(ports, backup);
    else if (isIdle) {
      await advance(ports, backup, { resend: true });
      resumed.push(backup.id);
    }
  }
  return resumed;
}

async function remindOfErasures(ports: BackupPorts): Promise<void> {
  const open = await systemDocuments(ports).count("backup_erasures", [eq("is_told", false)]);
  if (open > 0) await ports.queues.send("backup", [backupMessage({ work: "rewrite" })]);
}

function late(
  { clock }: BackupPorts,
  backups: readonly Backup[],
  code: BackupAlarm["code"],
  hours: number,
): BackupAlarm[] {
  const limit = clock.now().getTime() - hours * HOUR_MS;
  return backups
    .filter(({ started_at }) => Date.parse(started_at) < limit)
    .map(({ id, started_at }) => ({ code, id, since: started_at }));
}

async function slowErasures(ports: BackupPorts): Promise<BackupAlarm[]> {
  const limit = new Date(ports.clock.now().getTime() - ERASURE_HOURS * HOUR_MS);
  const { items } = await systemDocuments(ports).find("backup_erasures", {
    where: [eq("status", "pending"), atMost("at", limit.toISOString())],
    limit: 100,
  });
  return items.map(({ erasure_id, at }) => ({ code: "backup-erasure-slow", id: erasure_id, since: at }));
}
