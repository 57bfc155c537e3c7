import usearch from "usearch";
import type { EncodedVector } from "./hnsw-codec.ts";

const { exactSearch, MetricKind } = usearch;

/** Rows gathered for one exact search: 16,384 x 512 bytes is 8 MB. */
const GATHER_ROWS = 16_384;

/** Rows of one block. Growth adds blocks and copies nothing. 4,096 x 512 bytes is 2 MB. */
const BLOCK_ROWS = 4_096;

interface Block {
  readonly high: Int8Array;
  readonly low: Int8Array;
  /** Lengths of the rows in units. NaN until the first use, so a start reads no row. */
  readonly norms: Float32Array;
}

const emptyBlock = (dimensions: number): Block => ({
  high: new Int8Array(BLOCK_ROWS * dimensions),
  low: new Int8Array(BLOCK_ROWS * dimensions),
  norms: new Float32Array(BLOCK_ROWS),
});

/** The vectors in memory, in slots 0 to count - 1 without gaps. */
export interface Rows {
  write(slot: number, vector: EncodedVector): void;
  equals(slot: number, vector: EncodedVector): boolean;
  /** Copies a row over another. */
  move(from: number, to: number): void;
  wipe(slot: number): void;
  /** The 8-bit rows of `slots`, one after the other. Valid until the next call. */
  gather(slots: Int32Array): Int8Array;
  /** Writes the row into `values`, scaled to length 1. A zero vector gives zeros. */
  read(slot: number, values: Float32Array): void;
  /**
   * The `count` nearest of `slots` by 8-bit rows, in no special order, and possibly further ones. `slots` must ascend.
   */
  nearest(query: Int8Array, slots: Int32Array, count: number): Neighbour[];
}

export interface Neighbour {
  readonly slot: number;
  /** 1 - cosine of the 8-bit vectors. */
  readonly distance: number;
}

export function createRows(dimensions: number): Rows {
  const blocks: Block[] = [];
  let scratch = new Int8Array(0);

  const blockOf = (slot: number): Block => {
    const at = Math.floor(slot / BLOCK_ROWS);
    while (blocks.length <= at) blocks.push(emptyBlock(dimensions));
    return blocks[at] as Block;
  };
  const gather = (slots: Int32Array) => {
    if (scratch.length < slots.length * dimensions) scratch = new Int8Array(slots.length * dimensions);
    for (let start = 0; start < slots.length; ) {
      const first = slots[start] ?? 0;
      const most = Math.min(slots.length, start + BLOCK_ROWS - (first % BLOCK_ROWS));
      let end = start + 1;
      while (end < most && slots[end] === first + (end - start)) end += 1;
      const from = (first % BLOCK_ROWS) * dimensions;
      const run = blockOf(first).high.subarray(from, from + (end - start) * dimensions);
      scratch.set(run, start * dimensions);
      start = end;
    }
    return scratch.subarray(0, slots.length * dimensions);
  };
  return {
    write(slot, vector) {
      const { high, low, norms } = blockOf(slot);
      const row = slot % BLOCK_ROWS;
      high.set(vector.high, row * dimensions);
      low.set(vector.low, row * dimensions);
      norms[row] = Number.NaN;
    },
    equals(slot, vector) {
      const { high, low } = blockOf(slot);
      const from = (slot % BLOCK_ROWS) * dimensions;
      for (let index = 0; index < dimensions; index += 1) {
        if (high[from + index] !== vector.high[index] || low[from + index] !== vector.low[index])
          return false;
      }
      return true;
    },
    move(from, to) {
      const [source, target] = [blockOf(from), blockOf(to)];
      const [row, place] = [from % BLOCK_ROWS, to % BLOCK_ROWS];
      for (const plane of ["high", "low"] as const) {
        const moved = source[plane].subarray(row * dimensions, (row + 1) * dimensions);
        target[plane].set(moved, place * dimensions);
      }
      target.norms[place] = source.norms[row] ?? Number.NaN;
    },
    wipe(slot) {
      const { high, low, norms } = blockOf(slot);
      const row = slot % BLOCK_ROWS;
      for (const plane of [high, low]) plane.fill(0, row * dimensions, (row + 1) * dimensions);
      norms[row] = 0;
    },
    gather,
    read(slot, values) {
      const { high, low, norms } = blockOf(slot);
      const row = slot % BLOCK_ROWS;
      const from = row * dimensions;
      let norm = norms[row] as number;
      if (Number.isNaN(norm)) {
        norm = lengthOf(high, low, from, dimensions);
        norms[row] = norm;
      }
      readRow(high, low, from, 1 / (norm || 1), values);
    },
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

/** The `count` nearest rows of a block. Here a slot is a row's place in the block. */
function ranked(block: Int8Array, query: Int8Array, count: number): Neighbour[] {
  const dimensions = query.length;
  const rows = block.length / dimensions;
  if (rows === 0) return [];
  const found = exactSearch(block, query, dimensions, Math.min(count, rows), MetricKind.Cos, 1);
  return Array.from(found.keys, (row, at) => ({ slot: Number(row), distance: found.distances[at] ?? 2 }));
}

function lengthOf(high: Int8Array, low: Int8Array, from: number, dimensions: number): number {
  let sum = 0;
  for (let index = from; index < from + dimensions; index += 1) {
    const units = (high[index] as number) * 256 + (low[index] as number);
    sum += units * units;
  }
  return Math.sqrt(sum);
}

function readRow(high: Int8Array, low: Int8Array, from: number, unit: number, values: Float32Array): void {
  for (let index = 0; index < values.length; index += 1) {
    values[index] = ((high[from + index] as number) * 256 + (low[from + index] as number)) * unit;
  }
}
