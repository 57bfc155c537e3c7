import { AppError } from "../domain/errors.ts";
import type { AccountName } from "../domain/identity.ts";
import type { TenantId } from "../domain/ids.ts";
import { derivedKey, type Keyring } from "../domain/keyring.ts";
import type { Erasure } from "../domain/records.ts";
import { openBytes, sealBytes } from "../domain/sealing.ts";
import type { Account } from "./suppression.ts";

export type Reach = NonNullable<Erasure["reach"]>;

/** The account of an erasure everywhere, or the name, if nobody is known by it. */
export type Whom = { readonly account: Account } | { readonly name: AccountName };

/**
 * The walk over all tenants before its first step. No record names the account in clear text, so the worker gets it
 * sealed.
 */
export function newReach(keyring: Keyring, erasureId: string, whom: Whom, actor: string): Reach {
  const key_version = keyring.current;
  const key = derivedKey(keyring, "erasure-account", key_version);
  const sealed = sealBytes(key, erasureId, Buffer.from(JSON.stringify(whom))).toString("base64");
  const walk = { round: 1, is_last: false, from: "", tenants: 0, done: 0, stores: [] };
  return { sealed, key_version, actor, ...walk };
}

/** One more round over every tenant. */
export const anotherRound = (reach: Reach, changes: Partial<Reach> = {}): Reach => ({
  ...reach,
  ...{ round: reach.round + 1, from: "", done: 0 },
  ...changes,
});

/**
 * Null once the erasure is closed: then its parts know their creators.
 * @throws AppError `unavailable`, code `erasure-account-unreadable`, if its key was retired.
 */
export function whomOf(keyring: Keyring, { id, reach }: Erasure): Whom | null {
  if (!reach?.sealed) return null;
  const isThere = keyring.keys.has(reach.key_version);
  const clear = isThere
    ? openBytes(
        derivedKey(keyring, "erasure-account", reach.key_version),
        id,
        Buffer.from(reach.sealed, "base64"),
      )
    : null;
  // `newReach` sealed it, and nobody else has the key.
  if (clear) return JSON.parse(clear.toString("utf8")) as Whom;
  const message = `Key ${reach.key_version} of the keyring is needed until this erasure is closed: put it back.`;
  throw new AppError("unavailable", "erasure-account-unreadable", message, { id });
}

export const partIdOf = (erasureId: string, tenantId: TenantId): string => `${erasureId}/${tenantId}`;
