/** What an operator may tune about search; the numbers that decide an order are in `domain/ranking/weights.ts`. */
export interface SearchSettings {
  /** Milliseconds for both legs together, embedding the query included. */
  readonly deadlineMs: number;
  /** Hits taken from each leg: 1 to 1,000. */
  readonly candidatesPerLeg: number;
  /** Milliseconds for the second look when a model does it. */
  readonly rerankBudgetMs: number;
  /** The requester's "L1: 1 min". */
  readonly memorySeconds: number;
  /** The requester's "L2: 1 hour". */
  readonly cacheSeconds: number;
  /** How long a cursor, and the list it pages through, is good: beyond the page that brought it, which may come from a cache. */
  readonly cursorSeconds: number;
  /** Creators that one listing may be paged through, whatever its cursors say; filters cut a catalogue finer than pages. */
  readonly cursorDepth: number;
  /** Whether words may be embedded one by one to tell what a profile is near by; free where the embedder is local. */
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
