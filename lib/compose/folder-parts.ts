import { existsSync, readdirSync, rmSync, statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type SQLOutputValue } from "node:sqlite";
import { FOLDER_PARTS, type FolderPart, isDamage, wrongKind } from "../adapters/embedded/file-trouble.ts";
import { SMALL_OBJECTS_FILE } from "../adapters/embedded/sqlite-small-objects.ts";
import { STAGED_FILE } from "../adapters/embedded/sqlite-snapshots.ts";
import { STATIC_MODELS } from "../adapters/embedded/static-embedder.ts";
import { AppError } from "../domain/errors.ts";
import type { FolderTrouble } from "../health/check-health.ts";
import type { EmbedderKind } from "../ports/embedder.ts";
import { hasCounters } from "./counters.ts";

export { databaseTrouble, fileTrouble } from "../adapters/embedded/file-trouble.ts";

/** What a data folder holds at its top. */
export const PART_NAMES: readonly string[] = Object.keys(FOLDER_PARTS).filter((part) => !part.includes("/"));

/** Which ports are kept in services, and so need no file here. */
export type Elsewhere = Readonly<Record<NonNullable<(typeof FOLDER_PARTS)[FolderPart]["service"]>, boolean>>;

/** Static rows and the sentence model, which a joined model's name lists first. */
const OWN_PARTS = 2;

/** With less free space a write can fail at any moment: SQLite's log alone grows to 40 MB. */
const FREE_BYTES_MIN = 100_000_000;

/** What would stop a start: parts that are missing, or a folder in place of a file. Each has its remedy. */
export function folderTroubles(dataDir: string, elsewhere: Elsewhere): FolderTrouble[] {
  const misplaced = Object.entries(FOLDER_PARTS).flatMap(([part, { isFolder, service, remedy }]) => {
    const says = service && elsewhere[service] ? null : wrongKind(join(dataDir, part), isFolder);
    return says === null ? [] : [{ part, says, remedy }];
  });
  if (misplaced.length > 0) return misplaced;
  return missingParts(dataDir, elsewhere).map((part) => ({
    part,
    says: "is missing or empty, and the folder holds data.",
    remedy: FOLDER_PARTS[part].remedy,
  }));
}

/** SQLite's files that are no longer SQLite's, each with its remedy. Reads only their first pages. */
export function damagedParts(dataDir: string, elsewhere: Elsewhere): FolderTrouble[] {
  return Object.entries(FOLDER_PARTS).flatMap(([part, { service, remedy }]) => {
    const isHere = part.endsWith(".sqlite") && !(service && elsewhere[service]);
    if (!isHere || !isFilled(join(dataDir, part)) || isReadable(join(dataDir, part))) return [];
    return [{ part, says: "is damaged.", remedy: `Move it away. ${remedy}` }];
  });
}

/** Reports a disk that is almost full. */
export function diskTroubles(dataDir: string, bytesMin = FREE_BYTES_MIN): FolderTrouble[] {
  const { bavail, bsize } = statfsSync(dataDir);
  if (bavail * bsize >= bytesMin) return [];
  const says = `has ${Math.round((bavail * bsize) / 1e6)} MB left.`;
  return [{ part: "disk", says, remedy: "Make room; what failed can be done again." }];
}

/**
 * Parts that a data folder lacks, but must have because of its other content. A start makes the parts in a fixed order
 * (keys, documents, vectors, the index's name), so a later part is never there without the earlier ones, even if the
 * first start died midway. A new folder lacks nothing.
 */
function missingParts(dataDir: string, elsewhere: Elsewhere): FolderPart[] {
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
  const missing: Readonly<Partial<Record<FolderPart, boolean>>> = {
    "keys.json": !elsewhere.keyring && isHeld && !isFilled(join(dataDir, "keys.json")),
    "wrapping-keys.json": !elsewhere.kms && isHeld && !isFilled(join(dataDir, "wrapping-keys.json")),
    // A restored copy waits to be adopted by the start.
    "documents.sqlite": !elsewhere.mongo && !has(STAGED_FILE) && (vectors || objects || isSettled) && isBlank,
    vectors: !elsewhere.pinecone && has("index-name") && !has("vectors"),
    "objects/tree": !elsewhere.s3 && has("index-name") && !has("objects", "tree"),
    "objects/small.sqlite": !elsewhere.s3 && has("index-name") && !has("objects", SMALL_OBJECTS_FILE),
    "queues.sqlite": !elsewhere.sqs && has("index-name") && !has("queues.sqlite"),
    "counters.sqlite": !elsewhere.upstash && has("index-name") && !hasCounters(dataDir),
  };
  return (Object.keys(missing) as FolderPart[]).filter((part) => missing[part]);
}

/** Whether every vector must be made again, because the index holds none for any reason. */
export function isIndexEmptied(dataDir: string): boolean {
  return existsSync(join(dataDir, "index-name")) && !holdsVectors(dataDir);
}

function holdsVectors(dataDir: string): boolean {
  const file = vectorsFile(dataDir);
  return isFilled(file) && holdsRows(file, ["vectors"]);
}

/** Whether the folder's vectors were made by static rows with a sentence model beside them. */
export const holdsSentences = (dataDir: string): boolean => heldModel(dataDir)?.includes("+") ?? false;

/** The own models by their dimensions, for files that do not name theirs: a release before this one made them. */
const UNNAMED: ReadonlyMap<number, string> = new Map([
  [384, STATIC_MODELS],
  [576, `${STATIC_MODELS}+`],
]);

/**
 * Removes vectors that another of the own embedders made, as after an update or a change of `INCREATOR_SENTENCES`: every
 * creator is embedded again from its document, and is found by words until then. Nobody is asked, because it costs
 * nothing.
 * @throws AppError `invalid`, code `vectors-of-a-service`, when a service made the vectors: to make them again costs its
 * price or changes the answers.
 */
export function removeOtherVectors(dataDir: string, { model, dimensions }: EmbedderKind): void {
  const held = heldDimensions(dataDir);
  if (held === null) return;
  const made = heldModel(dataDir, held);
  const isSame = held === dimensions;
  if (made !== null && isServed(made) && !(isServed(model) && isSame))
    throw ofService(join(dataDir, "vectors"), made);
  if (isSame) return;
  for (const name of readdirSync(join(dataDir, "vectors")))
    rmSync(join(dataDir, "vectors", name), { recursive: true });
}

/** Whether a service made the vectors, or a part of them. */
const isServed = (model: string): boolean =>
  !model.startsWith(STATIC_MODELS) || model.split("+").length > OWN_PARTS;

const ofService = (folder: string, model: string): AppError =>
  new AppError(
    "invalid",
    "vectors-of-a-service",
    `The vectors in ${folder} were made by ${model}. Start with OPENAI_API_KEY, OPENAI_EMBEDDING_MODEL and INCREATOR_SENTENCES as before, or empty that folder; then every creator is embedded again.`,
    { model },
  );

/** The model that made the folder's vectors, as their file tells. Null if there are none. */
function heldModel(dataDir: string, dimensions = heldDimensions(dataDir)): string | null {
  if (dimensions === null || !holdsVectors(dataDir)) return null;
  const named = valueIn(vectorsFile(dataDir), "SELECT model AS held FROM made_by");
  return String(named ?? UNNAMED.get(dimensions) ?? `a service's model of ${dimensions} dimensions`);
}

/** Null: there are no vectors yet, or the file is damaged, which it says when it is opened. */
function heldDimensions(dataDir: string): number | null {
  const held = valueIn(vectorsFile(dataDir), "SELECT value AS held FROM settings WHERE name = 'dimensions'");
  return held === null ? null : Number(held);
}

const vectorsFile = (dataDir: string): string => join(dataDir, "vectors", "vectors.sqlite");

/** The column `held` of the first row; null if there is none, or the file cannot be read. */
function valueIn(file: string, sql: string): SQLOutputValue {
  if (!isFilled(file)) return null;
  try {
    return reading(file, (database) => database.prepare(sql).get()?.held ?? null);
  } catch {
    return null;
  }
}

function reading<T>(file: string, read: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return read(database);
  } finally {
    database.close();
  }
}

/** @throws AppError `invalid`, code `data-folder-incomplete`, that names the parts and how to restore each. */
export function requireParts(dataDir: string, elsewhere: Elsewhere): void {
  const troubles = folderTroubles(dataDir, elsewhere);
  if (troubles.length === 0) return;
  const message = troubles
    .map(({ part, says, remedy }) => `${join(dataDir, part)} ${says} ${remedy}`)
    .join(" ");
  throw new AppError("invalid", "data-folder-incomplete", message, {
    missing: troubles.map(({ part }) => part),
  });
}

function isFilled(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return false;
  return stats.isDirectory() ? readdirSync(path).length > 0 : stats.size > 0;
}

function isReadable(file: string): boolean {
  try {
    reading(file, (database) => database.prepare("SELECT count(*) FROM sqlite_master").get());
    return true;
  } catch (error) {
    return !isDamage(error);
  }
}

/** A damaged file counts as filled; opening it reports the damage. */
function holdsRows(file: string, tables: readonly string[]): boolean {
  try {
    return reading(file, (database) =>
      tables.some((table) => database.prepare(`SELECT 1 FROM "${table}" LIMIT 1`).get() !== undefined),
    );
  } catch (error) {
    return !(error instanceof Error && /no such table/.test(error.message));
  }
}
