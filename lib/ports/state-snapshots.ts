import type { Readable } from "node:stream";
import type { OpenTenantDocuments } from "./tenant-documents.ts";

/**
 * Copies of a database in this process's own files.
 * Errors: `invalid`, code `bad-snapshot`, for what is no copy; `unavailable`.
 */
export interface StateSnapshots {
  /** Passes a consistent copy to `use` while the system keeps writing, and removes the copy afterwards. */
  take<T>(use: (copy: Readable) => Promise<T>): Promise<T>;
  /**
   * Opens a copy for `change`, which returns whether it changed anything. If so, `use` gets the copy, otherwise null.
   */
  rewrite<T>(
    copy: Readable,
    change: (openDocuments: OpenTenantDocuments) => Promise<boolean>,
    use: (rewritten: Readable | null) => Promise<T>,
  ): Promise<T>;
  /** Stores a copy that replaces the database at the next start of the system. */
  stage(copy: Readable): Promise<void>;
}
