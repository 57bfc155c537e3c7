/**
 * The settings of search that an operator may tune. The numbers that decide an order are in
 * `domain/ranking/weights.ts`.
 */
export interface SearchSettings {
  /** Milliseconds for both legs together, including the embedding of the query. */
  readonly deadlineMs: number;
  /** Number of hits taken from each leg: 1 to 1,000. */
  readonly candidatesPerLeg: number;
  /** Milliseconds that a model may take to rerank. */
  readonly rerankBudgetMs: number;
  /** The requester's "L1: 1 min". */
  readonly memorySeconds: number;
  /** The requester's "L2: 1 hour". */
  readonly cacheSeconds: number;
  /** How long a cursor and its list are valid: longer than the page that it came with, which may be from a cache. */
  readonly cursorSeconds: number;
  /**
   * Most creators that one listing can be paged through, across all its cursors. To see others, narrow the search by
   * filters.
   */
  readonly cursorDepth: number;
  /**
   * Whether words may be embedded one by one, to tell which of them make a profile near. Free if the embedder is
   * local.
   */
  readonly namesNearestWords: boolean;
}

export const SEARCH_SETTINGS: SearchSettings = {
  deadlineMs: 2_000,
  candidatesPerLeg: 100,
  rerankBudgetMs: 800,
  memorySeconds: 60,
  cacheSeconds: 3_600,
  cursorSeconds: 7_200,
  cursorDepth: 2_000,
  namesNearestWords: false,
};
