import type { Condition } from "../../domain/condition.ts";
import type { GraphSettings } from "./hnsw-graph.ts";
import { createGrowingGraph, type GrowingGraph } from "./hnsw-growing-graph.ts";
import { planSearch, type SearchWays } from "./hnsw-plan.ts";
import { createRecords, type Records, type StoredVector } from "./hnsw-records.ts";
import type { Neighbour, UnitQuery } from "./hnsw-rows.ts";

/**
 * One namespace: its records and their graph. What is not in the graph yet is searched exactly, so a record is found
 * from the moment it is put.
 */
export interface Partition {
  readonly records: Records;
  readonly graph: GrowingGraph;
  /** Inserts a record or replaces it with its vector. */
  put(record: StoredVector): void;
  remove(id: string): void;
  /** The nearest of those that meet the conditions, up to `count`, by 8-bit distance, in no special order. */
  nearest(query: UnitQuery, conditions: readonly Condition[], count: number): Neighbour[];
}

export function createPartition(settings: GraphSettings, expected = 0): Partition {
  const records = createRecords(settings.dimensions, expected);
  const graph = createGrowingGraph(settings, records);
  let mask = new Uint8Array(expected);
  return {
    records,
    graph,
    put(record) {
      const before = records.put(record);
      graph.want(record.key);
      if (before !== undefined) graph.drop(before);
    },
    remove(id) {
      const slot = records.slotOf(id);
      if (slot !== undefined) graph.drop(records.remove(slot));
    },
    nearest(query, conditions, count) {
      const size = records.count();
      if (mask.length < size) mask = new Uint8Array(Math.ceil(size * 1.5));
      const matching = records.columns.match(conditions, size, mask);
      return planSearch(waysOf(records, graph, mask), query, {
        records: size,
        lacking: graph.lacking().size,
        matching,
        wanted: Math.min(matching, count),
        efSearch: settings.efSearch,
      });
    },
  };
}

/** The ways to search a namespace of which the records with a 1 in `mask` passed the filter. */
function waysOf(records: Records, graph: GrowingGraph, mask: Uint8Array): SearchWays {
  const { rows } = records;
  const passed = (found: readonly Neighbour[]) => found.filter(({ slot }) => mask[slot] === 1);
  return {
    graph(query, count) {
      const outside = records.slotsOf(graph.lacking()).filter((slot) => mask[slot] === 1);
      return passed(graph.search(query, count)).concat(rows.nearest(query, outside.sort(), count));
    },
    scan: (query, count) => passed(rows.nearestOfFirst(query, records.count(), count)),
    gather: (query, count, matching) => rows.nearest(query, slotsIn(mask, matching), count),
  };
}

function slotsIn(mask: Uint8Array, matching: number): Int32Array {
  const slots = new Int32Array(matching);
  for (let slot = 0, at = 0; at < matching; slot += 1) {
    slots[at] = slot;
    at += mask[slot] ?? 0;
  }
  return slots;
}
