import { timingSafeEqual } from "node:crypto";
import type { Caller } from "../domain/api/caller.ts";
import { DEFAULT_PLAN } from "../domain/api/plans.ts";
import { eq } from "../domain/condition.ts";
import { MINUTE_MS } from "../domain/durations.ts";
import { isAppError, isRetryable } from "../domain/errors.ts";
import { SHARED_TENANT, SYSTEM_TENANT, type TenantId } from "../domain/ids.ts";
import { everyDigest, type KeyedDigest, type Keyring, keyedDigest } from "../domain/keyring.ts";
import type { ApiKey } from "../domain/records.ts";
import { SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import { withinTime } from "../ports/deadline.ts";
import type { Ports } from "../ports/ports.ts";
import { registerTenant } from "./tenants.ts";

/** `ick_<public id>_<secret>`; each part is 128 random bits in Crockford base32. */
const KEY_FORM = /^ick_([0-9a-z]{26})_([0-9a-z]{26})$/;
/** A key in steady use costs one small write per this time, however often it is used. */
const LAST_USE_MS = 10 * MINUTE_MS;

export type KeyStore = Pick<Ports, "openDocuments" | "keyring" | "clock">;

/** What a key may do, and for which tenant. */
export interface KeyOwner extends Omit<Caller, "keyId" | "plan"> {
  /** What uses the key, for people. */
  readonly name: string;
  /** If missing, the key is valid until it is revoked. */
  readonly expiresAt?: Date;
}

/** Who a key belongs to, and until when it is valid. */
export interface KnownKey {
  readonly caller: Caller;
  readonly expiresAt: Date | null;
}

/**
 * Makes a key, stores its digest and returns the key in clear, once and never again. `audit` gets its public id and
 * runs before the key is valid: a key that cannot be audited is not made.
 */
export async function issueApiKey(
  ports: KeyStore & Pick<Ports, "ids">,
  owner: KeyOwner,
  audit: (id: string) => Promise<void> = async () => undefined,
): Promise<string> {
  const [id, secret] = [ports.ids.random(), ports.ids.random()];
  await audit(id);
  const now = ports.clock.now().toISOString();
  if (owner.tenantId !== SYSTEM_TENANT) await registerTenant(ports, owner.tenantId);
  await ports.openDocuments(SYSTEM_SCOPE).upsertMany("api_keys", [
    {
      id,
      version: now,
      set: {
        ...keyedDigest(ports.keyring, "api-key", `${id}_${secret}`),
        roles: [...owner.roles],
        subscribes_shared: owner.subscribesShared,
        owner: owner.tenantId,
        name: owner.name,
        created_at: now,
        expires_at: owner.expiresAt?.toISOString() ?? null,
        revoked_at: null,
      },
    },
  ]);
  return `ick_${id}_${secret}`;
}

/**
 * A key of the system's tenant belongs to the platform's administrator, whose own records are the common catalogue.
 */
export const actsFor = (owner: TenantId): TenantId => (owner === SYSTEM_TENANT ? SHARED_TENANT : owner);

/** The public id of a key in clear; null: the text is no key. */
export const publicIdOf = (key: string): string | null => KEY_FORM.exec(key)?.[1] ?? null;

/** Who a key belongs to; null: it is unknown, wrong, expired or revoked. Notes that it was used. */
export async function callerOfKey(ports: KeyStore, key: string): Promise<KnownKey | null> {
  const [, id, secret] = KEY_FORM.exec(key) ?? [];
  if (!id || !secret) return null;
  const documents = ports.openDocuments(SYSTEM_SCOPE);
  const stored = await documents.get("api_keys", id);
  if (!stored || !isSecretOf(ports, stored, `${id}_${secret}`) || !isLive(stored, ports.clock.now())) {
    return null;
  }
  const renewed = renewedDigest(ports.keyring, stored, `${id}_${secret}`);
  const [tenant] = await Promise.all([
    documents.get("tenants", stored.owner),
    noteUse(ports, stored, renewed),
  ]);
  return {
    caller: {
      tenantId: actsFor(stored.owner),
      roles: stored.roles,
      subscribesShared: stored.subscribes_shared,
      plan: tenant?.plan ?? DEFAULT_PLAN,
      keyId: stored.id,
    },
    expiresAt: stored.expires_at === null ? null : new Date(stored.expires_at),
  };
}

/** The clear text is known only when a key is used. So its digest is renewed then, by the keyring's current key. */
const renewedDigest = (keyring: Keyring, { key_version }: ApiKey, value: string): KeyedDigest | null =>
  key_version < keyring.current ? keyedDigest(keyring, "api-key", value) : null;

/** If the primary cannot be reached, a read from a nearby member must not wait for this write. */
const NOTE_MS = 1_000;

/** A key stays valid even if this note cannot be written. */
async function noteUse(
  { openDocuments, clock }: KeyStore,
  { id, digest, last_used_at: last }: ApiKey,
  renewed: KeyedDigest | null,
): Promise<void> {
  const now = clock.now();
  const isFresh = last !== undefined && now.getTime() - Date.parse(last) < LAST_USE_MS;
  if (isFresh && !renewed) return;
  // Only if the digest is still the one that was checked, because the key may have got a new secret meanwhile.
  const when = [eq("digest", digest)];
  const use = { id, set: { last_used_at: now.toISOString(), ...renewed }, when };
  const noted = withinTime(NOTE_MS, () => openDocuments(SYSTEM_SCOPE).update("api_keys", use));
  await noted.catch((error: unknown) => {
    if (!isAppError(error) || !isRetryable(error)) throw error;
  });
}

export const isLive = (key: Pick<ApiKey, "revoked_at" | "expires_at">, now: Date): boolean =>
  key.revoked_at === null && (key.expires_at === null || new Date(key.expires_at) > now);

const isSecretOf = ({ keyring }: KeyStore, stored: ApiKey, value: string): boolean =>
  everyDigest(keyring, "api-key", value).some(
    ({ digest, key_version }) =>
      key_version === stored.key_version &&
      digest.length === stored.digest.length &&
      timingSafeEqual(Buffer.from(digest), Buffer.from(stored.digest)),
  );
