import { readFileSync } from "node:fs";
import { lazily } from "../../domain/made-once.ts";

const KERNEL = new URL("./hnsw-rows.wasm", import.meta.url);

/**
 * The exports of `tools/vectors/rows.c` and `graph.c`. Places are offsets in its memory. WebAssembly gives those beyond 2 GB
 * as negative numbers, so places of rows and nodes are taken by `>>> 0`.
 */
interface Exports {
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
  nodesHeld(): number;
  nodeAt(node: number): number;
  nodeOfRow(slot: number): number;
  place(node: number, slot: number): void;
  unplace(slot: number): number;
  clear(): void;
  walk(): number;
  link(node: number, slot: number, breadth: number): void;
}

/** Slots that the kernel takes at a time, and the most neighbours that it keeps. The same as in rows.h. */
export const BATCH = 16_384;
/** Rows that the kernel takes from the stage at a time. The same as in rows.h. */
export const STAGE_ROWS = 256;

/** Rows of a block. The same as in rows.h. */
const BLOCK_ROWS = 4_096;

const PAGE_BYTES = 65_536;
const PAGES_MAX = 65_536;
const ROWS_MAX = 2 ** 22;
/** Growth copies nothing and takes no memory before it is written, but V8 collects garbage at each. */
const GROWTH_BYTES = 64 * 2 ** 20;

/** A kernel and views of its memory. */
export interface Kernel {
  readonly exports: Exports;
  /** How many rows fit into its memory of at most 4 GB: 3.3 million at 576 dimensions. */
  readonly rows: number;
  /** Valid until the next `reach`. */
  views(): Views;
  /** Makes room for a slot, or for a node. */
  reach(slot: number): void;
}

export function createKernel(firstSlot: number, dimensions: number): Kernel {
  const exports = new WebAssembly.Instance(compiled()).exports as unknown as Exports;
  const growTo = (bytes: number): boolean => {
    const held = exports.memory.buffer.byteLength;
    if (bytes <= held) return false;
    const pages = Math.ceil(Math.max(bytes - held, GROWTH_BYTES) / PAGE_BYTES);
    exports.memory.grow(Math.min(pages, PAGES_MAX - held / PAGE_BYTES));
    return true;
  };
  const rowsAt = exports.open(firstSlot, dimensions);
  const blockBytes = exports.endAt(firstSlot) - rowsAt;
  growTo(rowsAt);
  let views = viewsOf(exports, dimensions);
  return {
    exports,
    rows: Math.min(ROWS_MAX, Math.floor((PAGES_MAX * PAGE_BYTES - rowsAt) / blockBytes) * BLOCK_ROWS),
    views: () => views,
    reach(slot) {
      if (growTo(exports.endAt(slot) >>> 0)) views = viewsOf(exports, dimensions);
    },
  };
}

const compiled = lazily(() => new WebAssembly.Module(readFileSync(KERNEL)));

type Views = ReturnType<typeof viewsOf>;

function viewsOf(kernel: Exports, dimensions: number) {
  const { buffer } = kernel.memory;
  return {
    bytes: new Int8Array(buffer),
    /** Nodes, from `nodeAt / 4` on: the slot and one more, the last walk, the number of links, the links. */
    whole: new Int32Array(buffer),
    stage: new Int8Array(buffer, kernel.stageAt(), STAGE_ROWS * 2 * dimensions),
    slots: new Int32Array(buffer, kernel.slotsAt(), BATCH),
    nearestSlots: new Int32Array(buffer, kernel.nearestSlotsAt(), BATCH),
    distances: new Float32Array(buffer, kernel.distancesAt(), BATCH),
    query8: new Int16Array(buffer, kernel.query8At(), dimensions),
    query: new Float32Array(buffer, kernel.queryAt(), dimensions),
    values: new Float32Array(buffer, kernel.valuesAt(), dimensions),
  };
}
