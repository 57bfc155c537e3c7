import { timingSafeEqual } from "node:crypto";
import type { Caller } from "../domain/api/caller.ts";
import { DEFAULT_PLAN } from "../domain/api/plans.ts";
import { everyDigest, type Keyring, keyedDigest } from "../domain/keyring.ts";
import type { ApiKey } from "../domain/records.ts";
import { SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import type { Clock, Ids } from "../ports/clock.ts";
import type { OpenTenantDocuments } from "../ports/tenant-documents.ts";
import { registerTenant } from "./tenants.ts";

/** `ick_<public id>_<secret>`; each part is 128 random bits in Crockford base32. */
const KEY_FORM = /^ick_([0-9a-z]{26})_([0-9a-z]{26})$/;

interface KeyStore {
  readonly openDocuments: OpenTenantDocuments;
  readonly keyring: Keyring;
  readonly clock: Clock;
}

/** Makes a key, stores its digest and returns it in clear: the only time that it is seen. */
export async function issueApiKey(
  ports: KeyStore & { readonly ids: Ids },
  owner: Omit<Caller, "keyId" | "plan"> & { readonly name: string },
): Promise<string> {
  const [id, secret] = [ports.ids.random(), ports.ids.random()];
  const now = ports.clock.now().toISOString();
  await registerTenant(ports, owner.tenantId);
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
        expires_at: null,
        revoked_at: null,
      },
    },
  ]);
  return `ick_${id}_${secret}`;
}

/** Whom a key belongs to; null when it is unknown, wrong, expired or revoked. */
export async function callerOfKey(ports: KeyStore, key: string): Promise<Caller | null> {
  const [, id, secret] = KEY_FORM.exec(key) ?? [];
  if (!id || !secret) return null;
  const stored = await ports.openDocuments(SYSTEM_SCOPE).get("api_keys", id);
  if (!stored || !isLive(stored, ports.clock.now()) || !isSecretOf(ports, stored, `${id}_${secret}`))
    return null;
  const tenant = await ports.openDocuments(SYSTEM_SCOPE).get("tenants", stored.owner);
  return {
    tenantId: stored.owner,
    roles: stored.roles,
    subscribesShared: stored.subscribes_shared,
    plan: tenant?.plan ?? DEFAULT_PLAN,
    keyId: stored.id,
  };
}

const isLive = (key: ApiKey, now: Date): boolean =>
  key.revoked_at === null && (key.expires_at === null || new Date(key.expires_at) > now);

const isSecretOf = ({ keyring }: KeyStore, stored: ApiKey, value: string): boolean =>
  everyDigest(keyring, "api-key", value).some(
    ({ digest, key_version }) =>
      key_version === stored.key_version &&
      digest.length === stored.digest.length &&
      timingSafeEqual(Buffer.from(digest), Buffer.from(stored.digest)),
  );
