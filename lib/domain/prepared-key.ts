import { createSecretKey, type KeyObject } from "node:crypto";

const prepared = new WeakMap<Uint8Array, KeyObject>();

/**
 * A key as Node's ciphers and MACs want it. Raw bytes are prepared anew for each: that takes four times as long as a MAC, which
 * ingest makes several of a creator, and more than half of sealing a few bytes, which every answer does.
 */
export function preparedKey(key: Uint8Array): KeyObject {
  const known = prepared.get(key) ?? createSecretKey(key);
  prepared.set(key, known);
  return known;
}
