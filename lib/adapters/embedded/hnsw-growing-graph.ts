import { rmSync } from "node:fs";
import { type Graph, type GraphSettings, openGraph } from "./hnsw-graph.ts";
import { saveGraphFile, takeGraphFile } from "./hnsw-graph-file.ts";
import type { Records } from "./hnsw-records.ts";
import type { Neighbour } from "./hnsw-rows.ts";

/** A graph that catches up with its records later and knows which of them it lacks. */
export interface GrowingGraph {
  /** Marks a key to be added later. */
  want(key: number): void;
  /** Removes a key whose record is gone. */
  drop(key: number): void;
  /** The keys of records that are not in the graph yet. */
  lacking(): ReadonlySet<number>;
  /** Adds up to `limit` of them to the graph. */
  extend(limit: number): void;
  /** Searches `count` candidates. Returns the nearest `most` of those whose slot has a 1 in the mask, nearest first. */
  search(query: Int8Array, count: number, mask: Uint8Array, most: number): Neighbour[];
  /**
   * Must be the first call. Takes the graph that was saved in a folder, if it belongs to these records. Removes keys
   * whose records are gone since, and finds out which records it lacks.
   */
  adopt(folder: string, saved: SavedGraphs): void;
  /** True when the graph differs from what `save` wrote last. */
  isDirty(): boolean;
  save(folder: string, record: (name: string) => void): void;
}

/** What the store knows of the graphs that were saved for its records. */
export interface SavedGraphs {
  /** Names of files. */
  readonly recorded: readonly string[];
  /** Keys removed since the graph was saved. */
  readonly removed: readonly number[];
}

/**
 * The graph is rebuilt when fillers exceed this share of the records plus `FILLERS_FREE`: they cost memory and time.
 */
const FILLERS_MAX_SHARE = 0.25;
const FILLERS_FREE = 1_000;

export function createGrowingGraph(settings: GraphSettings, records: Records): GrowingGraph {
  const lacking = new Set<number>();
  // Continues where it stopped. Starting over is slow, because a set keeps deleted entries at its beginning for a
  // while.
  let turn = lacking.values();
  let graph = openGraph(settings);
  let dirty = false;

  const fillers = () => graph.size() - (records.count() - lacking.size);
  const beginAnew = () => {
    graph = openGraph(settings);
    for (const key of records.keys()) lacking.add(key);
  };
  return {
    want: (key) => void lacking.add(key),
    drop(key) {
      if (lacking.delete(key)) return;
      graph.remove([key]);
      dirty = true;
      if (fillers() > records.count() * FILLERS_MAX_SHARE + FILLERS_FREE) beginAnew();
    },
    lacking: () => lacking,
    extend(limit) {
      const keys = [...turn.take(limit)];
      if (keys.length < limit) turn = lacking.values();
      if (keys.length > 0) graph.add(keys, records.rows.gather(records.slotsOf(keys)));
      for (const key of keys) lacking.delete(key);
      dirty = true;
    },
    search(query, count, mask, most) {
      const { keys, distances } = graph.search(query, count);
      const found: Neighbour[] = [];
      for (let at = 0; at < keys.length && found.length < most; at += 1) {
        const slot = records.slotOfKey(Number(keys[at]));
        if (slot !== undefined && mask[slot] === 1) found.push({ slot, distance: distances[at] as number });
      }
      return found;
    },
    adopt(folder, { recorded, removed }) {
      graph = savedGraph(settings, takeGraphFile(folder, recorded)) ?? graph;
      // Both lists are in the order of the records.
      const inside = graph.contained(records.keys());
      let next = 0;
      for (const key of records.keys()) {
        if (key === inside[next]) next += 1;
        else lacking.add(key);
      }
      const stale = graph.contained(removed);
      graph.remove(stale);
      dirty = stale.length > 0;
    },
    isDirty: () => dirty,
    save(folder, record) {
      saveGraphFile(folder, graph.save, record);
      dirty = false;
    },
  };
}

/** A graph that cannot be read is a lost cache, not a lost index: it is rebuilt from the records. */
function savedGraph(settings: GraphSettings, file: string | null): Graph | null {
  if (file === null) return null;
  try {
    return openGraph(settings, file);
  } catch {
    rmSync(file);
    return null;
  }
}
