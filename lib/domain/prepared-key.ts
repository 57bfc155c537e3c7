import { createSecretKey, type KeyObject } from "node:crypto";

const prepared = new WeakMap<Uint8Array, KeyObject>();

/**
 * A key in the form that Node's ciphers and MACs use. Node prepares raw bytes again on each use. That takes four times
 * as long as a MAC, and ingest makes several a creator. It also takes more than half the time of sealing a few bytes,
 * which every answer does.
 */
export function preparedKey(key: Uint8Array): KeyObject {
  const known = prepared.get(key) ?? createSecretKey(key);
  prepared.set(key, known);
  return known;
}
