import type { Condition } from "../../domain/condition.ts";
import type { VectorMetadata } from "../../ports/vector-index.ts";
import type { EncodedVector } from "./hnsw-codec.ts";
import { createColumns, withRoomFor } from "./hnsw-columns.ts";
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

/** All records in memory, in slots 0 to count - 1. A removal moves the last record into the free slot. */
export interface Records {
  readonly rows: Rows;
  count(): number;
  countIn(namespace: number): number;
  keys(): readonly number[];
  slotOf(namespace: number, id: string): number | undefined;
  slotOfKey(key: number): number | undefined;
  /** All `keys` must be present. */
  slotsOf(keys: Iterable<number>): Int32Array;
  at(slot: number): { readonly key: number; readonly namespace: number; readonly id: string };
  /** Inserts or replaces. Returns the key that the record had before. */
  put(record: StoredVector): number | undefined;
  setMetadata(slot: number, metadata: VectorMetadata): void;
  /** Returns the removed record's key. */
  remove(slot: number): number;
  /** Sets `mask[slot]` to 1 for records of the namespaces that meet every condition, else to 0. Returns how many do. */
  match(namespaces: readonly number[], conditions: readonly Condition[], mask: Uint8Array): number;
}

export function createRecords(dimensions: number, expected: number): Records {
  const rows = createRows(dimensions);
  const columns = createColumns();
  const ids: string[] = [];
  const keys: number[] = [];
  let namespaces = new Int32Array(expected);
  const slots = new Map<number, Map<string, number>>();
  let namespacesEnd = 1;
  const slotsOfKeys = new Map<number, number>();
  const slotsIn = (namespace: number) => {
    const known = slots.get(namespace);
    if (known) return known;
    const made = new Map<string, number>();
    slots.set(namespace, made);
    namespacesEnd = Math.max(namespacesEnd, namespace + 1);
    return made;
  };
  const name = (slot: number, { key, namespace, id }: Pick<StoredVector, "key" | "namespace" | "id">) => {
    ids[slot] = id;
    keys[slot] = key;
    namespaces = withRoomFor(namespaces, slot, 0);
    namespaces[slot] = namespace;
    slotsIn(namespace).set(id, slot);
    slotsOfKeys.set(key, slot);
  };
  const at = (slot: number) => ({
    key: keys[slot] ?? 0,
    namespace: namespaces[slot] ?? 0,
    id: ids[slot] ?? "",
  });
  return {
    rows,
    count: () => ids.length,
    countIn: (namespace) => slots.get(namespace)?.size ?? 0,
    keys: () => keys,
    slotOf: (namespace, id) => slots.get(namespace)?.get(id),
    slotOfKey: (key) => slotsOfKeys.get(key),
    slotsOf: (wanted) => Int32Array.from(wanted, (key) => slotsOfKeys.get(key) ?? 0),
    at,
    put({ vector, metadata, ...record }) {
      const slot = slotsIn(record.namespace).get(record.id) ?? ids.length;
      const before = keys[slot];
      if (before !== undefined) slotsOfKeys.delete(before);
      name(slot, record);
      rows.write(slot, vector);
      if (before === undefined) columns.fill(slot, metadata);
      else columns.set(slot, metadata);
      return before;
    },
    setMetadata: columns.set,
    remove(slot) {
      const last = ids.length - 1;
      const { key, namespace, id } = at(slot);
      slotsIn(namespace).delete(id);
      slotsOfKeys.delete(key);
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
      const isWanted = new Uint8Array(namespacesEnd);
      for (const namespace of wanted) isWanted[namespace] = 1;
      const count = ids.length;
      for (let slot = 0; slot < count; slot += 1) mask[slot] = isWanted[namespaces[slot] as number] as number;
      columns.narrow(conditions, count, mask);
      let matching = 0;
      for (let slot = 0; slot < count; slot += 1) matching += mask[slot] as number;
      return matching;
    },
  };
}
