import type { Filters } from "../../lib/domain/search-request.ts";

/** The number of results that are judged. Recall is measured at this depth. */
export const DEPTH = 50;

export interface Found {
  /** Creator ids, best first, at most `DEPTH`. */
  readonly ids: readonly string[];
  /** The filters read from the words; null if the system reads none. */
  readonly filters: Filters | null;
}

/** Anything that answers a query over a set's documents. */
export interface SearchSystem {
  readonly name: string;
  search(query: string): Promise<Found>;
}
