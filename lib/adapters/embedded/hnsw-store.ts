import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type SQLOutputValue } from "node:sqlite";
import { AppError } from "../../domain/errors.ts";
import type { EmbedderKind } from "../../ports/embedder.ts";
import type { VectorMetadata } from "../../ports/vector-index.ts";
import type { StoredVector, StoredVectors } from "./hnsw-records.ts";
import { emptyLog, rowsOf, transact, translating } from "./sqlite-database.ts";

/**
 * The durable source of truth: every vector and its metadata. Graph files only save time.
 */
export interface VectorStore {
  /** The namespace's number. The first call assigns it. */
  numberOf(namespace: string): number;
  namespaces(): { name: string; number: number }[];
  /** All records, a few hundred at a time. */
  records(): Iterable<StoredVectors>;
  /** Runs `write` completely or not at all. */
  transaction<T>(write: () => T): T;
  /** Stores a vector in place of `replaced`, under a new key, and returns that key. */
  insert(record: Omit<StoredVector, "key">, replaced: number | undefined): number;
  setMetadata(key: number, metadata: VectorMetadata): void;
  remove(key: number): void;
  /** The graph files that belong to this store. Any other file may have other vectors under the same keys. */
  recordedGraphs(): string[];
  /** Must be called before the graph's file gets the name. */
  recordGraph(name: string): void;
  /** Tells the store that the last recorded graph is in place. */
  settleGraph(): void;
  /** The key of the record with this id. */
  keyOf(number: number, id: string): number | undefined;
  metadata(key: number): VectorMetadata;
  get(number: number, id: string): StoredVector | undefined;
  /** Ids after `after` that begin with `prefix`, in order. */
  listIds(number: number, prefix: string, after: string, limit: number): string[];
  /** Removes deleted data from the write-ahead log, the last file that holds it. */
  checkpoint(): void;
  close(): void;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS made_by (row INTEGER PRIMARY KEY CHECK (row = 1), model TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS namespaces (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  -- AUTOINCREMENT: a key must never come twice, graph files know vectors by it.
  CREATE TABLE IF NOT EXISTS vectors (
    key INTEGER PRIMARY KEY AUTOINCREMENT, namespace INTEGER NOT NULL, id TEXT NOT NULL,
    scale REAL NOT NULL, planes BLOB NOT NULL, metadata TEXT NOT NULL, UNIQUE (namespace, id)) STRICT;
  -- An earlier release's graph had to be told which keys were gone.
  DROP TABLE IF EXISTS removed_keys;
  CREATE TABLE IF NOT EXISTS graphs (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
`;

/**
 * The file keeps the name of the model that made its latest vector.
 * @throws AppError `invalid` when the folder holds vectors of other dimensions.
 */
export function openVectorStore(folder: string, { dimensions, model }: EmbedderKind): VectorStore {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "vectors.sqlite");
  return translating(file)(() => {
    const database = new DatabaseSync(file);
    // FULL, because a creator's index mark is in another file. It may say "indexed" only if the vector survives a
    // power cut.
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;");
    database.exec(SCHEMA);
    checkDimensions(database, dimensions);
    return { ...namespacesOf(database), ...writesOf(database, file, model), ...readsOf(database) };
  });
}

function checkDimensions(database: DatabaseSync, dimensions: number): void {
  database.prepare("INSERT OR IGNORE INTO settings VALUES ('dimensions', ?)").run(dimensions);
  const held = Number(database.prepare("SELECT value FROM settings WHERE name = 'dimensions'").get()?.value);
  if (held === dimensions) return;
  database.close();
  throw new AppError(
    "invalid",
    "vector-dimensions-changed",
    `The vector index on disk holds ${held} dimensions and the embedder gives ${dimensions}. Start with the embedder it was filled with, or remove the index's folder; then every creator is embedded again.`,
    { held, given: dimensions },
  );
}

function namespacesOf(database: DatabaseSync): Pick<VectorStore, "numberOf" | "namespaces"> {
  const add = database.prepare("INSERT OR IGNORE INTO namespaces (name) VALUES (?)");
  const find = database.prepare("SELECT number FROM namespaces WHERE name = ?");
  const all = database.prepare("SELECT name, number FROM namespaces");
  return {
    numberOf(namespace) {
      add.run(namespace);
      return Number(find.get(namespace)?.number);
    },
    namespaces: () => all.all().map((row) => ({ name: String(row.name), number: Number(row.number) })),
  };
}

function writesOf(
  database: DatabaseSync,
  file: string,
  model: string,
): Pick<
  VectorStore,
  "transaction" | "insert" | "setMetadata" | "remove" | "recordGraph" | "settleGraph" | "checkpoint" | "close"
> {
  const insert = database.prepare(
    "INSERT INTO vectors (namespace, id, scale, planes, metadata) VALUES (?, ?, ?, ?, ?)",
  );
  const nameModel = database.prepare(
    "INSERT INTO made_by VALUES (1, ?) ON CONFLICT DO UPDATE SET model = excluded.model WHERE model <> excluded.model",
  );
  const setMetadata = database.prepare("UPDATE vectors SET metadata = ? WHERE key = ?");
  const removeVector = database.prepare("DELETE FROM vectors WHERE key = ?");
  const stored = <T>(write: () => T): T => translating(file)(() => transact(database, write));
  const insertGraph = database.prepare("INSERT INTO graphs (name) VALUES (?)");
  const remove = (key: number) => void removeVector.run(key);
  return {
    transaction: stored,
    insert({ namespace, id, vector, metadata }, replaced) {
      if (replaced !== undefined) remove(replaced);
      nameModel.run(model);
      const text = JSON.stringify(metadata);
      return Number(insert.run(namespace, id, vector.scale, vector.planes, text).lastInsertRowid);
    },
    setMetadata(key, metadata) {
      setMetadata.run(JSON.stringify(metadata), key);
    },
    remove,
    recordGraph: (name) => void stored(() => insertGraph.run(name)),
    settleGraph: () =>
      stored(() => database.exec("DELETE FROM graphs WHERE number < (SELECT max(number) FROM graphs)")),
    checkpoint: () => emptyLog(database),
    close: () => database.close(),
  };
}

/**
 * The next 256 records in one row. A row for each takes twice the time, because each has its own memory for the planes.
 * `group_concat` takes a blob as text and keeps its bytes.
 */
const NEXT_RECORDS = `
  SELECT CAST(group_concat(planes, '') AS BLOB), json_group_array(key), json_group_array(id),
    json_group_array(namespace), '[' || group_concat(metadata) || ']'
  FROM (SELECT * FROM vectors WHERE key > ? ORDER BY key LIMIT 256)`;

function readsOf(
  database: DatabaseSync,
): Pick<VectorStore, "records" | "keyOf" | "metadata" | "get" | "listIds" | "recordedGraphs"> {
  const columns = "SELECT key, namespace, id, scale, planes, metadata FROM vectors";
  const many = database.prepare(NEXT_RECORDS);
  const one = database.prepare(`${columns} WHERE namespace = ? AND id = ?`);
  const key = database.prepare("SELECT key FROM vectors WHERE namespace = ? AND id = ?");
  const metadata = database.prepare("SELECT metadata FROM vectors WHERE key = ?");
  const list = database.prepare(
    "SELECT id FROM vectors WHERE namespace = ? AND id >= ? AND id < ? AND id > ? ORDER BY id LIMIT ?",
  );
  const graphs = database.prepare("SELECT name FROM graphs");
  return {
    *records() {
      for (let after = 0; ; ) {
        const [row] = rowsOf(many, after);
        const [keys = [], ids, namespaces, metadata] = (row ?? [])
          .slice(1)
          .map((list) => JSON.parse(String(list)));
        if (keys.length === 0) return;
        yield { keys, ids, namespaces, metadata, planes: signed(row?.[0] as Uint8Array) };
        after = keys.at(-1);
      }
    },
    keyOf(number, id) {
      const row = key.get(number, id);
      return row && Number(row.key);
    },
    metadata: (key) => metadataFrom(metadata.get(key)?.metadata),
    get(number, id) {
      const [row] = rowsOf(one, number, id);
      return row && storedVector(row);
    },
    // U+10FFFF sorts after every other character.
    listIds: (number, prefix, after, limit) =>
      list.all(number, prefix, `${prefix}\u{10FFFF}`, after, limit).map((row) => String(row.id)),
    recordedGraphs: () => graphs.all().map((row) => String(row.name)),
  };
}

function storedVector([key, namespace, id, scale, planes, stored]: readonly SQLOutputValue[]): StoredVector {
  const vector = { planes: signed(planes as Uint8Array), scale: Number(scale) };
  const metadata = metadataFrom(stored);
  return { key: Number(key), namespace: Number(namespace), id: String(id), vector, metadata };
}

const signed = ({ buffer, byteOffset, length }: Uint8Array) => new Int8Array(buffer, byteOffset, length);

/** `writesOf` wrote this text, and nothing else writes the file. */
const metadataFrom = (stored: unknown): VectorMetadata => JSON.parse(String(stored)) as VectorMetadata;
