import { PassThrough, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Objects } from "../ports/objects.ts";
import { hashing } from "./hashing.ts";

/** Size and checksum are those of the compressed bytes. */
export interface GzippedObject {
  readonly key: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Compresses a stream into an object piece by piece, off the thread that answers requests, without holding it in
 * memory.
 */
export async function putGzipped(objects: Objects, key: string, copy: Readable): Promise<GzippedObject> {
  const { through, result } = hashing();
  const body = new PassThrough();
  await Promise.all([pipeline(copy, createGzip({ level: 4 }), through, body), objects.putStream(key, body)]);
  return { key, ...result() };
}
