import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { preparedKey } from "./prepared-key.ts";

const CIPHER = "aes-256-gcm";
/** NIST SP 800-38D 8.2: a 96-bit random nonce. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM: nonce, tag, ciphertext. Opens only under the same key and the same `boundTo`. */
export function sealBytes(key: Uint8Array, boundTo: string, clear: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, preparedKey(key), nonce).setAAD(Buffer.from(boundTo));
  const sealed = Buffer.concat([cipher.update(clear), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** The clear bytes. Null if they were changed, sealed for something else, or sealed under another key. */
export function openBytes(key: Uint8Array, boundTo: string, bytes: Uint8Array): Buffer | null {
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv(CIPHER, preparedKey(key), nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(boundTo))
    .setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  } catch {
    // `final` throws for one reason only: the tag does not match.
    return null;
  }
}
