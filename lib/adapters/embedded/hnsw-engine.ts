import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Condition } from "../../domain/condition.ts";
import type { VectorHit, VectorMetadata, VectorQuery } from "../../ports/vector-index.ts";
import { decodeVector, encodeVector } from "./hnsw-codec.ts";
import type { GrowingGraph } from "./hnsw-growing-graph.ts";
import { createPartition, type Partition } from "./hnsw-partition.ts";
import type { Records, StoredVector } from "./hnsw-records.ts";
import type { Neighbour, UnitQuery } from "./hnsw-rows.ts";
import { openVectorStore, type VectorStore } from "./hnsw-store.ts";

export interface EngineSettings {
  readonly folder: string;
  readonly dimensions: number;
  readonly efSearch: number;
}

/** Records as they cross from the caller's thread: the vectors in one block. */
export interface PackedRecords {
  readonly ids: readonly string[];
  readonly values: Float32Array;
  readonly metadata: readonly VectorMetadata[];
}

export interface ListOptions {
  readonly prefix?: string;
  readonly limit: number;
  readonly cursor?: string;
}

type MetadataUpdate = { readonly id: string; readonly metadata: VectorMetadata };

/** The whole index, synchronous: the worker thread runs it. Meanings are those of the port. */
export interface Engine {
  upsert(namespace: string, records: PackedRecords): void;
  replaceMetadata(namespace: string, updates: readonly MetadataUpdate[]): string[];
  query(query: VectorQuery): VectorHit[];
  fetch(namespace: string, ids: readonly string[]): PackedRecords;
  list(namespace: string, options: ListOptions): { ids: string[]; cursor: string | null };
  delete(namespace: string, ids: readonly string[]): void;
  stats(): { namespaces: Record<string, { count: number }> };
  /** Puts a few vectors into a graph. Returns whether there was one to put. */
  step(): boolean;
  /** Writes the graphs that changed and empties the write-ahead log: afterwards no file holds a deleted vector. */
  save(): void;
  close(): void;
}

/** Candidates beyond topK: the 8-bit order is near the true one, and full precision picks. Measured: recall@10 .992 -> 1. */
const RESCORE_MARGIN = 64;

/** Vectors that go into a graph between two looks at the mailbox: a few milliseconds. */
const GRAPH_STEP = 16;

interface Namespace {
  readonly name: string;
  /** Names the graph file. */
  readonly number: number;
  readonly partition: Partition;
}

/** @throws AppError `invalid` when the folder holds vectors of other dimensions. */
export function openEngine(settings: EngineSettings): Engine {
  const store = openVectorStore(settings.folder, settings.dimensions);
  const namespaces = openNamespaces(settings, store);
  return {
    ...writesOf(settings, store, namespaces),
    ...readsOf(settings, store, namespaces),
    step() {
      const next = namespaces.values().find(({ partition }) => partition.graph.lacking().size > 0);
      next?.partition.graph.extend(GRAPH_STEP);
      return next !== undefined;
    },
    save() {
      for (const { number, partition } of namespaces.values()) {
        if (!partition.graph.isDirty()) continue;
        partition.graph.save(graphFile(settings, number));
        store.forgetRemoved(number);
      }
      store.checkpoint();
    },
    close: () => store.close(),
  };
}

function openNamespaces(settings: EngineSettings, store: VectorStore): Map<string, Namespace> {
  const opened = store
    .namespaces()
    .map(({ name, number, count }) => ({ name, number, partition: createPartition(settings, count) }));
  const byNumber = new Map(opened.map(({ number, partition }) => [number, partition]));
  for (const { number, record } of store.records()) byNumber.get(number)?.put(record);
  for (const { number, partition } of opened) {
    adoptGraph(partition.graph, graphFile(settings, number), store.removedSinceSave(number));
  }
  return new Map(opened.map((namespace) => [namespace.name, namespace]));
}

function writesOf(
  settings: EngineSettings,
  store: VectorStore,
  namespaces: Map<string, Namespace>,
): Pick<Engine, "upsert" | "replaceMetadata" | "delete"> {
  const namespaceOf = (name: string) => {
    const known = namespaces.get(name);
    if (known) return known;
    const made = { name, number: store.numberOf(name), partition: createPartition(settings) };
    namespaces.set(name, made);
    return made;
  };
  /** Pairs each known id with its slot. */
  const known = <T>(namespace: Namespace | undefined, items: Iterable<T>, idOf: (item: T) => string) =>
    Array.from(items, (item) => ({ item, slot: namespace?.partition.records.slotOf(idOf(item)) })).filter(
      (pair): pair is { item: T; slot: number } => pair.slot !== undefined,
    );
  return {
    upsert(name, packed) {
      const namespace = namespaceOf(name);
      const records = unpack(packed, settings.dimensions);
      // Memory follows only when the transaction stands, so that the two never differ.
      const applied = store.transaction(() =>
        Array.from(records.values(), (record) => storeRecord(store, namespace, record)),
      );
      for (const apply of applied) apply();
    },
    replaceMetadata(name, updates) {
      const namespace = namespaces.get(name);
      const there = known(namespace, updates, ({ id }) => id);
      store.transaction(() => {
        for (const { item, slot } of there) {
          store.setMetadata(namespace?.partition.records.keyAt(slot) ?? 0, item.metadata);
        }
      });
      for (const { item, slot } of there) namespace?.partition.records.columns.set(slot, item.metadata);
      return [...new Set(there.map(({ item }) => item.id))];
    },
    delete(name, ids) {
      const namespace = namespaces.get(name);
      if (!namespace) return;
      const there = known(namespace, new Set(ids), (id) => id);
      store.transaction(() => {
        for (const { slot } of there) store.remove(namespace.number, namespace.partition.records.keyAt(slot));
      });
      for (const { item } of there) namespace.partition.remove(item);
    },
  };
}

function readsOf(
  { dimensions }: EngineSettings,
  store: VectorStore,
  namespaces: ReadonlyMap<string, Namespace>,
): Pick<Engine, "query" | "fetch" | "list" | "stats"> {
  return {
    query({ namespaces: names, vector, topK, where }) {
      const query = { values: normalised(vector), high: encodeVector(vector).high };
      const count = topK + RESCORE_MARGIN;
      return [...new Set(names)]
        .flatMap((name) => nearestIn(namespaces.get(name), query, where, count))
        .sort((a, b) => a.distance - b.distance)
        .slice(0, count)
        .map(({ records, slot, namespace }) => ({
          id: records.idAt(slot),
          namespace,
          score: records.rows.score(slot, query),
        }))
        .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
        .slice(0, topK);
    },
    fetch(name, ids) {
      const number = namespaces.get(name)?.number;
      const found =
        number === undefined ? [] : [...new Set(ids)].flatMap((id) => store.get(number, id) ?? []);
      const values = new Float32Array(found.length * dimensions);
      found.forEach(({ vector }, index) => {
        values.set(decodeVector(vector), index * dimensions);
      });
      return { ids: found.map(({ id }) => id), values, metadata: found.map(({ metadata }) => metadata) };
    },
    list(name, { prefix = "", limit, cursor = "" }) {
      const number = namespaces.get(name)?.number;
      const found = number === undefined ? [] : store.listIds(number, prefix, cursor, limit + 1);
      const ids = found.slice(0, limit);
      return { ids, cursor: found.length > limit ? (ids.at(-1) ?? null) : null };
    },
    stats() {
      const counts = Array.from(namespaces.values(), ({ name, partition }) => ({
        name,
        count: partition.records.count(),
      }));
      const filled = counts.filter(({ count }) => count > 0);
      return { namespaces: Object.fromEntries(filled.map(({ name, count }) => [name, { count }])) };
    },
  };
}

function nearestIn(
  namespace: Namespace | undefined,
  query: UnitQuery,
  where: readonly Condition[],
  count: number,
): (Neighbour & { readonly records: Records; readonly namespace: string })[] {
  if (!namespace) return [];
  const { name, partition } = namespace;
  return partition
    .nearest(query, where, count)
    .map(({ slot, distance }) => ({ slot, distance, records: partition.records, namespace: name }));
}

const graphFile = ({ folder }: EngineSettings, number: number) => join(folder, `graph-${number}.usearch`);

/** A graph file that cannot be read is a lost cache, not a lost index: it is built again from the records. */
function adoptGraph(graph: GrowingGraph, file: string, removedSince: readonly number[]): void {
  // What a save that was cut off left behind, which may hold vectors deleted since.
  rmSync(`${file}.new`, { force: true });
  if (!existsSync(file)) return;
  try {
    graph.adopt(file, removedSince);
  } catch {
    rmSync(file);
  }
}

type NewRecord = Omit<StoredVector, "key">;

/** By id, so that of two records with one id the last holds. */
function unpack({ ids, values, metadata }: PackedRecords, dimensions: number): Map<string, NewRecord> {
  const records = new Map<string, NewRecord>();
  ids.forEach((id, index) => {
    const vector = encodeVector(values.subarray(index * dimensions, (index + 1) * dimensions));
    records.set(id, { id, vector, metadata: metadata[index] ?? {} });
  });
  return records;
}

/** Writes to the store; what it returns does the same in memory. A vector that did not change keeps its place in the graph. */
function storeRecord(store: VectorStore, { number, partition }: Namespace, record: NewRecord): () => void {
  const { records } = partition;
  const slot = records.slotOf(record.id);
  if (slot !== undefined && records.rows.equals(slot, record.vector)) {
    store.setMetadata(records.keyAt(slot), record.metadata);
    return () => records.columns.set(slot, record.metadata);
  }
  const key = store.insert(number, record, slot === undefined ? undefined : records.keyAt(slot));
  return () => partition.put({ key, ...record });
}

function normalised(vector: Float32Array): Float32Array {
  let sum = 0;
  for (const value of vector) sum += value * value;
  return sum > 0 ? vector.map((value) => value / Math.sqrt(sum)) : vector;
}
