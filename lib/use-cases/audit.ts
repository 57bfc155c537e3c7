import { type Keyring, keyedDigest } from "../domain/keyring.ts";
import type { AuditEntry } from "../domain/records.ts";
import type { Clock, Ids } from "../ports/clock.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";

export interface AuditPorts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly keyring: Keyring;
}

/** A privileged act: who did what to which record. `subject` is kept as a keyed digest only. */
export interface Act {
  /** The public id of the key, or the job, that acted. */
  readonly actor: string;
  readonly action: string;
  readonly subject: string | null;
  readonly outcome: AuditEntry["outcome"];
  readonly detail: AuditEntry["detail"];
}

/** Appends to the audit collection of the tenant whose record was touched. */
export async function writeAudit(ports: AuditPorts, documents: TenantDocuments, act: Act): Promise<void> {
  const at = ports.clock.now().toISOString();
  const { subject, ...rest } = act;
  const subject_digest = subject === null ? null : keyedDigest(ports.keyring, "audit-record", subject).digest;
  const set = { ...rest, subject_digest, at };
  await documents.upsertMany("audit", [{ id: `au_${ports.ids.random()}`, version: at, set }]);
}
