import type { VectorRecord } from "./vector-index.ts";

/**
 * Parquet files of vectors, with exactly the columns that Pinecone's bulk import reads: `id` STRING, `values`
 * LIST<FLOAT>, `metadata` STRING that holds JSON text. Floats keep every bit.
 */
export interface VectorFiles {
  /**
   * A whole file. Each group is written before the next is requested. A reader holds one group in memory at a time.
   */
  write(groups: AsyncIterable<readonly VectorRecord[]>): Promise<Uint8Array>;
  /**
   * Rows in the order of writing, group by group.
   * Errors: `invalid`, code `bad-vector-file`, for bytes that are no such file.
   */
  read(file: Uint8Array): AsyncIterable<VectorRecord[]>;
}
