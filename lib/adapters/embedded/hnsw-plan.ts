import type { Neighbour, UnitQuery } from "./hnsw-rows.ts";

/** The ways to find neighbours among the records that passed the filter, by 8-bit distance. */
export interface SearchWays {
  /** Walks the graph for `count` candidates, then drops those that the filter refuses. */
  graph(query: UnitQuery, count: number): Neighbour[];
  /** Compares with every record, takes the `count` nearest, then drops those that the filter refuses. */
  scan(query: UnitQuery, count: number): Neighbour[];
  /** Gathers the `matching` records and takes the `count` nearest of them. */
  gather(query: UnitQuery, count: number, matching: number): Neighbour[];
}

export interface SearchSize {
  /** Records in the namespace. */
  readonly records: number;
  /** Of these, how many the graph lacks; its way looks at them one by one. */
  readonly lacking: number;
  /** Of these, how many passed the filter. */
  readonly matching: number;
  /** Neighbours asked for, at most `matching`. */
  readonly wanted: number;
  readonly efSearch: number;
}

/**
 * Microseconds, measured at 512 dimensions on one core of a server: rows compared where they lie, and each one taken
 * from there; rows gathered, each a walk to main memory; a candidate of the graph, which is many comparisons.
 * Only the ratios matter.
 */
const SCANNED_ROW = 0.025;
const TAKEN_ROW = 0.15;
const GATHERED_ROW = 0.3;
const GRAPH_CANDIDATE = 7;

/** What a filter refuses is not spread evenly, and now and then it goes against the query's topic. */
const SLACK = 1.5;
const WIDENING = 4;

/**
 * Takes the cheapest way for what is asked (for a few neighbours without a filter, the graph from some 30,000 records on), going by the share of records that passed the filter; when the filter
 * then refused too many, asks further, again the cheapest way. Gathering and a scan of everything leave nothing out,
 * so a hard filter costs time and never results.
 */
export function planSearch(ways: SearchWays, query: UnitQuery, size: SearchSize): Neighbour[] {
  const { records, lacking, matching, wanted, efSearch } = size;
  if (wanted === 0) return [];
  const gatherCost = matching * GATHERED_ROW;
  let share = matching === records ? 1 : SLACK * (records / matching);
  for (;;) {
    const scanned = Math.min(records, Math.ceil(wanted * share));
    const walked = Math.ceil(Math.max(wanted, efSearch) * share);
    const scanCost = records * SCANNED_ROW + scanned * TAKEN_ROW;
    const walkCost = walked * GRAPH_CANDIDATE + lacking * GATHERED_ROW;
    if (gatherCost <= Math.min(scanCost, walkCost)) return ways.gather(query, wanted, matching);
    const found = scanCost <= walkCost ? ways.scan(query, scanned) : ways.graph(query, walked);
    if (found.length >= wanted) return found;
    share *= WIDENING;
  }
}
