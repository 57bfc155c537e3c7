import type { VectorRecord } from "./vector-index.ts";

export interface VectorFileWriter {
  /** Adds rows as one group; a reader holds one group in memory at a time. */
  append(records: readonly VectorRecord[]): void;
  /** Rows so far. */
  readonly rows: number;
  /** The whole file. Nothing can be added afterwards. */
  finish(): Uint8Array;
}

/**
 * Parquet files of vectors, in exactly the columns that Pinecone's bulk import reads: `id` STRING, `values`
 * LIST<FLOAT>, `metadata` STRING that holds JSON text. Floats come back bit for bit.
 */
export interface VectorFiles {
  create(): Promise<VectorFileWriter>;
  /**
   * Rows in the order in which they were written, group by group. Errors: `invalid`, code `bad-vector-file`, for bytes
   * that are no such file.
   */
  read(file: Uint8Array): AsyncIterable<VectorRecord[]>;
}
