import type { Condition } from "../../domain/condition.ts";
import type { VectorMetadata } from "../../ports/vector-index.ts";
import { createGraph, type Graph, WALK_MAX } from "./hnsw-graph.ts";
import { createRecords, type Records, type StoredVector } from "./hnsw-records.ts";
import type { Neighbour } from "./hnsw-rows.ts";

/**
 * The records of all namespaces and the one graph over them. Records that the graph lacks are compared one by one, so
 * a search finds a record as soon as it is put.
 */
export interface Space {
  readonly records: Records;
  readonly graph: Graph;
  /** Inserts a record, or puts it and its vector in the place of the one with the key `replaced`. */
  put(record: StoredVector, replaced?: number): void;
  remove(slot: number): void;
  /**
   * The nearest records that meet the conditions, by 8-bit distance, in no special order. At least `count`, if that
   * number matches.
   */
  nearest(query: Int8Array, wanted: Wanted): Neighbour[];
}

export interface SpaceSettings {
  readonly dimensions: number;
  readonly efSearch: number;
}

interface Wanted {
  readonly namespaces: readonly number[];
  readonly where: readonly Condition[];
  readonly count: number;
}

/**
 * The number of graph candidates, as a multiple of `efSearch`. Nearly equal profiles crowd each other out of the
 * links, and a wider search reaches them: docs/adr/0074.
 */
const OVERSAMPLING = 8;

/** Records among which `OVERSAMPLING` was measured. */
const OVERSAMPLED_RECORDS = 100_000;

/**
 * Candidates of a search without a filter. Beyond 100,000 records they grow with the power 2/3 of the number of records,
 * which holds recall@10 nearly where it was: docs/adr/0067.
 */
export const breadthOf = (efSearch: number, records: number): number =>
  efSearch * OVERSAMPLING * Math.max(1, records / OVERSAMPLED_RECORDS) ** (2 / 3);

/**
 * Rows that are rather compared one by one than one graph candidate is walked. A candidate takes .9 microseconds at 576
 * dimensions, a row .027 if all are compared, which lie side by side, and .05 to .07 if some are (docs/adr/0074). A
 * comparison misses nothing, so it may take up to 1.6 times as long.
 */
const ALL_ROWS_PER_CANDIDATE = 55;
const SOME_ROWS_PER_CANDIDATE = 16;

/** `metadataOf`: see `createRecords`. */
export function createSpace(
  { dimensions, efSearch }: SpaceSettings,
  metadataOf: (key: number) => VectorMetadata,
): Space {
  const records = createRecords(dimensions, metadataOf);
  const graph = createGraph(records);
  let mask = new Uint8Array(0);
  return {
    records,
    graph,
    put(record, replaced) {
      if (replaced !== undefined) graph.drop(replaced);
      records.put(record, replaced);
      graph.want(record.key);
    },
    remove(slot) {
      graph.drop(records.at(slot).key);
      records.remove(slot);
    },
    nearest(query, { namespaces, where, count }) {
      const size = records.count();
      if (mask.length < size) mask = new Uint8Array(Math.ceil(size * 1.5));
      const matching = records.match(namespaces, where, mask);
      const wanted = Math.min(matching, count);
      if (wanted === 0) return [];
      const walked = Math.ceil((Math.max(wanted, breadthOf(efSearch, size)) * size) / matching);
      const rowsPerCandidate = matching === size ? ALL_ROWS_PER_CANDIDATE : SOME_ROWS_PER_CANDIDATE;
      if (walked <= WALK_MAX && matching > walked * rowsPerCandidate + graph.lacking().size) {
        const found = walk({ records, graph }, query, { walked, mask, count });
        if (found.length >= wanted) return found;
      }
      // A comparison with all matches misses nothing, so a strict filter costs time but never results.
      return records.rows.nearest(query, slotsIn(mask, matching), count);
    },
  };
}

/** The nearest `count` of `walked` candidates of the graph, and of the records it lacks, that the filter passes. */
function walk(
  { records, graph }: Pick<Space, "records" | "graph">,
  query: Int8Array,
  { walked, mask, count }: { readonly walked: number; readonly mask: Uint8Array; readonly count: number },
): Neighbour[] {
  const lacking = records.slotsOf(graph.lacking()).filter((slot) => mask[slot] === 1);
  const inside = graph.walk(query, walked, mask, count);
  return inside.concat(records.rows.nearest(query, lacking.sort(), count));
}

function slotsIn(mask: Uint8Array, matching: number): Int32Array {
  const slots = new Int32Array(matching);
  for (let slot = 0, at = 0; at < matching; slot += 1) {
    slots[at] = slot;
    at += mask[slot] ?? 0;
  }
  return slots;
}
