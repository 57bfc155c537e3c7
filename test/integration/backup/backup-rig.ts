import { requestBackup } from "../../../lib/backup/back-up-vectors.ts";
import { readManifest } from "../../../lib/backup/manifests.ts";
import type { BackupPorts } from "../../../lib/backup/ports.ts";
import { type RestoreRequest, restoreVectors } from "../../../lib/backup/restore-vectors.ts";
import { backupsOf } from "../../../lib/backup/runs.ts";
import type { BackupManifest } from "../../../lib/domain/backup/manifest.ts";
import type { BackupKind } from "../../../lib/domain/backup/records.ts";
import type { BackupSizes } from "../../../lib/domain/backup/shards.ts";
import { eraseCreator } from "../../../lib/erasure/erase-creator.ts";
import type { VectorRecord } from "../../../lib/ports/vector-index.ts";
import { ndjson, xEnvelope, youtubeEnvelope } from "../pipeline/envelopes.ts";
import { createRig, localId, type Rig, type RigOptions } from "../pipeline/rig.ts";

/** Small enough that a few creators make several shards and files. */
export const SMALL: BackupSizes = { shardVectors: 8, fileRows: 4, groupRows: 2 };

export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;

/** A pipeline with creators in it, and what tests ask of its backups. */
export async function createBackupRig(
  options: RigOptions & { readonly x?: number; readonly youtube?: number } = {},
) {
  const { x = 12, youtube = 3, ...rest } = options;
  const rig = createRig({ backupSizes: SMALL, ...rest });
  const accounts = [
    ...Array.from({ length: x }, (_, at) =>
      xEnvelope({ id: String(at + 1), description: `Trains, part ${at}` }),
    ),
    ...Array.from({ length: youtube }, (_, at) => youtubeEnvelope(at + 1, `Bread, part ${at}`)),
  ];
  await takeIn(rig, accounts);
  // What was indexed just now would be taken again as changed meanwhile.
  rig.advance(60 * MINUTE_MS);
  return rig;
}

export async function takeIn(rig: Rig, envelopes: readonly unknown[]): Promise<void> {
  await rig.announce(await rig.drop("drop.ndjson", ndjson(...envelopes)));
  await rig.settle();
}

export async function backUp(rig: Rig, kind: BackupKind = "full"): Promise<BackupManifest> {
  const { id } = await requestBackup(rig.ports, kind);
  await rig.settle();
  return readManifest(rig.ports, id);
}

/** Every row of a backup's files, as they are read back. */
export async function rowsIn(
  { objects, backup }: Pick<BackupPorts, "objects" | "backup">,
  files: readonly { readonly key: string }[],
): Promise<VectorRecord[]> {
  const rows: VectorRecord[] = [];
  for (const { key } of files)
    for await (const group of backup.files.read(await objects.get(key))) rows.push(...group);
  return rows;
}

export const idsOf = (records: readonly { readonly id: string }[]): string[] =>
  records.map(({ id }) => id).sort();

export const restore = (ports: BackupPorts, backup: string, rest: Partial<RestoreRequest> = {}) =>
  restoreVectors(
    ports,
    { backup, mode: "auto", allowsOtherIndex: false, ...rest },
    { onProgress: () => undefined, signal: new AbortController().signal },
  );

/** Erases an account of X and lets the workers do what there is to do, the later messages too. */
export async function eraseX(rig: Rig, userId: string) {
  const erasure = await eraseCreator(
    rig.as("erase-creator"),
    { creatorId: localId("x", userId), scope: "creator" },
    "k",
  );
  await rig.settle();
  return erasure;
}

/** Lets delayed messages come. */
export async function later(rig: Rig, minutes = 11): Promise<void> {
  rig.advance(minutes * MINUTE_MS);
  await rig.settle();
}

export const complete = (rig: Rig) => backupsOf(rig.ports, "complete");
