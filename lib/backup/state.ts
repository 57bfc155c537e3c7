import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type { BackupErasure, StateBackup } from "../domain/backup/records.ts";
import { type StateManifest, stateManifestSchema } from "../domain/backup/state-manifest.ts";
import { eq } from "../domain/condition.ts";
import { DAY_MS } from "../domain/durations.ts";
import { AppError, nullWhenAbsent } from "../domain/errors.ts";
import type { StateSnapshots } from "../ports/state-snapshots.ts";
import { putGzipped } from "./gzipped-objects.ts";
import { hashing } from "./hashing.ts";
import { NEVER, withLease } from "./lease.ts";
import { type BackupPorts, systemDocuments } from "./ports.ts";
import { backUpRaw, rewriteRaw } from "./raw-parts.ts";
import { removeUnlisted } from "./remove-unlisted.ts";
import { type Forgotten, forgetIn } from "./rewrite/forget-in-copy.ts";
import { readSigned, type SignedPorts, writeSigned } from "./signed-objects.ts";

const statePrefix = (id: string): string => `backups/state/${id}/`;
const keysOf = (id: string) => ({
  body: `${statePrefix(id)}manifest.json`,
  signature: `${statePrefix(id)}manifest.sig`,
});

/** Copies that are kept. Each is a copy of the whole database. */
const KEPT = 3;
/** Backups live 28 days at most. One day less, as for vectors. */
const KEPT_DAYS = 27;

/** Whether copies are made here at all and the newest is at least a day old. */
export async function isStateDue(ports: BackupPorts): Promise<boolean> {
  if (!ports.backup.snapshots) return false;
  const latest = (await stateBackups(ports)).at(-1);
  return !latest || ports.clock.now().getTime() - Date.parse(latest.started_at) >= DAY_MS;
}

/** Oldest first. */
export async function stateBackups(
  ports: Pick<BackupPorts, "openDocuments">,
  status: StateBackup["status"] = "complete",
): Promise<StateBackup[]> {
  const { items } = await systemDocuments(ports).find("state_backups", {
    where: [eq("status", status)],
    sort: { field: "started_at", direction: "ascending" },
    limit: 1_000,
  });
  return items;
}

/**
 * Copies documents and raw objects while the system runs. The database copy is consistent. The raw objects are copied a
 * moment later, and nothing in the database needs any of them.
 * @throws AppError `invalid`, code `no-snapshots`, if the documents' own service keeps backups.
 */
export async function backUpState(ports: BackupPorts): Promise<StateBackup> {
  requireSnapshots(ports);
  await settlePartial(ports);
  const started_at = ports.clock.now().toISOString();
  const id = `s-${started_at.replace(/[-:.]/g, "").toLowerCase()}-${ports.ids.random().slice(-6)}`;
  const set = { status: "partial" as const, started_at, bytes: 0, rewriting_until: NEVER };
  underWay.add(id);
  try {
    await systemDocuments(ports).upsertMany("state_backups", [{ id, version: "1", set }]);
    await copyState(ports, { id, started_at });
  } catch (error) {
    underWay.delete(id);
    // If this fails too, the next copy or the next erasure removes what is left.
    await settlePartial(ports).catch(() => undefined);
    throw error;
  }
  underWay.delete(id);
  await settlePartial(ports);
  await pruneState(ports);
  return (await systemDocuments(ports).get("state_backups", id)) ?? notRecorded(id);
}

/** Copies that this process is making. No other process copies its folder. */
const underWay = new Set<string>();

async function copyState(
  ports: BackupPorts,
  { id, started_at }: Pick<StateBackup, "id" | "started_at">,
): Promise<void> {
  const database = await requireSnapshots(ports).take((copy) => putDatabase(ports, id, copy));
  const raw = await backUpRaw(ports, statePrefix(id));
  const manifest: StateManifest = {
    format: 1,
    id,
    started_at,
    finished_at: ports.clock.now().toISOString(),
    rewritten_at: null,
    keys: { current: ports.keyring.current, versions: [...ports.keyring.keys.keys()] },
    database,
    raw,
  };
  await writeSigned(ports, keysOf(id), manifest);
}

/**
 * Ends what died on its way: a copy that has its manifest is complete, and the files of any other are removed, since
 * nothing would take erased creators out of them. Returns whether copies are being made now.
 */
async function settlePartial(ports: BackupPorts): Promise<boolean> {
  const partial = await stateBackups(ports, "partial");
  for (const { id } of partial.filter((one) => !underWay.has(one.id))) {
    const manifest = await readStateManifest(ports, id).catch(nullWhenAbsent);
    if (!manifest) {
      await removeState(ports, id);
      continue;
    }
    const bytes = [manifest.database, ...manifest.raw].reduce((sum, one) => sum + one.bytes, 0);
    await systemDocuments(ports).update("state_backups", { id, set: { status: "complete", bytes } });
  }
  return partial.some(({ id }) => underWay.has(id));
}

function notRecorded(id: string): never {
  throw new AppError("unavailable", "backup-not-recorded", `The record of ${id} is not there.`, {
    backup: id,
  });
}

/** @throws AppError `invalid`, code `no-snapshots`. */
export function requireSnapshots({ backup }: Pick<BackupPorts, "backup">): StateSnapshots {
  if (backup.snapshots) return backup.snapshots;
  const message =
    "Documents in Atlas are backed up by Atlas itself: docs/RUNBOOK.md, Backups. Only vectors are backed up here.";
  throw new AppError("invalid", "no-snapshots", message);
}

const putDatabase = (
  { objects }: BackupPorts,
  id: string,
  copy: Readable,
): Promise<StateManifest["database"]> =>
  putGzipped(objects, `${statePrefix(id)}documents-${Date.now().toString(36)}.sqlite.gz`, copy);

async function pruneState(ports: BackupPorts): Promise<void> {
  const all = await stateBackups(ports);
  const oldest = ports.clock.now().getTime() - KEPT_DAYS * DAY_MS;
  const over = all.filter((one, at) => at < all.length - KEPT || Date.parse(one.started_at) < oldest);
  for (const backup of over) await removeState(ports, backup.id);
}

export async function removeState(
  ports: Pick<BackupPorts, "openDocuments" | "objects">,
  id: string,
): Promise<void> {
  const documents = systemDocuments(ports);
  await documents.update("state_backups", { id, set: { status: "partial" } });
  await ports.objects.deleteAllVersions(Object.values(keysOf(id)));
  await ports.objects.deletePrefix(statePrefix(id));
  await documents.update("state_backups", { id, set: { status: "pruned" } });
}

/** @throws AppError as `readSigned`. */
export const readStateManifest = (ports: SignedPorts, id: string): Promise<StateManifest> =>
  readSigned(ports, keysOf(id), id, stateManifestSchema);

export interface RewrittenState {
  /** How often each creator was found. */
  readonly removed: ReadonlyMap<string, number>;
  /** False if one of the copies is being made, or rewritten by another worker. */
  readonly isWhole: boolean;
  /** Why copies could not be rewritten. The others are. */
  readonly failures: readonly unknown[];
}

/** Removes erased creators from every copy. */
export async function rewriteState(
  ports: BackupPorts,
  erased: readonly BackupErasure[],
  ms: number,
): Promise<RewrittenState> {
  const removed = new Map<string, number>();
  const failures: unknown[] = [];
  if (!ports.backup.snapshots) return { removed, isWhole: true, failures };
  let isWhole = !(await settlePartial(ports));
  for (const { id } of await stateBackups(ports)) {
    try {
      const { isHeld } = await withLease(ports, "state_backups", { id, ms }, () =>
        rewriteCopy(ports, id, erased, removed),
      );
      isWhole &&= isHeld;
    } catch (error) {
      failures.push(error);
    }
  }
  return { removed, isWhole, failures };
}

async function rewriteCopy(
  ports: BackupPorts,
  id: string,
  erased: readonly BackupErasure[],
  removed: Map<string, number>,
): Promise<void> {
  const before = await readStateManifest(ports, id);
  const database = await rewriteDatabase(ports, before, erased, removed);
  const raw = await rewriteRaw(ports, before.raw, erased, removed);
  const fresh = { ...before, database, raw, rewritten_at: ports.clock.now().toISOString() };
  const kept = new Set([...Object.values(keysOf(id)), database.key, ...raw.map(({ key }) => key)]);
  const isChanged = [before.database, ...before.raw].some(({ key }) => !kept.has(key));
  if (isChanged) await writeSigned(ports, keysOf(id), stateManifestSchema.parse(fresh));
  await removeUnlisted(ports.objects, statePrefix(id), kept);
}

async function rewriteDatabase(
  ports: BackupPorts,
  { id, database }: StateManifest,
  erased: readonly BackupErasure[],
  removed: Map<string, number>,
): Promise<StateManifest["database"]> {
  await requireIntact(ports, database);
  return requireSnapshots(ports).rewrite(
    await databaseCopy(ports, database),
    async (openDocuments) => {
      const found = await forgetIn({ ...ports, openDocuments }, erased.map(forgotten));
      for (const one of found) removed.set(one, (removed.get(one) ?? 0) + 1);
      return found.length > 0;
    },
    (rewritten) => (rewritten ? putDatabase(ports, id, rewritten) : Promise.resolve(database)),
  );
}

const forgotten = ({ owner, creator_id, erasure_id }: BackupErasure): Forgotten => ({
  tenantId: owner,
  creatorId: creator_id,
  erasureId: erasure_id,
});

/** The decompressed database of a copy. */
export async function databaseCopy(
  { objects }: Pick<BackupPorts, "objects">,
  { key }: StateManifest["database"],
): Promise<Readable> {
  const packed = await objects.stream(key);
  return packed.pipe(createGunzip()).on("error", () => packed.destroy());
}

/**
 * Computes a stream's checksum without holding it in memory.
 * @throws AppError `invalid`, code `backup-damaged`.
 */
export async function requireIntact(
  { objects }: Pick<BackupPorts, "objects">,
  file: StateManifest["database"],
): Promise<void> {
  const { through, result } = hashing();
  await pipeline(await objects.stream(file.key), through, async (body) => {
    for await (const _ of body);
  });
  const { bytes, sha256 } = result();
  if (bytes === file.bytes && sha256 === file.sha256) return;
  const message = `The backup is damaged: ${file.key} is not what was written. Restore an older backup.`;
  throw new AppError("invalid", "backup-damaged", message, { key: file.key });
}
