import type { VectorIndex } from "./vector-index.ts";

/** Makes empty vector indexes that nobody searches, with the kind and dimensions of the live one. */
export interface ScratchIndexes {
  /** `close` removes the index and everything in it. */
  open(): Promise<{ readonly index: VectorIndex; close(): Promise<void> }>;
}
