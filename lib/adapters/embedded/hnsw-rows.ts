import { readFileSync } from "node:fs";
import { lazily } from "../../domain/made-once.ts";

const KERNEL = new URL("./hnsw-rows.wasm", import.meta.url);

/**
 * The exports of `tools/vectors/rows.c`. Its places are offsets in its memory. WebAssembly gives those beyond 2 GB as negative
 * numbers, so places of rows are taken by `>>> 0`.
 */
interface Kernel {
  readonly memory: WebAssembly.Memory;
  open(firstSlot: number, dimensions: number): number;
  slotsAt(): number;
  nearestSlotsAt(): number;
  distancesAt(): number;
  query8At(): number;
  queryAt(): number;
  valuesAt(): number;
  stageAt(): number;
  highAt(slot: number): number;
  lowAt(slot: number): number;
  endAt(slot: number): number;
  write(slot: number, count: number): void;
  same(slot: number): number;
  begin(count: number): void;
  scan(count: number): number;
  score(slot: number): number;
  read(slot: number): void;
}

/** Slots that the kernel takes at a time, and the most neighbours that it keeps. The same as in rows.c. */
const BATCH = 16_384;
/** Rows that the kernel takes from the stage at a time. The same as in rows.c. */
const STAGE_ROWS = 256;
/** Rows of one kernel, whose memory ends at 4 GB. */
const PART_ROWS = 2 ** 19;
const PAGE_BYTES = 65_536;
/** See `growTo`. */
const GROWTH_BYTES = 64 * 2 ** 20;

/** The vectors in memory, in slots 0 to count - 1 without gaps. */
export interface Rows {
  /** Writes the planes of one or several vectors, one after the other, from a slot on. */
  write(slot: number, planes: Int8Array): void;
  equals(slot: number, planes: Int8Array): boolean;
  /** Copies a row over another. */
  move(from: number, to: number): void;
  wipe(slot: number): void;
  /** The 8-bit rows of `slots`, one after the other. */
  gather(slots: Int32Array): Int8Array;
  /** Writes the row into `values`, scaled to length 1. A zero vector gives zeros. */
  read(slot: number, values: Float32Array): void;
  /** The cosine of each row and a query of length 1, by 16 bits. */
  scores(query: Float32Array, slots: Int32Array): Float32Array;
  /**
   * The `count` nearest of `slots` by 8-bit rows, in no special order, and possibly further ones. `slots` must ascend.
   * `count` is at most 16,384.
   */
  nearest(query: Int8Array, slots: Int32Array, count: number): Neighbour[];
}

export interface Neighbour {
  readonly slot: number;
  /** 1 - cosine of the 8-bit vectors; of compared rows, with their lengths by 16 bits. */
  readonly distance: number;
}

export function createRows(dimensions: number): Rows {
  const parts: Part[] = [];
  const partOf = (slot: number): Part => {
    const at = Math.floor(slot / PART_ROWS);
    while (parts.length <= at) parts.push(createPart(parts.length * PART_ROWS, dimensions));
    return parts[at] as Part;
  };
  return {
    write(slot, planes) {
      const count = planes.length / (2 * dimensions);
      for (let done = 0; done < count; ) {
        const next = slot + done;
        done += partOf(next).write(next, planes.subarray(done * 2 * dimensions));
      }
    },
    equals: (slot, planes) => partOf(slot).equals(slot, planes),
    move(from, to) {
      partOf(to).write(to, partOf(from).planes(from));
    },
    wipe(slot) {
      partOf(slot).write(slot, new Int8Array(2 * dimensions));
    },
    gather(slots) {
      const gathered = new Int8Array(slots.length * dimensions);
      for (const [at, slot] of slots.entries()) gathered.set(partOf(slot).high(slot), at * dimensions);
      return gathered;
    },
    read: (slot, values) => values.set(partOf(slot).read(slot)),
    scores(query, slots) {
      for (const part of parts) part.prepare(query);
      return Float32Array.from(slots, (slot) => partOf(slot).score(slot));
    },
    nearest(query, slots, count) {
      const found: Neighbour[] = [];
      for (const [at, part] of parts.entries()) {
        const own = slots.subarray(
          lowerBound(slots, at * PART_ROWS),
          lowerBound(slots, (at + 1) * PART_ROWS),
        );
        part.nearest(query, own, count, found);
      }
      return found;
    },
  };
}

/** A place in ascending slots: the first that is not below `least`. */
function lowerBound(slots: Int32Array, least: number): number {
  let [low, high] = [0, slots.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((slots[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Half a million rows in a kernel's memory. */
interface Part {
  /** Writes as many vectors as the stage holds and the part has room for. Returns how many. */
  write(slot: number, planes: Int8Array): number;
  equals(slot: number, planes: Int8Array): boolean;
  planes(slot: number): Int8Array;
  /** A view, valid until the next write. */
  high(slot: number): Int8Array;
  /** The row's values at length 1, valid until the next call. */
  read(slot: number): Float32Array;
  /** Sets the query of `score`. */
  prepare(query: Float32Array): void;
  score(slot: number): number;
  nearest(query: Int8Array, slots: Int32Array, count: number, into: Neighbour[]): void;
}

function createPart(firstSlot: number, dimensions: number): Part {
  const kernel = new WebAssembly.Instance(compiled()).exports as Kernel;
  growTo(kernel.memory, kernel.open(firstSlot, dimensions));
  let views = viewsOf(kernel, dimensions);
  const plane = (at: number): Int8Array => views.bytes.subarray(at >>> 0, (at >>> 0) + dimensions);
  return {
    write(slot, planes) {
      const room = Math.min(STAGE_ROWS, firstSlot + PART_ROWS - slot);
      const written = planes.subarray(0, room * 2 * dimensions);
      const count = written.length / (2 * dimensions);
      if (growTo(kernel.memory, kernel.endAt(slot + count - 1) >>> 0)) views = viewsOf(kernel, dimensions);
      views.stage.set(written);
      kernel.write(slot, count);
      return count;
    },
    equals(slot, planes) {
      views.stage.set(planes);
      return kernel.same(slot) === 1;
    },
    planes(slot) {
      const planes = new Int8Array(2 * dimensions);
      planes.set(plane(kernel.highAt(slot)));
      planes.set(plane(kernel.lowAt(slot)), dimensions);
      return planes;
    },
    high: (slot) => plane(kernel.highAt(slot)),
    read(slot) {
      kernel.read(slot);
      return views.values;
    },
    prepare: (query) => views.query.set(query),
    score: kernel.score,
    nearest(query, slots, count, into) {
      views.query8.set(query);
      kernel.begin(Math.min(count, BATCH));
      let found = 0;
      for (let start = 0; start < slots.length; start += BATCH) {
        const batch = slots.subarray(start, start + BATCH);
        views.slots.set(batch);
        found = kernel.scan(batch.length);
      }
      for (let at = 0; at < found; at += 1)
        into.push({ slot: views.nearestSlots[at] as number, distance: views.distances[at] as number });
    },
  };
}

const compiled = lazily(() => new WebAssembly.Module(readFileSync(KERNEL)));

/**
 * Returns whether the memory grew. Growth copies nothing and takes no memory before it is written, but views end with it,
 * and V8 collects garbage.
 */
function growTo(memory: WebAssembly.Memory, bytes: number): boolean {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(Math.max(missing, GROWTH_BYTES) / PAGE_BYTES));
  return missing > 0;
}

function viewsOf(kernel: Kernel, dimensions: number) {
  const { buffer } = kernel.memory;
  return {
    bytes: new Int8Array(buffer),
    stage: new Int8Array(buffer, kernel.stageAt(), STAGE_ROWS * 2 * dimensions),
    slots: new Int32Array(buffer, kernel.slotsAt(), BATCH),
    nearestSlots: new Int32Array(buffer, kernel.nearestSlotsAt(), BATCH),
    distances: new Float32Array(buffer, kernel.distancesAt(), BATCH),
    query8: new Int16Array(buffer, kernel.query8At(), dimensions),
    query: new Float32Array(buffer, kernel.queryAt(), dimensions),
    values: new Float32Array(buffer, kernel.valuesAt(), dimensions),
  };
}
