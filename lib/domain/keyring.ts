import { createHmac, hkdfSync } from "node:crypto";
import { preparedKey } from "./prepared-key.ts";

/**
 * Versioned 256-bit secrets. New digests use the current one; look-ups try every version. In a running system `current`
 * and `keys` change when the keyring is rotated (`live-keyring.ts`).
 */
export interface Keyring {
  readonly current: number;
  readonly keys: ReadonlyMap<number, Uint8Array>;
}

/**
 * The kind of value that a digest is made of. The MAC covers it, so equal values of two kinds never have the same
 * digest.
 */
export type DigestDomain =
  | "email"
  | "phone"
  | "suppressed-creator"
  | "suppressed-account"
  | "suppressed-handle"
  | "suppressed-name"
  | "unmet-account"
  | "api-key"
  | "dropped-object"
  | "backup-manifest"
  | "challenged-account"
  | "challenge-code"
  | "client-address"
  | "audit-record"
  | "audit-address"
  | "audit-entry"
  | "audit-head"
  | "token-subject";

export interface KeyedDigest {
  readonly digest: string;
  readonly key_version: number;
}

/** HMAC-SHA-256 in hex under the current key (RFC 2104). The MAC covers domain, version and value. */
export function keyedDigest(keyring: Keyring, domain: DigestDomain, value: string): KeyedDigest {
  return { digest: digestUnder(keyring, keyring.current, domain, value), key_version: keyring.current };
}

/** The digests that `value` may be stored under, newest key first. */
export function everyDigest(keyring: Keyring, domain: DigestDomain, value: string): KeyedDigest[] {
  return [...keyring.keys.keys()]
    .sort((a, b) => b - a)
    .map((version) => ({ digest: digestUnder(keyring, version, domain, value), key_version: version }));
}

/** A digest that was wrapped with later keys. `wrapped_to`: the last of them, or the key that it was made with. */
export interface ChainedDigest extends KeyedDigest {
  readonly wrapped_to: number;
}

/**
 * Every digest that `value` may be stored under if digests are wrapped at each rotation: made under any version, then
 * wrapped by each later version in turn, up to any. n versions give n(n+1)/2.
 */
export function everyChain(keyring: Keyring, domain: DigestDomain, value: string): ChainedDigest[] {
  return everyDigest(keyring, domain, value).flatMap(({ digest, key_version }) => {
    const chain = [{ digest, key_version, wrapped_to: key_version }];
    for (const version of versionsAfter(keyring, key_version)) {
      chain.push(wrappedBy(keyring, version, domain, chain.at(-1) ?? { digest, key_version }));
    }
    return chain;
  });
}

/** Wraps a stored digest, whose clear text is gone, with every newer key up to the current one. */
export function wrappedDigest(keyring: Keyring, domain: DigestDomain, stored: ChainedDigest): ChainedDigest {
  return versionsAfter(keyring, stored.wrapped_to)
    .filter((version) => version <= keyring.current)
    .reduce<ChainedDigest>((inner, version) => wrappedBy(keyring, version, domain, inner), stored);
}

const versionsAfter = (keyring: Keyring, version: number): number[] =>
  [...keyring.keys.keys()].filter((one) => one > version).sort((a, b) => a - b);

/** HMAC(new, old digest), in a domain of its own. */
const wrappedBy = (
  keyring: Keyring,
  version: number,
  domain: DigestDomain,
  { digest, key_version }: KeyedDigest,
): ChainedDigest => ({
  digest: digestUnder(keyring, version, `${domain}|over`, digest),
  key_version,
  wrapped_to: version,
});

/** The digest under one version; null if the keyring no longer has that version. */
export const digestUnderVersion = (
  keyring: Keyring,
  version: number,
  domain: DigestDomain,
  value: string,
): string | null => (keyring.keys.has(version) ? digestUnder(keyring, version, domain, value) : null);

/** A 256-bit key for another purpose (cursor signing, cache sealing), derived by HKDF-SHA-256 (RFC 5869). */
export function derivedKey(
  keyring: Keyring,
  purpose: "cursor" | "cache-pack" | "download" | "erasure-account" | "query-id" | "webhook-secret",
  version = keyring.current,
): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", keyOf(keyring, version), new Uint8Array(0), purpose, 32));
}

function digestUnder(
  keyring: Keyring,
  version: number,
  domain: DigestDomain | `${DigestDomain}|over`,
  value: string,
): string {
  return createHmac("sha256", preparedKey(keyOf(keyring, version)))
    .update(`${domain}|v${version}|${value}`)
    .digest("hex");
}

function keyOf(keyring: Keyring, version: number): Uint8Array {
  const key = keyring.keys.get(version);
  if (!key) throw new Error(`The keyring has no key of version ${version}.`);
  return key;
}
