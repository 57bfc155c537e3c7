import { everyTenant } from "../access/tenants.ts";
import { signingVersions } from "../backup/signing-keys.ts";
import { SYSTEM_TENANT } from "../domain/ids.ts";
import type { Keyring } from "../domain/keyring.ts";
import type { Suppression } from "../domain/records.ts";
import type { Ports } from "../ports/ports.ts";
import type { CollectionName, Collections } from "../ports/tenant-documents.ts";
import { scopeOf } from "./wrap-digests.ts";

/** What depends on each key of the keyring. */
export interface KeyringStatus {
  readonly current: number;
  readonly versions: {
    readonly version: number;
    /** Digests that a look-up can only make with this key: made with it, or wrapped by it since. */
    readonly suppressions: number;
    readonly api_keys: number;
    readonly contacts: number;
    readonly audit_entries: number;
    /** Backups whose manifest is signed with this key. Without it they are refused. */
    readonly backups: number;
    /**
     * Secrets of webhooks that are sealed under this key. The delivery job seals them again under the current key.
     */
    readonly webhook_secrets: number;
  }[];
  /** Suppressions that newer keys do not wrap yet, or whose old entry is not removed yet. */
  readonly unwrapped: number;
}
type VersionStatus = KeyringStatus["versions"][number];
type Dependent = Exclude<keyof VersionStatus, "version">;

const NONE: Readonly<Record<Dependent, number>> = {
  ...{ suppressions: 0, api_keys: 0, contacts: 0, audit_entries: 0, backups: 0, webhook_secrets: 0 },
};

type StatusPorts = Pick<Ports, "openDocuments" | "keyring" | "objects">;

/** Counts, over all tenants, what depends on each key. It reads every creator, which takes minutes for millions. */
export async function keyringStatus(ports: StatusPorts): Promise<KeyringStatus> {
  const versions = new Map(
    [...ports.keyring.keys.keys()].sort((a, b) => a - b).map((version) => [version, { version, ...NONE }]),
  );
  const add = (what: Dependent, version: number) => {
    const found = versions.get(version);
    if (found) found[what] += 1;
  };
  let unwrapped = 0;
  await every(ports, "suppressions", (entry) => {
    for (const version of chainOf(ports.keyring, entry)) add("suppressions", version);
    if (entry.wrapped_to < ports.keyring.current) unwrapped += 1;
  });
  await every(ports, "api_keys", ({ key_version }) => add("api_keys", key_version));
  await every(ports, "audit", ({ key_version }) => add("audit_entries", key_version));
  await every(ports, "creators", (record) => {
    for (const { key_version } of record.erased ? [] : record.contacts) add("contacts", key_version);
  });
  await every(ports, "webhooks", ({ secret, old_secret }) => {
    for (const { key_version } of [secret, ...(old_secret ? [old_secret] : [])])
      add("webhook_secrets", key_version);
  });
  for await (const signed of signingVersions(ports)) for (const version of signed) add("backups", version);
  return { current: ports.keyring.current, versions: [...versions.values()], unwrapped };
}

const chainOf = ({ keys }: Keyring, { key_version, wrapped_to }: Suppression): number[] =>
  [...keys.keys()].filter((version) => version >= key_version && version <= wrapped_to);

async function every<C extends CollectionName>(
  ports: StatusPorts,
  collection: C,
  visit: (record: Collections[C]) => void,
): Promise<void> {
  for (const tenant of new Set([SYSTEM_TENANT, ...(await everyTenant(ports))])) {
    for await (const page of ports.openDocuments(scopeOf(tenant)).scan(collection, "")) page.forEach(visit);
  }
}

/** Whether nothing depends on a key, so that it may be removed. */
export const isUnused = ({ version: _version, ...dependents }: VersionStatus): boolean =>
  Object.values(dependents).every((times) => times === 0);
