import type { Restore } from "../../domain/backup/records.ts";
import type { BackupPorts } from "../ports.ts";
import { systemDocuments } from "../ports.ts";
import type { RestorePlan } from "./plan.ts";

export interface RestoreProgress {
  readonly phase: Restore["phase"];
  readonly done: number;
  readonly of: number;
  readonly restored: number;
}

/** A restore that is being carried out: its plan, and where to report progress. */
export interface RestoreWork {
  readonly ports: BackupPorts;
  readonly plan: RestorePlan;
  readonly onProgress: (progress: RestoreProgress) => void;
  readonly signal: AbortSignal;
}

/** Saves how far a restore has come, and reports it. */
export async function note(
  { ports, plan, onProgress }: RestoreWork,
  restore: Restore,
  set: Partial<Omit<Restore, "id" | "tenant_id" | "version">>,
): Promise<Restore> {
  await systemDocuments(ports).update("restores", { id: restore.id, set });
  const fresh = { ...restore, ...set };
  const done = fresh.phase === "checking" ? fresh.checked : fresh.applied;
  onProgress({ phase: fresh.phase, done, of: plan.steps.length, restored: fresh.restored });
  return fresh;
}
