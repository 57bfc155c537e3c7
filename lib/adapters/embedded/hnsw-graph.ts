import { readFileSync, writeFileSync } from "node:fs";
import { saveGraphFile, takeGraphFile } from "./hnsw-graph-file.ts";
import { BATCH, type Kernel } from "./hnsw-kernel.ts";
import type { Records } from "./hnsw-records.ts";
import type { Neighbour } from "./hnsw-rows.ts";

/**
 * The nodes of `tools/vectors/graph.c`. It catches up with its records later and knows which of them it lacks. It holds
 * links, and no vector.
 */
export interface Graph {
  /** Marks a key to be linked later. */
  want(key: number): void;
  /** Takes a record out, before it goes or gets another vector. */
  drop(key: number): void;
  /** The keys of records that are not linked. */
  lacking(): ReadonlySet<number>;
  /** Links up to `limit` of them. Returns how many. Rows beyond the first kernel's are never linked. */
  extend(limit: number): number;
  /**
   * Of the nearest `count` that a walk finds, the nearest `most` whose slot has a 1 in the mask, in no special order, and
   * possibly further ones that are as far. `count` is at most `WALK_MAX`.
   */
  walk(query: Int8Array, count: number, mask: Uint8Array, most: number): Neighbour[];
  /**
   * Must be the first call. Takes the graph that was saved in a folder, if it is among the recorded files, and finds out
   * which records it lacks.
   */
  adopt(folder: string, recorded: readonly string[]): void;
  /** True when the graph differs from what `save` wrote last. */
  isDirty(): boolean;
  /** `record` gets the file's name before the file has it. */
  save(folder: string, record: (name: string) => void): void;
}

export const WALK_MAX = BATCH;

/** Candidates among which a new node's links are chosen: docs/adr/0074. */
const LINK_BREADTH = 128;

/** The graph is built anew when nodes without a record exceed this share of the records plus `HOLES_FREE`. */
const HOLES_MAX_SHARE = 0.25;
const HOLES_FREE = 1_000;

/** Of a node without a record. Records' keys count from 1. */
const NO_KEY = 0;

/** A node in the kernel's memory. */
const SLOT = 0;
const DEGREE = 2;
const LINKS = 3;

export function createGraph(records: Records): Graph {
  const { kernel } = records.rows;
  const { exports, views } = kernel;
  const lacking = new Set<number>();
  // Continues where it stopped. Starting over is slow, because a set keeps deleted entries at its beginning for a
  // while.
  let turn = lacking.values();
  /** Nodes without a record. New records get them first. */
  let holes: number[] = [];
  let dirty = false;

  const link = (slot: number): boolean => {
    if (slot >= kernel.rows) return false;
    const node = holes.pop() ?? exports.nodesHeld();
    kernel.reach(node);
    exports.link(node, slot, LINK_BREADTH);
    return true;
  };
  return {
    want: (key) => void lacking.add(key),
    drop(key) {
      if (lacking.delete(key)) return;
      for (const slot of records.slotsOf([key])) holes.push(exports.unplace(slot));
      dirty = true;
      if (holes.length <= records.count() * HOLES_MAX_SHARE + HOLES_FREE) return;
      exports.clear();
      holes = [];
      for (const other of records.keys()) if (other !== key) lacking.add(other);
    },
    lacking: () => lacking,
    extend(limit) {
      const keys = [...turn.take(limit)];
      if (keys.length < limit) turn = lacking.values();
      const slots = records.slotsOf(keys);
      const linked = keys.filter((_, at) => link(slots[at] as number));
      for (const key of linked) lacking.delete(key);
      if (linked.length > 0) dirty = true;
      return linked.length;
    },
    walk(query, count, mask, most) {
      views().query8.set(query);
      exports.begin(count);
      const found = exports.walk();
      const { distances } = views();
      const slots = views().nearestSlots.subarray(0, found);
      const passing = distances.subarray(0, found).filter((_, at) => mask[slots[at] as number] === 1);
      const farthest = passing.sort()[most - 1] ?? Number.POSITIVE_INFINITY;
      const nearest: Neighbour[] = [];
      for (const [at, slot] of slots.entries()) {
        const distance = distances[at] as number;
        if (distance <= farthest && mask[slot] === 1) nearest.push({ slot, distance });
      }
      return nearest;
    },
    adopt(folder, recorded) {
      const file = takeGraphFile(folder, recorded);
      if (file !== null)
        holes = putNodes(kernel, read(file), (key) => {
          const slot = records.slotOfKey(key);
          return slot !== undefined && slot < kernel.rows ? slot : null;
        });
      for (const [slot, key] of records.keys().entries())
        if (slot >= kernel.rows || exports.nodeOfRow(slot) < 0) lacking.add(key);
    },
    isDirty: () => dirty,
    save(folder, record) {
      const nodes = nodesOf(kernel, (slot) => records.at(slot).key);
      saveGraphFile(folder, (unfinished) => write(unfinished, nodes), record);
      dirty = false;
    },
  };
}

/** A graph in a file: each node's key and number of links, and the links of all. */
interface SavedGraph {
  readonly keys: Float64Array;
  readonly links: Int32Array;
  readonly degrees: Uint8Array;
}

/** Where a node is in `views().whole`. */
const placeOf = ({ exports }: Kernel, node: number): number =>
  (exports.nodeAt(node) >>> 0) / Int32Array.BYTES_PER_ELEMENT;

function nodesOf(kernel: Kernel, keyOf: (slot: number) => number): SavedGraph {
  const { whole } = kernel.views();
  const places = Array.from({ length: kernel.exports.nodesHeld() }, (_, node) => placeOf(kernel, node));
  const degrees = Uint8Array.from(places, (place) => whole[place + DEGREE] as number);
  const links = new Int32Array(degrees.reduce((sum, degree) => sum + degree, 0));
  let next = 0;
  for (const [node, place] of places.entries()) {
    const degree = degrees[node] as number;
    links.set(whole.subarray(place + LINKS, place + LINKS + degree), next);
    next += degree;
  }
  const keys = Float64Array.from(places, (place) => {
    const slot = (whole[place + SLOT] as number) - 1;
    return slot < 0 ? NO_KEY : keyOf(slot);
  });
  return { keys, links, degrees };
}

/** Returns the nodes whose record is gone. */
function putNodes(
  kernel: Kernel,
  { keys, links, degrees }: SavedGraph,
  slotOf: (key: number) => number | null,
): number[] {
  const gone: number[] = [];
  let next = 0;
  if (keys.length > 0) kernel.reach(keys.length - 1);
  const { whole } = kernel.views();
  for (const [node, key] of keys.entries()) {
    const slot = slotOf(key);
    if (slot === null) gone.push(node);
    else kernel.exports.place(node, slot);
    const place = placeOf(kernel, node);
    const degree = degrees[node] as number;
    whole[place + DEGREE] = degree;
    whole.set(links.subarray(next, next + degree), place + LINKS);
    next += degree;
  }
  return gone;
}

const write = (file: string, { keys, links, degrees }: SavedGraph): void => {
  const counts = Float64Array.of(keys.length, links.length);
  writeFileSync(file, Buffer.concat([counts, keys, links, degrees].map(bytesOf)));
};

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);

function read(file: string): SavedGraph {
  const { buffer, byteOffset } = readFileSync(file);
  const [nodes = 0, links = 0] = new Float64Array(buffer, byteOffset, 2);
  const keysAt = byteOffset + 16;
  const linksAt = keysAt + 8 * nodes;
  return {
    keys: new Float64Array(buffer, keysAt, nodes),
    links: new Int32Array(buffer, linksAt, links),
    degrees: new Uint8Array(buffer, linksAt + 4 * links, nodes),
  };
}
