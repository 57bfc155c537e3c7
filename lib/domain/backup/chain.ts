import { DAY_MS } from "../durations.ts";
import type { Backup, BackupKind } from "./records.ts";

/** A new full begins a new chain: four of them in 28 days, and no restore applies more than six increments. */
const FULL_EVERY_DAYS = 7;
const BACKUP_EVERY_HOURS = 24;

/**
 * Days that a chain lives, counted from its full. Backups live 28 days at most, which a lifecycle rule enforces file by
 * file; a chain goes whole a day before, so that no increment outlives the full that it needs.
 */
const CHAIN_DAYS = 27;

/**
 * A mark bears the time before its write, and the write may show later: what was marked this long before a backup began
 * is taken into the next one again.
 */
export const OVERLAP_MS = 15 * 60_000;

/** What the next backup goes on from, for a kind that is asked for or, by default, is due. */
export interface NextBackup {
  readonly kind: BackupKind;
  readonly parent: Backup | null;
}

/** Null: none is due. `complete` are the whole ones, in any order. */
export function nextBackup(complete: readonly Backup[], now: Date): NextBackup | null {
  const latest = latestOf(complete);
  if (!latest) return { kind: "full", parent: null };
  if (ageMs(latest, now) < BACKUP_EVERY_HOURS * 3_600_000) return null;
  const full = complete.find(({ id }) => id === latest.full);
  if (!full || ageMs(full, now) >= FULL_EVERY_DAYS * DAY_MS) return { kind: "full", parent: null };
  return { kind: "incremental", parent: latest };
}

/** A full when one is asked for, or when there is nothing that an increment could go on from. */
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

/** The backups whose chain is over: all of a chain or none of it. */
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

/** From the full to `id`, in the order in which they are restored; null when a link is missing. */
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
