import { type CreatorId, creatorIdOf, SHARED_TENANT, type TenantId } from "../domain/ids.ts";
import { everyChain, type Keyring, keyedDigest } from "../domain/keyring.ts";
import type { Platform } from "../domain/platform.ts";
import type { Suppression } from "../domain/records.ts";
import { SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import type { Ports } from "../ports/ports.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";

/** An account as its platform names it, no matter whose record it is. */
export interface Account {
  readonly platform: Platform;
  readonly platform_user_id: string;
}

/**
 * A creator that may be suppressed: by its id in its tenant and, if the account is known, by the account in every
 * tenant.
 */
export interface Subject {
  readonly id: CreatorId;
  readonly account: Account | null;
}

/** A suppression never changes once it is written: a second write of it loses. */
export const SUPPRESSION_VERSION = "1";

const accountValue = ({ platform, platform_user_id }: Account): string => `${platform}\0${platform_user_id}`;

/**
 * A tenant's own suppression of a creator, be it its own record or the common catalogue's. The digest includes the
 * tenant, since ids of entries are unique over all tenants and no tenant's entry may block another's.
 */
const creatorValue = (tenantId: TenantId, id: CreatorId): string => `${tenantId}/${id}`;

/** Every id that an entry about this creator may have: one for each live chain of keys and each kind. */
function suppressionIds(keyring: Keyring, tenantId: TenantId, { id, account }: Subject): string[] {
  const ofCreator = everyChain(keyring, "suppressed-creator", creatorValue(tenantId, id));
  const ofAccount = account ? everyChain(keyring, "suppressed-account", accountValue(account)) : [];
  return [...ofCreator, ...ofAccount].map(({ digest }) => digest);
}

/** Looks up which creators must not be stored or indexed. Each call reads once. */
export type SuppressionCheck = (documents: TenantDocuments) => Promise<ReadonlySet<CreatorId>>;

export function suppressionCheck(keyring: Keyring, subjects: readonly Subject[]): SuppressionCheck {
  const lookUpFor = underLiveKeys(keyring, (tenantId) => suppressionLookUp(keyring, tenantId, subjects));
  return async (documents) => {
    const { ids, suppressedIn } = lookUpFor(documents.scope.tenantId);
    return suppressedIn(await documents.getMany("suppressions", ids));
  };
}

/** What to read, and what the answer means once it was read. */
export interface SuppressionLookUp {
  readonly ids: readonly string[];
  suppressedIn(found: ReadonlyMap<string, Suppression>): Set<CreatorId>;
}

export function suppressionLookUp(
  keyring: Keyring,
  tenantId: TenantId,
  subjects: readonly Subject[],
): SuppressionLookUp {
  const owners = new Map<string, CreatorId>();
  for (const subject of subjects) {
    for (const digest of suppressionIds(keyring, tenantId, subject)) owners.set(digest, subject.id);
  }
  return {
    ids: [...owners.keys()],
    suppressedIn: (found) =>
      new Set([...owners].flatMap(([digest, owner]) => (found.has(digest) ? [owner] : []))),
  };
}

/**
 * Computes something from a tenant's digests once, since a caller that asks before a write asks again after it. After
 * a rotation of the keyring it computes again; otherwise it would not see entries under the new key.
 */
export function underLiveKeys<T>(
  keyring: Keyring,
  make: (tenantId: TenantId) => T,
): (tenantId: TenantId) => T {
  const made = new Map<TenantId, T>();
  let madeWith = keyring.keys;
  return (tenantId) => {
    if (madeWith !== keyring.keys) made.clear();
    madeWith = keyring.keys;
    const known = made.get(tenantId) ?? make(tenantId);
    made.set(tenantId, known);
    return known;
  };
}

/** Keeps creators out of this tenant by their ids, and known accounts out of all tenants. */
export async function suppress(
  ports: Pick<Ports, "openDocuments" | "keyring">,
  documents: TenantDocuments,
  subjects: readonly Subject[],
  cause: SuppressionCause,
): Promise<void> {
  const byId = subjects.map((subject) => ({ ...subject, account: null }));
  await suppressInTenant(ports, documents, byId, cause);
  await suppressAccounts(
    ports,
    subjects.flatMap(({ account }) => account ?? []),
    cause,
  );
}

/** Keeps accounts out of every tenant, also those that come later. */
export async function suppressAccounts(
  { openDocuments, keyring }: Pick<Ports, "openDocuments" | "keyring">,
  accounts: readonly Account[],
  cause: SuppressionCause,
): Promise<void> {
  const entries = accounts.map((account) =>
    suppressionEntry(keyring, "account", accountValue(account), cause),
  );
  await openDocuments(SYSTEM_SCOPE).upsertMany("suppressions", entries);
}

export interface SuppressionCause {
  /** Null if no erasure stands behind it yet. */
  readonly erasureId: string | null;
  readonly at: string;
}

/**
 * Keeps creators out of what one tenant stores and sees, whatever others do with them. If the account is known, it
 * covers the tenant's own record and the common catalogue's.
 */
export async function suppressInTenant(
  { keyring }: Pick<Ports, "keyring">,
  documents: TenantDocuments,
  subjects: readonly Subject[],
  cause: SuppressionCause,
): Promise<void> {
  const { tenantId } = documents.scope;
  const ids = new Set(
    subjects.flatMap(({ id, account }) => [id, ...(account ? idsSeenBy(tenantId, account) : [])]),
  );
  const entries = [...ids].map((id) =>
    suppressionEntry(keyring, "creator", creatorValue(tenantId, id), cause),
  );
  await documents.upsertMany("suppressions", entries);
}

/** The ids that an account may have for a tenant: in its own records and in the common catalogue. */
export const idsSeenBy = (
  tenantId: TenantId,
  { platform, platform_user_id }: Account,
): readonly [own: CreatorId, shared: CreatorId] => [
  creatorIdOf(tenantId, platform, platform_user_id),
  creatorIdOf(SHARED_TENANT, platform, platform_user_id),
];

function suppressionEntry(
  keyring: Keyring,
  kind: Suppression["kind"],
  value: string,
  { at, erasureId }: SuppressionCause,
) {
  const { digest, key_version } = keyedDigest(keyring, `suppressed-${kind}`, value);
  const set = { kind, key_version, wrapped_to: key_version, at, erasure_id: erasureId };
  return { id: digest, version: SUPPRESSION_VERSION, set };
}
