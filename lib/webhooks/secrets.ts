import { createHmac, randomBytes } from "node:crypto";
import { AppError } from "../domain/errors.ts";
import { derivedKey, type Keyring } from "../domain/keyring.ts";
import { openBytes, sealBytes } from "../domain/sealing.ts";
import { SECRET_BYTES, type SealedSecret, type Webhook } from "../domain/webhook.ts";

/** The webhook that the secret belongs to. It opens for no other. */
type Owner = Pick<Webhook, "id" | "tenant_id">;

const boundTo = ({ tenant_id, id }: Owner): string => `webhook-secret\0${tenant_id}\0${id}`;
const keyOf = (keyring: Keyring, version: number) => derivedKey(keyring, "webhook-secret", version);

export const newSecret = (): Buffer => randomBytes(SECRET_BYTES);

/** The secret as its owner sees it, once. */
export const secretText = (secret: Uint8Array): string => `whsec_${Buffer.from(secret).toString("base64")}`;

export const sealSecret = (keyring: Keyring, owner: Owner, secret: Uint8Array): SealedSecret => ({
  sealed: sealBytes(keyOf(keyring, keyring.current), boundTo(owner), secret).toString("base64"),
  key_version: keyring.current,
});

/**
 * The secret sealed under the keyring's current key, so that an older key can be retired. It is unchanged if it is
 * current already or cannot be opened.
 */
export function resealed<S extends SealedSecret>(keyring: Keyring, owner: Owner, secret: S): S {
  if (secret.key_version === keyring.current) return secret;
  const opened = opensWith(keyring, owner, secret);
  return opened ? { ...secret, ...sealSecret(keyring, owner, opened) } : secret;
}

/** @throws AppError `unavailable`, code `secret-lost`, when the key that sealed it is retired or it was changed. */
export function openSecret(keyring: Keyring, owner: Owner, secret: SealedSecret): Uint8Array {
  const opened = opensWith(keyring, owner, secret);
  if (opened) return opened;
  const message = "The webhook's secret can not be opened any more: rotate it.";
  throw new AppError("unavailable", "secret-lost", message, { id: owner.id });
}

const opensWith = (
  keyring: Keyring,
  owner: Owner,
  { sealed, key_version }: SealedSecret,
): Uint8Array | null =>
  keyring.keys.has(key_version)
    ? openBytes(keyOf(keyring, key_version), boundTo(owner), Buffer.from(sealed, "base64"))
    : null;

/** `v1,` and HMAC-SHA-256 in base64 over id, seconds since 1970 and body: Standard Webhooks 1.0.0, "Signature scheme". */
const signed = (secret: Uint8Array, id: string, seconds: number, body: string): string =>
  `v1,${createHmac("sha256", secret).update(`${id}.${seconds}.${body}`).digest("base64")}`;

/** The header fields of a message, signed by each of the secrets. */
export const signedFields = (secrets: readonly Uint8Array[], id: string, at: Date, body: string) => {
  const seconds = Math.floor(at.getTime() / 1_000);
  return {
    "content-type": "application/json",
    "user-agent": "InCreator-Webhooks",
    "webhook-id": id,
    "webhook-timestamp": String(seconds),
    "webhook-signature": secrets.map((secret) => signed(secret, id, seconds, body)).join(" "),
  };
};
