import type { Condition } from "../../domain/condition.ts";
import type { VectorMetadata } from "../../ports/vector-index.ts";
import type { EncodedVector } from "./hnsw-codec.ts";
import { createColumns, withRoomFor } from "./hnsw-columns.ts";
import { createKeySlots } from "./hnsw-key-slots.ts";
import { createRows, type Rows } from "./hnsw-rows.ts";

export interface StoredVector {
  /** Identifies this vector forever: a record whose vector changes gets a new key, and no key is used twice. */
  readonly key: number;
  /** The namespace's number. */
  readonly namespace: number;
  readonly id: string;
  readonly vector: EncodedVector;
  readonly metadata: VectorMetadata;
}

/** Several, each list in the same order. */
export interface StoredVectors {
  readonly keys: readonly number[];
  readonly namespaces: readonly number[];
  readonly ids: readonly string[];
  readonly metadata: readonly VectorMetadata[];
  /** Of all vectors, one after the other. */
  readonly planes: Int8Array;
}

/** All records in memory, in slots 0 to count - 1. A removal moves the last record into the free slot. */
export interface Records {
  readonly rows: Rows;
  count(): number;
  countIn(namespace: number): number;
  keys(): readonly number[];
  slotOfKey(key: number): number | undefined;
  /** All `keys` must be present. */
  slotsOf(keys: Iterable<number>): Int32Array;
  at(slot: number): { readonly key: number; readonly namespace: number; readonly id: string };
  /** Inserts a record, or puts it in the place of the one with the key `replaced`. */
  put(record: StoredVector, replaced?: number): void;
  /** Inserts records that are not there. */
  load(records: StoredVectors): void;
  setMetadata(slot: number, metadata: VectorMetadata): void;
  /** Returns the removed record's key. */
  remove(slot: number): number;
  /** Sets `mask[slot]` to 1 for records of the namespaces that meet every condition, else to 0. Returns how many do. */
  match(namespaces: readonly number[], conditions: readonly Condition[], mask: Uint8Array): number;
}

/** `metadataOf` reads the stored metadata of a key. */
export function createRecords(dimensions: number, metadataOf: (key: number) => VectorMetadata): Records {
  const rows = createRows(dimensions);
  const ids: string[] = [];
  const keys: number[] = [];
  const columns = createColumns((slot) => metadataOf(keys[slot] as number));
  let namespaces = new Int32Array(0);
  /** The number of records by namespace. */
  const counts: number[] = [];
  const slots = createKeySlots(keys);
  const countOne = (namespace: number, change: number): void => {
    while (counts.length <= namespace) counts.push(0);
    counts[namespace] = (counts[namespace] as number) + change;
  };
  const name = (slot: number, { key, namespace, id }: Pick<StoredVector, "key" | "namespace" | "id">) => {
    ids[slot] = id;
    keys[slot] = key;
    namespaces = withRoomFor(namespaces, slot, 0);
    namespaces[slot] = namespace;
    slots.set(key, slot);
  };
  const at = (slot: number) => ({
    key: keys[slot] ?? 0,
    namespace: namespaces[slot] ?? 0,
    id: ids[slot] ?? "",
  });
  return {
    rows,
    count: () => ids.length,
    countIn: (namespace) => counts[namespace] ?? 0,
    keys: () => keys,
    slotOfKey: slots.get,
    slotsOf: (wanted) => Int32Array.from(wanted, (key) => slots.get(key) ?? 0),
    at,
    put({ vector, metadata, ...record }, replaced) {
      const known = replaced === undefined ? undefined : slots.get(replaced);
      const slot = known ?? ids.length;
      if (replaced !== undefined) slots.delete(replaced);
      if (known === undefined) countOne(record.namespace, 1);
      name(slot, record);
      rows.write(slot, vector.planes);
      if (known === undefined) columns.fill(slot, metadata);
      else columns.set(slot, metadata);
    },
    load({ keys: all, namespaces: theirs, ids: names, metadata, planes }) {
      const first = ids.length;
      for (const [at, key] of all.entries()) {
        const namespace = theirs[at] as number;
        countOne(namespace, 1);
        name(first + at, { key, namespace, id: names[at] as string });
        columns.fill(first + at, metadata[at] ?? {});
      }
      rows.write(first, planes);
    },
    setMetadata: columns.set,
    remove(slot) {
      const last = ids.length - 1;
      const { key, namespace } = at(slot);
      countOne(namespace, -1);
      slots.delete(key);
      if (slot !== last) {
        rows.move(last, slot);
        columns.move(last, slot);
        name(slot, at(last));
      }
      rows.wipe(last);
      columns.clear(last);
      for (const list of [ids, keys]) list.pop();
      return key;
    },
    match(wanted, conditions, mask) {
      const count = ids.length;
      const inside = wanted.reduce((sum, namespace) => sum + (counts[namespace] ?? 0), 0);
      if (inside === count) mask.fill(1, 0, count);
      else markNamespaces(namespaces.subarray(0, count), wanted, mask);
      if (conditions.length === 0) return inside;
      columns.narrow(conditions, count, mask);
      let matching = 0;
      for (let slot = 0; slot < count; slot += 1) matching += mask[slot] as number;
      return matching;
    },
  };
}

function markNamespaces(namespaces: Int32Array, wanted: readonly number[], mask: Uint8Array): void {
  const isWanted = new Uint8Array(Math.max(0, ...wanted) + 1);
  for (const namespace of wanted) isWanted[namespace] = 1;
  for (let slot = 0; slot < namespaces.length; slot += 1)
    mask[slot] = isWanted[namespaces[slot] as number] ?? 0;
}
