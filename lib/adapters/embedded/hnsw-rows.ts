import { BATCH, createKernel, type Kernel, STAGE_ROWS } from "./hnsw-kernel.ts";

/** The vectors in memory, in slots 0 to count - 1 without gaps. */
export interface Rows {
  /** Holds the first rows, and their graph. */
  readonly kernel: Kernel;
  /** Writes the planes of one or several vectors, one after the other, from a slot on. */
  write(slot: number, planes: Int8Array): void;
  equals(slot: number, planes: Int8Array): boolean;
  /** Copies a row, with its node, over another that has no node. */
  move(from: number, to: number): void;
  wipe(slot: number): void;
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
  const first = createPart(0, dimensions);
  const parts = [first];
  const perPart = first.kernel.rows;
  const partOf = (slot: number): Part => {
    const at = Math.floor(slot / perPart);
    while (parts.length <= at) parts.push(createPart(parts.length * perPart, dimensions));
    return parts[at] as Part;
  };
  return {
    kernel: first.kernel,
    write(slot, planes) {
      const count = planes.length / (2 * dimensions);
      for (let done = 0; done < count; ) {
        const next = slot + done;
        done += partOf(next).write(next, planes.subarray(done * 2 * dimensions));
      }
    },
    equals: (slot, planes) => partOf(slot).equals(slot, planes),
    move(from, to) {
      const { exports } = partOf(from).kernel;
      partOf(to).write(to, partOf(from).planes(from));
      const node = exports.unplace(from);
      if (node >= 0) exports.place(node, to);
    },
    wipe(slot) {
      partOf(slot).write(slot, new Int8Array(2 * dimensions));
    },
    read: (slot, values) => values.set(partOf(slot).read(slot)),
    scores(query, slots) {
      for (const part of parts) part.kernel.views().query.set(query);
      return Float32Array.from(slots, (slot) => partOf(slot).kernel.exports.score(slot));
    },
    nearest(query, slots, count) {
      const found: Neighbour[] = [];
      for (const [at, part] of parts.entries()) {
        const own = slots.subarray(lowerBound(slots, at * perPart), lowerBound(slots, (at + 1) * perPart));
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

/** The rows in one kernel's memory. */
interface Part {
  readonly kernel: Kernel;
  /** Writes as many vectors as the stage holds and the part has room for. Returns how many. */
  write(slot: number, planes: Int8Array): number;
  equals(slot: number, planes: Int8Array): boolean;
  planes(slot: number): Int8Array;
  /** The row's values at length 1, valid until the next call. */
  read(slot: number): Float32Array;
  nearest(query: Int8Array, slots: Int32Array, count: number, into: Neighbour[]): void;
}

function createPart(firstSlot: number, dimensions: number): Part {
  const kernel = createKernel(firstSlot, dimensions);
  const { exports, views } = kernel;
  const plane = (at: number): Int8Array => views().bytes.subarray(at >>> 0, (at >>> 0) + dimensions);
  return {
    kernel,
    write(slot, planes) {
      const room = Math.min(STAGE_ROWS, firstSlot + kernel.rows - slot);
      const written = planes.subarray(0, room * 2 * dimensions);
      const count = written.length / (2 * dimensions);
      kernel.reach(slot + count - 1);
      views().stage.set(written);
      exports.write(slot, count);
      return count;
    },
    equals(slot, planes) {
      views().stage.set(planes);
      return exports.same(slot) === 1;
    },
    planes(slot) {
      const planes = new Int8Array(2 * dimensions);
      planes.set(plane(exports.highAt(slot)));
      planes.set(plane(exports.lowAt(slot)), dimensions);
      return planes;
    },
    read(slot) {
      exports.read(slot);
      return views().values;
    },
    nearest(query, slots, count, into) {
      views().query8.set(query);
      exports.begin(Math.min(count, BATCH));
      let found = 0;
      for (let start = 0; start < slots.length; start += BATCH) {
        const batch = slots.subarray(start, start + BATCH);
        views().slots.set(batch);
        found = exports.scan(batch.length);
      }
      const { nearestSlots, distances } = views();
      for (let at = 0; at < found; at += 1)
        into.push({ slot: nearestSlots[at] as number, distance: distances[at] as number });
    },
  };
}
