import type { Readable } from "node:stream";

export interface StoredObject {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  readonly etag: string;
  readonly lastModified: Date;
  /** Only from `head`: the version id of this body, if the store keeps several bodies of a key. */
  readonly version?: string;
}

export interface UploadOptions {
  readonly seconds: number;
  readonly bytes: number;
}

/**
 * Objects by key. The first part of a key (`inbox/`, `raw/`, `quarantine/`, `backups/`, `exports/`) decides its
 * bucket. Keys may contain any Unicode, also `+`, `%` and spaces.
 * Errors: `not-found` from `get`, `stream` and `head`; `unavailable`.
 */
export interface Objects {
  put(
    key: string,
    body: Uint8Array,
    options?: { readonly contentType?: string; readonly contentEncoding?: string },
  ): Promise<{ readonly etag: string }>;
  /**
   * Writes from a stream, for bodies that do not fit in memory. Nothing is visible under `key` until the whole body is
   * written.
   */
  putStream(key: string, body: Readable): Promise<{ readonly etag: string }>;
  head(key: string): Promise<StoredObject>;
  get(key: string): Promise<Uint8Array>;
  stream(key: string): Promise<Readable>;
  /** Keys in order; pages of at most `limit` (1 to 1,000). */
  list(
    prefix: string,
    options?: { readonly limit?: number; readonly cursor?: string },
  ): Promise<{ readonly objects: StoredObject[]; readonly cursor: string | null }>;
  /** Removes the objects with every older version and delete marker. Returns how many keys had any. */
  deleteAllVersions(keys: readonly string[]): Promise<number>;
  /** Removes the body that `head` described, and all before it. Bodies written under the key since then stay. */
  deleteUpTo(object: StoredObject): Promise<void>;
  /** `deleteAllVersions` for every key under a prefix. Refuses an empty prefix. */
  deletePrefix(prefix: string): Promise<number>;
  /** A link that reads the object for `seconds` without further credentials. */
  signedLink(key: string, seconds: number): Promise<string>;
  /**
   * A link that allows one PUT of exactly `bytes` bytes to the object, for `seconds`, without further credentials.
   */
  signedUpload(key: string, options: UploadOptions): Promise<string>;
}
