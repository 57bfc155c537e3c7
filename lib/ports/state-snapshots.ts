import type { Readable } from "node:stream";
import type { OpenTenantDocuments } from "./tenant-documents.ts";

/**
 * Copies of a database that lives in this process's own files.
 * Errors: `invalid`, code `bad-snapshot`, for what is no copy; `unavailable`.
 */
export interface StateSnapshots {
  /** Hands a consistent copy to `use` while the system goes on writing, and removes it afterwards. */
  take<T>(use: (copy: Readable) => Promise<T>): Promise<T>;
  /** Opens a copy for `change`, which says whether it changed anything; `use` gets the copy then, and null otherwise. */
  rewrite<T>(
    copy: Readable,
    change: (openDocuments: OpenTenantDocuments) => Promise<boolean>,
    use: (rewritten: Readable | null) => Promise<T>,
  ): Promise<T>;
  /** Puts a copy where the next start of the system takes it in the place of its database. */
  stage(copy: Readable): Promise<void>;
}
