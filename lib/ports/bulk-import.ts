export interface ImportState {
  readonly status: "pending" | "running" | "complete" | "failed" | "cancelled";
  /** 0 to 100. */
  readonly percent: number;
  readonly records: number;
  /** Why it failed, in the service's own words. */
  readonly error: string | null;
}

/**
 * Fills namespaces that do not exist yet from objects, without sending a vector through this process. Takes at least
 * ten minutes.
 * Errors: `not-found` for an unknown import; `invalid` for what the service refuses; `unavailable`.
 */
export interface BulkImport {
  /**
   * Imports every `<prefix><namespace>/*.parquet` and returns the import's id. If one file cannot be read, nothing is
   * imported.
   */
  start(prefix: string): Promise<string>;
  state(id: string): Promise<ImportState>;
}
