import { DAY_MS, HOUR_MS, MINUTE_MS } from "../durations.ts";
import type { Backup, BackupKind } from "./records.ts";

/** A new full backup begins a new chain. There are four in 28 days, and no restore applies more than six increments. */
const FULL_EVERY_DAYS = 7;
const BACKUP_EVERY_HOURS = 24;

/**
 * Days that a chain is kept, counted from its full backup. Backups are kept 28 days at most, and a lifecycle rule
 * enforces that for each file. A whole chain is deleted a day earlier, so that no increment outlives the full backup
 * that it needs.
 */
const CHAIN_DAYS = 27;

/**
 * A mark has the time before its write, and the write may become visible later. Vectors marked this long before a
 * backup began are taken into the next backup again.
 */
export const OVERLAP_MS = 15 * MINUTE_MS;

/** The next backup, of the kind that is asked for or that is due, and the backup that it continues. */
export interface NextBackup {
  readonly kind: BackupKind;
  readonly parent: Backup | null;
}

/** Null if no backup is due. `complete` are the complete backups, in any order. */
export function nextBackup(complete: readonly Backup[], now: Date): NextBackup | null {
  const latest = latestOf(complete);
  if (!latest) return { kind: "full", parent: null };
  if (ageMs(latest, now) < BACKUP_EVERY_HOURS * HOUR_MS) return null;
  const full = complete.find(({ id }) => id === latest.full);
  if (!full || ageMs(full, now) >= FULL_EVERY_DAYS * DAY_MS) return { kind: "full", parent: null };
  return { kind: "incremental", parent: latest };
}

/** A full backup if one is asked for, or if no earlier backup can be continued. */
export function requestedBackup(
  complete: readonly Backup[],
  kind: BackupKind,
  source: Backup["source"],
): NextBackup {
  const latest = latestOf(complete.filter((backup) => isOfSource(backup, source)));
  return kind === "full" || !latest ? { kind: "full", parent: null } : { kind, parent: latest };
}

export const isOfSource = ({ source }: Backup, { index, model, dimensions }: Backup["source"]): boolean =>
  source.index === index && source.model === model && source.dimensions === dimensions;

export const latestOf = (backups: readonly Backup[]): Backup | null =>
  backups.reduce<Backup | null>(
    (latest, backup) => (latest && latest.started_at >= backup.started_at ? latest : backup),
    null,
  );

/** The backups whose chain is over: always a whole chain. */
export function expired(backups: readonly Backup[], now: Date): Backup[] {
  const old = new Set(
    backups
      .filter((backup) => backup.kind === "full" && ageMs(backup, now) >= CHAIN_DAYS * DAY_MS)
      .map(({ id }) => id),
  );
  return backups.filter(
    ({ id, full, ...backup }) => old.has(full) || (id === full && ageMs(backup, now) >= CHAIN_DAYS * DAY_MS),
  );
}

/** The backups from the full one to `id`, in the order of restoring; null if a link is missing. */
export function chainTo<
  T extends { readonly id: string; readonly parent: string | null; readonly kind: BackupKind },
>(backups: ReadonlyMap<string, T>, id: string): T[] | null {
  const chain: T[] = [];
  for (let at: string | null = id; at !== null; ) {
    const backup: T | undefined = backups.get(at);
    if (!backup || chain.includes(backup)) return null;
    chain.unshift(backup);
    at = backup.kind === "full" ? null : backup.parent;
  }
  return chain[0]?.kind === "full" ? chain : null;
}

const ageMs = ({ started_at }: Pick<Backup, "started_at">, now: Date): number =>
  now.getTime() - Date.parse(started_at);
