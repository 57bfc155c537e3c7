import type { VectorMetadata } from "../../ports/vector-index.ts";
import type { EncodedVector } from "./hnsw-codec.ts";
import { type Columns, createColumns } from "./hnsw-columns.ts";
import { createRows, type Rows } from "./hnsw-rows.ts";

export interface StoredVector {
  /** Names this vector for good: a record whose vector changes gets a new one, and none is given twice. */
  readonly key: number;
  readonly id: string;
  readonly vector: EncodedVector;
  readonly metadata: VectorMetadata;
}

/** A namespace's records in memory, in slots 0 to count - 1: a removal moves the last record into the hole. */
export interface Records {
  readonly rows: Rows;
  readonly columns: Columns;
  count(): number;
  keys(): readonly number[];
  slotOf(id: string): number | undefined;
  slotOfKey(key: number): number | undefined;
  /** Of keys that are all there. */
  slotsOf(keys: Iterable<number>): Int32Array;
  idAt(slot: number): string;
  keyAt(slot: number): number;
  /** Inserts or replaces. Returns the key that the id had before. */
  put(record: StoredVector): number | undefined;
  /** Returns the removed record's key. */
  remove(slot: number): number;
}

export function createRecords(dimensions: number, expected: number): Records {
  const rows = createRows(dimensions, expected);
  const columns = createColumns();
  const ids: string[] = [];
  const keys: number[] = [];
  const slots = new Map<string, number>();
  const slotsOfKeys = new Map<number, number>();
  const name = (slot: number, id: string, key: number) => {
    ids[slot] = id;
    keys[slot] = key;
    slots.set(id, slot);
    slotsOfKeys.set(key, slot);
  };
  return {
    rows,
    columns,
    count: () => ids.length,
    keys: () => keys,
    slotOf: (id) => slots.get(id),
    slotOfKey: (key) => slotsOfKeys.get(key),
    slotsOf: (keys) => Int32Array.from(keys, (key) => slotsOfKeys.get(key) ?? 0),
    idAt: (slot) => ids[slot] ?? "",
    keyAt: (slot) => keys[slot] ?? 0,
    put({ key, id, vector, metadata }) {
      const slot = slots.get(id) ?? ids.length;
      const before = keys[slot];
      if (before !== undefined) slotsOfKeys.delete(before);
      name(slot, id, key);
      rows.write(slot, vector);
      columns.set(slot, metadata);
      return before;
    },
    remove(slot) {
      const last = ids.length - 1;
      const key = keys[slot] ?? 0;
      slots.delete(ids[slot] ?? "");
      slotsOfKeys.delete(key);
      if (slot !== last) {
        rows.move(last, slot);
        columns.move(last, slot);
        name(slot, ids[last] ?? "", keys[last] ?? 0);
      }
      rows.wipe(last);
      columns.clear(last);
      ids.pop();
      keys.pop();
      return key;
    },
  };
}
