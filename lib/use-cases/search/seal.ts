import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { derivedKey, type Keyring } from "../../domain/keyring.ts";

const CIPHER = "aes-256-gcm";
/** NIST SP 800-38D 8.2: a 96-bit random nonce. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** 128 of HMAC-SHA-256's bits: RFC 2104 section 5. */
const SIGNATURE_BYTES = 16;

interface SearchKeys {
  readonly seal: Uint8Array;
  readonly cursor: Uint8Array;
}
/** Deriving costs as much as a cached answer; a keyring never changes. */
const keysOf = new WeakMap<Keyring, SearchKeys>();

/** AES-256-GCM; the text opens only under the same `boundTo` (tenant and cache key). */
export function seal(keyring: Keyring, boundTo: string, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keys(keyring).seal, nonce).setAAD(Buffer.from(boundTo));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64");
}

/** What was sealed, or null when it was sealed for something else, under another key, or was changed. */
export function unseal(keyring: Keyring, boundTo: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, "base64");
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv(CIPHER, keys(keyring).seal, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(boundTo))
    .setAuthTag(tag);
  try {
    return Buffer.concat([
      decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
      decipher.final(),
    ]).toString("utf8");
  } catch {
    // The one thing `final` throws for: the tag does not fit.
    return null;
  }
}

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
