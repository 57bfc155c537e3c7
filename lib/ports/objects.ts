import type { Readable } from "node:stream";

export interface StoredObject {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  readonly etag: string;
  readonly lastModified: Date;
  /** From `head`, where the store keeps several bodies of a key: its name for this one. */
  readonly version?: string;
}

export interface UploadOptions {
  readonly seconds: number;
  readonly bytes: number;
}

/**
 * Objects by key. The first part of a key (`inbox/`, `raw/`, `quarantine/`, `backups/`, `exports/`) decides the bucket behind it.
 * Keys may hold any Unicode, also `+`, `%` and spaces.
 * Errors: `not-found` from `get`, `stream` and `head`; `unavailable`.
 */
export interface Objects {
  put(
    key: string,
    body: Uint8Array,
    options?: { readonly contentType?: string; readonly contentEncoding?: string },
  ): Promise<{ readonly etag: string }>;
  /** From a stream, for bodies that do not fit in memory. Nothing is visible under `key` until the whole body is there. */
  putStream(key: string, body: Readable): Promise<{ readonly etag: string }>;
  head(key: string): Promise<StoredObject>;
  get(key: string): Promise<Uint8Array>;
  stream(key: string): Promise<Readable>;
  /** Keys in order; pages of at most `limit` (1 to 1,000). */
  list(
    prefix: string,
    options?: { readonly limit?: number; readonly cursor?: string },
  ): Promise<{ readonly objects: StoredObject[]; readonly cursor: string | null }>;
  /** Removes the objects with every older version and delete marker. How many keys held anything. */
  deleteAllVersions(keys: readonly string[]): Promise<number>;
  /** Removes the body that `head` described, and all before it; what was put under the key since stays. */
  deleteUpTo(object: StoredObject): Promise<void>;
  /** `deleteAllVersions` for every key under a prefix. Refuses an empty prefix. */
  deletePrefix(prefix: string): Promise<number>;
  /** A link that reads the object for `seconds` without further credentials. */
  signedLink(key: string, seconds: number): Promise<string>;
  /** A link by which a PUT of exactly `bytes` bytes writes the object, for `seconds`, without further credentials. */
  signedUpload(key: string, options: UploadOptions): Promise<string>;
}
