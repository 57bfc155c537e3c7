import type { SealedFor } from "../domain/consent.ts";

/**
 * Makes data keys and opens them again. The wrapping key never leaves its store. A wrapped key is bound to the creator
 * that it was made for.
 * Errors: `unavailable`; `invalid`, code `foreign-data-key`, for a key that was wrapped for another or changed.
 */
export interface KeyWrapping {
  /** A new 256-bit key: in clear for immediate use, and wrapped, to be stored beside the content that it seals. */
  newDataKey(owner: SealedFor): Promise<{ readonly key: Uint8Array; readonly wrapped: string }>;
  unwrap(wrapped: string, owner: SealedFor): Promise<Uint8Array>;
}
