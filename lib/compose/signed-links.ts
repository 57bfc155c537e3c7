import { createHmac, timingSafeEqual } from "node:crypto";
import { derivedKey, type Keyring } from "../domain/keyring.ts";
import type { Clock } from "../ports/clock.ts";

interface LinkPorts {
  readonly keyring: Keyring;
  readonly clock: Clock;
}

const FOLDER = "/downloads/";

/**
 * An address under this machine's own that reads one object until its time is over: key and end stand in it, with an
 * HMAC-SHA-256 over both.
 */
export function signedLink({ keyring, clock }: LinkPorts, key: string, seconds: number): string {
  const expires = Math.floor(clock.now().getTime() / 1_000) + Math.ceil(seconds);
  const path = key.split("/").map(encodeURIComponent).join("/");
  return `${FOLDER}${path}?expires=${expires}&signature=${sign(keyring, keyring.current, key, expires)}`;
}

/** The key that an address may read now; null: it is none of ours, was changed, or its time is over. */
export function keyOfLink({ keyring, clock }: LinkPorts, target: string): string | null {
  const [path = "", query = ""] = target.split("?");
  if (!path.startsWith(FOLDER)) return null;
  const parameters = new URLSearchParams(query);
  const expires = Number(parameters.get("expires"));
  const given = Buffer.from(parameters.get("signature") ?? "");
  const key = decoded(path.slice(FOLDER.length));
  if (key === null || !(expires * 1_000 > clock.now().getTime())) return null;
  const isSigned = [...keyring.keys.keys()].some((version) => {
    const expected = Buffer.from(sign(keyring, version, key, expires));
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
  return isSigned ? key : null;
}

const sign = (keyring: Keyring, version: number, key: string, expires: number): string =>
  createHmac("sha256", derivedKey(keyring, "download", version))
    .update(`${expires}\0${key}`)
    .digest("base64url");

function decoded(path: string): string | null {
  try {
    return path.split("/").map(decodeURIComponent).join("/");
  } catch {
    return null;
  }
}
