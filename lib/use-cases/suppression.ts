import type { CreatorId } from "../domain/ids.ts";
import { everyDigest, type Keyring, keyedDigest } from "../domain/keyring.ts";
import type { Platform } from "../domain/platform.ts";
import type { Suppression } from "../domain/records.ts";
import { SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import type { OpenTenantDocuments, TenantDocuments } from "../ports/tenant-documents.ts";

/** An account as its platform names it, whoever's record it is. */
export interface Account {
  readonly platform: Platform;
  readonly platform_user_id: string;
}

/** A creator that may be suppressed: in its tenant by its id, in every tenant by its account where that is known. */
export interface Subject {
  readonly id: CreatorId;
  readonly account: Account | null;
}

/** A suppression never changes once it is written: whoever writes it again loses. */
const ONLY_VERSION = "1";

const accountValue = ({ platform, platform_user_id }: Account): string => `${platform}\0${platform_user_id}`;

/** Every id that an entry about this creator may stand under, one for each live key and kind. */
function suppressionIds(keyring: Keyring, { id, account }: Subject): string[] {
  const ofCreator = everyDigest(keyring, "suppressed-creator", id);
  const ofAccount = account ? everyDigest(keyring, "suppressed-account", accountValue(account)) : [];
  return [...ofCreator, ...ofAccount].map(({ digest }) => digest);
}

/** Looks up which of some creators must not be stored or indexed; one read each time it is asked. */
export type SuppressionCheck = (documents: TenantDocuments) => Promise<ReadonlySet<CreatorId>>;

/** Digests are made here and once, since whoever asks before a write asks again after it. */
export function suppressionCheck(keyring: Keyring, subjects: readonly Subject[]): SuppressionCheck {
  const owners = new Map<string, CreatorId>();
  for (const subject of subjects) {
    for (const digest of suppressionIds(keyring, subject)) owners.set(digest, subject.id);
  }
  return async (documents) => {
    const found = await documents.getMany("suppressions", [...owners.keys()]);
    return new Set([...owners].flatMap(([digest, owner]) => (found.has(digest) ? [owner] : [])));
  };
}

/** Writes the entries that keep creators away: their ids in this tenant, known accounts in all tenants. */
export async function suppress(
  ports: { readonly openDocuments: OpenTenantDocuments; readonly keyring: Keyring },
  documents: TenantDocuments,
  subjects: readonly Subject[],
  cause: { readonly erasureId: string; readonly at: string },
): Promise<void> {
  const entry = (
    kind: Suppression["kind"],
    domain: "suppressed-creator" | "suppressed-account",
    value: string,
  ) => {
    const { digest, key_version } = keyedDigest(ports.keyring, domain, value);
    const set = { kind, key_version, at: cause.at, erasure_id: cause.erasureId };
    return { id: digest, version: ONLY_VERSION, set };
  };
  const creators = subjects.map(({ id }) => entry("creator", "suppressed-creator", id));
  const accounts = subjects.flatMap(({ account }) =>
    account ? [entry("account", "suppressed-account", accountValue(account))] : [],
  );
  await documents.upsertMany("suppressions", creators);
  await ports.openDocuments(SYSTEM_SCOPE).upsertMany("suppressions", accounts);
}
