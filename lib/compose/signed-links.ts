import { createHmac, timingSafeEqual } from "node:crypto";
import { derivedKey, type Keyring } from "../domain/keyring.ts";
import type { Ports } from "../ports/ports.ts";

type LinkPorts = Pick<Ports, "keyring" | "clock">;

const DOWNLOADS = "/downloads/";
const UPLOADS = "/uploads/";

/**
 * An address on this machine that reads one object until it expires. It contains the key and the end time, with an
 * HMAC-SHA-256 over both.
 */
export const signedLink = (ports: LinkPorts, key: string, seconds: number): string =>
  signedAddress(ports, { folder: DOWNLOADS, key, seconds });

/** An address that accepts one object of exactly this size, also repeatedly, until it expires. */
export const signedUpload = (
  ports: LinkPorts,
  key: string,
  { seconds, bytes }: { readonly seconds: number; readonly bytes: number },
): string => signedAddress(ports, { folder: UPLOADS, key, seconds, bytes });

/** The key that an address may read now; null if it is not ours, was changed, or has expired. */
export const keyOfLink = (ports: LinkPorts, target: string): string | null =>
  openAddress(ports, DOWNLOADS, target)?.key ?? null;

/** The key that an address may write now and the size that it accepts; null as for `keyOfLink`. */
export const uploadOfLink = (ports: LinkPorts, target: string) => openAddress(ports, UPLOADS, target);

function signedAddress(
  { keyring, clock }: LinkPorts,
  asked: { readonly folder: string; readonly key: string; readonly seconds: number; readonly bytes?: number },
): string {
  const { folder, key, seconds, bytes } = asked;
  const expires = Math.floor(clock.now().getTime() / 1_000) + Math.ceil(seconds);
  const grant = { folder, key, expires, bytes: bytes ?? 0 };
  const parameters = new URLSearchParams({
    expires: String(expires),
    ...(bytes !== undefined && { bytes: String(bytes) }),
    signature: sign(keyring, keyring.current, grant),
  });
  return `${folder}${key.split("/").map(encodeURIComponent).join("/")}?${parameters}`;
}

function openAddress({ keyring, clock }: LinkPorts, folder: string, target: string) {
  const [path = "", query = ""] = target.split("?");
  if (!path.startsWith(folder)) return null;
  const parameters = new URLSearchParams(query);
  const [expires, bytes] = [Number(parameters.get("expires")), Number(parameters.get("bytes"))];
  const given = Buffer.from(parameters.get("signature") ?? "");
  const key = decoded(path.slice(folder.length));
  if (key === null || !(expires * 1_000 > clock.now().getTime())) return null;
  const isSigned = [...keyring.keys.keys()].some((version) => {
    const expected = Buffer.from(sign(keyring, version, { folder, key, expires, bytes }));
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
  return isSigned ? { key, bytes } : null;
}

interface Grant {
  readonly folder: string;
  readonly key: string;
  readonly expires: number;
  readonly bytes: number;
}

const sign = (keyring: Keyring, version: number, { folder, key, expires, bytes }: Grant): string =>
  createHmac("sha256", derivedKey(keyring, "download", version))
    .update(`${folder}\0${expires}\0${bytes}\0${key}`)
    .digest("base64url");

function decoded(path: string): string | null {
  try {
    return path.split("/").map(decodeURIComponent).join("/");
  } catch {
    return null;
  }
}
