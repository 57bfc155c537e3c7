import usearch from "usearch";
import type { EncodedVector } from "./hnsw-codec.ts";

const { exactSearch, MetricKind } = usearch;

/** Rows gathered for one exact search: 16,384 x 512 bytes is 8 MB. */
const GATHER_ROWS = 16_384;

/**
 * The vectors in memory, in slots 0 to count - 1 without holes. The high planes lie in one block,
 * since exact search reads a block.
 */
export interface Rows {
  write(slot: number, vector: EncodedVector): void;
  equals(slot: number, vector: EncodedVector): boolean;
  /** Copies a row over another and wipes the one it came from. */
  move(from: number, to: number): void;
  wipe(slot: number): void;
  /** The 8-bit rows of `slots`, one after the other; valid until the next call. */
  gather(slots: Int32Array): Int8Array;
  /** Writes the row into `values`, at unit length; a zero vector as zeros. */
  read(slot: number, values: Float32Array): void;
  /** The `count` nearest among `slots` by 8-bit rows, in no special order; `slots` ascend. */
  nearest(query: Int8Array, slots: Int32Array, count: number): Neighbour[];
}

export interface Neighbour {
  readonly slot: number;
  /** 1 - cosine of the 8-bit vectors. */
  readonly distance: number;
}

export function createRows(dimensions: number, expected: number): Rows {
  let capacity = Math.max(64, expected);
  let high = new Int8Array(capacity * dimensions);
  let low = new Int8Array(capacity * dimensions);
  let norms = new Float32Array(capacity);
  let scratch = new Int8Array(0);

  const grow = (slot: number) => {
    if (slot < capacity) return;
    capacity = Math.ceil((slot + 1) * 1.5);
    high = enlarged(high, capacity * dimensions);
    low = enlarged(low, capacity * dimensions);
    const grownNorms = new Float32Array(capacity);
    grownNorms.set(norms);
    norms = grownNorms;
  };
  const gather = (slots: Int32Array) => {
    if (scratch.length < slots.length * dimensions) scratch = new Int8Array(slots.length * dimensions);
    for (let start = 0; start < slots.length; ) {
      const first = slots[start] ?? 0;
      let end = start + 1;
      while (end < slots.length && slots[end] === first + (end - start)) end += 1;
      scratch.set(high.subarray(first * dimensions, (first + end - start) * dimensions), start * dimensions);
      start = end;
    }
    return scratch.subarray(0, slots.length * dimensions);
  };
  return {
    write(slot, vector) {
      grow(slot);
      high.set(vector.high, slot * dimensions);
      low.set(vector.low, slot * dimensions);
      norms[slot] = lengthOf(vector);
    },
    equals(slot, vector) {
      const from = slot * dimensions;
      for (let index = 0; index < dimensions; index += 1) {
        if (high[from + index] !== vector.high[index] || low[from + index] !== vector.low[index])
          return false;
      }
      return true;
    },
    move(from, to) {
      for (const plane of [high, low]) {
        plane.copyWithin(to * dimensions, from * dimensions, (from + 1) * dimensions);
      }
      norms[to] = norms[from] ?? 0;
    },
    wipe(slot) {
      for (const plane of [high, low]) plane.fill(0, slot * dimensions, (slot + 1) * dimensions);
      norms[slot] = 0;
    },
    gather,
    read: (slot, values) => readRow(high, low, slot * dimensions, 1 / (norms[slot] || 1), values),
    nearest(query, slots, count) {
      const found: Neighbour[] = [];
      for (let start = 0; start < slots.length; start += GATHER_ROWS) {
        const part = slots.subarray(start, start + GATHER_ROWS);
        for (const { slot, distance } of ranked(gather(part), query, count)) {
          found.push({ slot: part[slot] ?? 0, distance });
        }
      }
      return found;
    },
  };
}

/** The `count` nearest rows of a block; a slot is a row's place in it. */
function ranked(block: Int8Array, query: Int8Array, count: number): Neighbour[] {
  const dimensions = query.length;
  const rows = block.length / dimensions;
  if (rows === 0) return [];
  const found = exactSearch(block, query, dimensions, Math.min(count, rows), MetricKind.Cos, 1);
  return Array.from(found.keys, (row, at) => ({ slot: Number(row), distance: found.distances[at] ?? 2 }));
}

function enlarged(plane: Int8Array<ArrayBuffer>, length: number): Int8Array<ArrayBuffer> {
  const grown = new Int8Array(length);
  grown.set(plane);
  return grown;
}

function lengthOf({ high, low }: EncodedVector): number {
  let sum = 0;
  for (let index = 0; index < high.length; index += 1) {
    const units = (high[index] ?? 0) * 256 + (low[index] ?? 0);
    sum += units * units;
  }
  return Math.sqrt(sum);
}

function readRow(high: Int8Array, low: Int8Array, from: number, unit: number, values: Float32Array): void {
  for (let index = 0; index < values.length; index += 1) {
    values[index] = ((high[from + index] as number) * 256 + (low[from + index] as number)) * unit;
  }
}
