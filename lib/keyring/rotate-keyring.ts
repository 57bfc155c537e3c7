import { type AuditPorts, writeAudit } from "../audit/audit.ts";
import { AppError } from "../domain/errors.ts";
import { SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import type { KeyringStore } from "../ports/keyring-store.ts";
import type { Objects } from "../ports/objects.ts";
import { isUnused, type KeyringStatus, keyringStatus } from "./keyring-status.ts";
import { type WrapPorts, type WrapSummary, wrapDigests } from "./wrap-digests.ts";

export interface KeyringPorts extends WrapPorts, AuditPorts {
  readonly keyringStore: KeyringStore;
  readonly objects: Objects;
}

/**
 * Adds a key while the system runs, and wraps older digests with it. The audit entry is signed with the new key, so
 * that the old one can be removed one day. If the entry cannot be written, the new key is removed again. The job
 * `wrap-digests` continues a run that was killed; until then everything is found under its old chain.
 */
export async function rotateKeyring(
  ports: KeyringPorts,
  actor: string,
): Promise<WrapSummary & { readonly version: number; readonly since: string }> {
  const { version, since } = await ports.keyringStore.add();
  try {
    await record(ports, actor, "rotate-keyring", version);
  } catch (error) {
    await ports.keyringStore.remove(version);
    throw error;
  }
  return { version, since: since.toISOString(), ...(await wrapDigests(ports)) };
}

/**
 * Removes a key that nothing depends on. A refusal is audited too.
 * @throws AppError `not-found` for an unknown version; `conflict`, code `key-in-use`, that counts what depends on it.
 */
export async function retireKey(ports: KeyringPorts, version: number, actor: string): Promise<void> {
  const { current, versions } = await keyringStatus(ports);
  const status = versions.find((one) => one.version === version);
  if (!status) throw new AppError("not-found", "no-such-key", `The keyring has no version ${version}.`);
  if (version >= current || !isUnused(status)) {
    await record(ports, actor, "retire-key", version, "refused");
    throw new AppError("conflict", "key-in-use", whyNeeded(status, current), { version });
  }
  await record(ports, actor, "retire-key", version);
  await ports.keyringStore.remove(version);
}

function whyNeeded(status: KeyringStatus["versions"][number], current: number): string {
  const { version, suppressions, api_keys, contacts, audit_entries, backups, webhook_secrets } = status;
  if (version >= current) return `Version ${version} is the current key.`;
  const signed = backups > 0 ? " A backup is removed 28 days after it was made at the latest." : "";
  return `Version ${version} is needed by ${suppressions} suppressions, ${api_keys} API keys, ${contacts} contacts, ${audit_entries} audit entries, ${backups} backups and ${webhook_secrets} webhook secrets.${signed}`;
}

const record = (
  ports: KeyringPorts,
  actor: string,
  action: string,
  version: number,
  outcome: "allowed" | "refused" = "allowed",
): Promise<void> =>
  writeAudit(ports, ports.openDocuments(SYSTEM_SCOPE), {
    ...{ actor, action, subject: null, outcome },
    detail: { version },
  });
