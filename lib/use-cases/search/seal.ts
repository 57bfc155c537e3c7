import { createHmac, timingSafeEqual } from "node:crypto";
import { derivedKey, type Keyring } from "../../domain/keyring.ts";
import { openBytes, sealBytes } from "../../domain/sealing.ts";

/** 128 of HMAC-SHA-256's bits: RFC 2104 section 5. */
const SIGNATURE_BYTES = 16;

interface SearchKeys {
  readonly seal: Uint8Array;
  readonly cursor: Uint8Array;
}
/** Deriving costs as much as a cached answer; a keyring never changes. */
const keysOf = new WeakMap<Keyring, SearchKeys>();

/** The text opens only under the same `boundTo` (tenant and cache key). */
export const seal = (keyring: Keyring, boundTo: string, text: string): string =>
  sealBytes(keys(keyring).seal, boundTo, Buffer.from(text)).toString("base64");

/** What was sealed, or null when it was sealed for something else, under another key, or was changed. */
export const unseal = (keyring: Keyring, boundTo: string, sealed: string): string | null =>
  openBytes(keys(keyring).seal, boundTo, Buffer.from(sealed, "base64"))?.toString("utf8") ?? null;

/** Signs a cursor's content for its tenant. */
export function signature(keyring: Keyring, boundTo: string, content: string): string {
  return createHmac("sha256", keys(keyring).cursor)
    .update(`${boundTo}\0${content}`)
    .digest()
    .subarray(0, SIGNATURE_BYTES)
    .toString("base64url");
}

export function isSigned(keyring: Keyring, boundTo: string, content: string, given: string): boolean {
  const expected = Buffer.from(signature(keyring, boundTo, content));
  const actual = Buffer.from(given);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

function keys(keyring: Keyring): SearchKeys {
  const known = keysOf.get(keyring);
  if (known) return known;
  const made = { seal: derivedKey(keyring, "cache-seal"), cursor: derivedKey(keyring, "cursor") };
  keysOf.set(keyring, made);
  return made;
}
