import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FolderPart } from "../adapters/embedded/file-trouble.ts";
import { createSqliteSnapshots } from "../adapters/embedded/sqlite-snapshots.ts";
import { requireWholeCopy } from "../backup/restore-state.ts";
import { databaseCopy } from "../backup/state.ts";
import type { Log } from "../lambda/log.ts";
import { openKeyring, openObjectPart, type PartSource } from "./embedded-parts.ts";
import { type Elsewhere, folderTroubles } from "./folder-parts.ts";

/**
 * Lets a folder that lost a part be opened for the restore that brings the part back: a copy of the documents takes
 * their place at this very opening, vectors and raw objects begin empty. Does nothing for parts that the backup does
 * not hold; null: the folder is opened for something else.
 * @throws AppError as `requireWholeCopy`.
 */
export async function makeReadyToRestore(
  source: PartSource,
  elsewhere: Elsewhere,
  { backup, log }: { readonly backup: string | null; readonly log: Log },
): Promise<void> {
  if (backup === null) return;
  const { dataDir } = source;
  const ofState: Partial<Record<FolderPart, () => Promise<unknown>>> = {
    "objects/small.sqlite": () => writeFile(join(dataDir, "objects", "small.sqlite"), ""),
    "documents.sqlite": () => stageDocuments(source, backup, log),
  };
  const ofVectors: typeof ofState = { vectors: () => mkdir(join(dataDir, "vectors")) };
  const ways = backup.startsWith("s-") ? ofState : ofVectors;
  const lost = new Set(folderTroubles(dataDir, elsewhere).map(({ part }) => part));
  // Whatever else is missing is told of when the folder is opened. Nothing is brought back before the keys are.
  if (lost.has("keys.json") || lost.has("objects/tree")) return;
  for (const [part, bringBack] of Object.entries(ways)) if (lost.has(part)) await bringBack();
}

async function stageDocuments(source: PartSource, backup: string, log: Log): Promise<void> {
  const { keyring } = await openKeyring(source);
  const { ports, close } = await openObjectPart(source, undefined, { log, keyring });
  try {
    const { database } = await requireWholeCopy({ ...ports, keyring }, backup);
    await createSqliteSnapshots({ folder: source.dataDir }).stage(await databaseCopy(ports, database));
  } finally {
    await close();
  }
}
