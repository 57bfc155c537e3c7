import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { SMALL_OBJECTS_FILE } from "../adapters/embedded/sqlite-small-objects.ts";
import { STAGED_FILE } from "../adapters/embedded/sqlite-snapshots.ts";
import { AppError } from "../domain/errors.ts";

/** Which ports are kept in services and so need no file here. */
interface Elsewhere {
  readonly keyring: boolean;
  readonly kms: boolean;
  readonly mongo: boolean;
  readonly pinecone: boolean;
  readonly s3: boolean;
  readonly sqs: boolean;
  readonly upstash: boolean;
}

const KEYS = "Put back the copy that you keep apart from the data";
const BACKUP = "Restore it: increator backup restore (docs/RUNBOOK.md, Backups)";
const ANEW = "Put it back, or make an empty file in its place";

const REMEDIES = {
  "keys.json": `${KEYS}: without it nobody can tell who was erased, and no API key opens anything.`,
  "wrapping-keys.json": `${KEYS}: without it no contact can be read.`,
  "documents.sqlite": `${BACKUP}: without it nobody can tell who was erased.`,
  vectors: `${BACKUP}, or make an empty folder vectors: then every creator is embedded again.`,
  "objects/small.sqlite": `${ANEW}: then raw profiles are gone until their next fetch.`,
  "queues.sqlite": `${ANEW}: then sweeps send again what waited, within the hour, and dead letters are gone.`,
  "ledger.sqlite": `${ANEW}: then all quotas count anew, those of platforms too.`,
} as const;
export type FolderPart = keyof typeof REMEDIES;

/**
 * Parts that a data folder must have by what else is in it, and has not. A start makes them in a fixed order (keys,
 * documents, vectors, the index's name), so that a later one is never there without the earlier ones, whenever a first
 * start died. A new folder lacks nothing.
 */
export function missingParts(dataDir: string, elsewhere: Elsewhere): FolderPart[] {
  const has = (...names: string[]) => existsSync(join(dataDir, ...names));
  const vectors = has("vectors", "vectors.sqlite");
  const objects =
    isFilled(join(dataDir, "objects", "tree")) ||
    (has("objects", SMALL_OBJECTS_FILE) &&
      holdsRows(join(dataDir, "objects", SMALL_OBJECTS_FILE), ["objects"]));
  const isSettled = has("index-name") || has("dev-key");
  const documents = isFilled(join(dataDir, "documents.sqlite"));
  const isHeld = documents || vectors || objects || isSettled;
  const holdsVectors = vectors && holdsRows(join(dataDir, "vectors", "vectors.sqlite"), ["vectors"]);
  const isBlank =
    !documents ||
    (holdsVectors && !holdsRows(join(dataDir, "documents.sqlite"), ["creators", "suppressions"]));
  const missing: Readonly<Record<FolderPart, boolean>> = {
    "keys.json": !elsewhere.keyring && isHeld && !isFilled(join(dataDir, "keys.json")),
    "wrapping-keys.json": !elsewhere.kms && isHeld && !isFilled(join(dataDir, "wrapping-keys.json")),
    // A restored copy waits to be taken in by the start.
    "documents.sqlite": !elsewhere.mongo && !has(STAGED_FILE) && (vectors || objects || isSettled) && isBlank,
    vectors: !elsewhere.pinecone && has("index-name") && !has("vectors"),
    "objects/small.sqlite": !elsewhere.s3 && has("index-name") && !has("objects", SMALL_OBJECTS_FILE),
    "queues.sqlite": !elsewhere.sqs && has("index-name") && !has("queues.sqlite"),
    "ledger.sqlite": !elsewhere.upstash && has("index-name") && !has("ledger.sqlite"),
  };
  return (Object.keys(missing) as FolderPart[]).filter((part) => missing[part]);
}

/** Whether every vector must be made anew: the index holds none, whoever emptied it. */
export function isIndexEmptied(dataDir: string): boolean {
  const file = join(dataDir, "vectors", "vectors.sqlite");
  return existsSync(join(dataDir, "index-name")) && !(isFilled(file) && holdsRows(file, ["vectors"]));
}

/** @throws AppError `invalid`, code `data-folder-incomplete`, that names the parts and how to restore each. */
export function requireParts(dataDir: string, elsewhere: Elsewhere): void {
  const missing = missingParts(dataDir, elsewhere);
  if (missing.length === 0) return;
  throw new AppError("invalid", "data-folder-incomplete", partsTrouble(dataDir, missing), { missing });
}

export const partsTrouble = (dataDir: string, missing: readonly FolderPart[]): string =>
  missing
    .map((part) => `${join(dataDir, part)} is missing or empty, and the folder holds data. ${REMEDIES[part]}`)
    .join(" ");

function isFilled(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return false;
  return stats.isDirectory() ? readdirSync(path).length > 0 : stats.size > 0;
}

/** Damaged files count as filled: opening them says what is wrong. */
function holdsRows(file: string, tables: readonly string[]): boolean {
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      return tables.some((table) => database.prepare(`SELECT 1 FROM "${table}" LIMIT 1`).get() !== undefined);
    } finally {
      database.close();
    }
  } catch (error) {
    return !(error instanceof Error && /no such table/.test(error.message));
  }
}
