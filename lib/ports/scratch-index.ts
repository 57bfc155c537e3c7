import type { VectorIndex } from "./vector-index.ts";

/** Makes empty vector indexes that nobody searches, of the kind and dimensions of the live one. */
export interface ScratchIndexes {
  /** `close` removes it with all that is in it. */
  open(): Promise<{ readonly index: VectorIndex; close(): Promise<void> }>;
}
