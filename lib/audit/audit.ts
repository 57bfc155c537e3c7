import { setTimeout as sleep } from "node:timers/promises";
import { auditHead, auditId, CHAIN_START, type ChainTip, chainedEntry } from "../domain/audit.ts";
import type { AuditEntry } from "../domain/audit-records.ts";
import { AppError } from "../domain/errors.ts";
import { keyedDigest } from "../domain/keyring.ts";
import type { Ports } from "../ports/ports.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { lastEntry } from "./stored-chain.ts";

export interface AuditPorts extends Pick<Ports, "clock" | "ids" | "keyring"> {
  /** Where the call comes from; absent where no request asked. */
  readonly origin?: Origin;
}

/** Where a request comes from. The address is kept as a keyed digest only. */
export interface Origin {
  readonly requestId: string;
  readonly address: string | null;
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

/** Each try ends with somebody's entry in place, so more writers than this must have met. */
const TRIES_MAX = 100;
const PAUSE_MAX_MS = 50;

/**
 * Appends to the chain of the tenant whose record was touched. Entries take their places by a conditional write of
 * the id that follows the last one, so that of two at once one tries again. The head follows; where it was lost the
 * entry's own signature vouches for it until the next.
 * @throws AppError `unavailable`, code `audit-contended`, or what the store throws: the act is then not recorded.
 */
export async function writeAudit(ports: AuditPorts, documents: TenantDocuments, act: Act): Promise<void> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const entry = entryOf(ports, documents, await tipOf(documents), act);
    if (await isAppended(documents, entry)) {
      const head = auditHead(ports.keyring, documents.scope.tenantId, entry, ports.clock.now());
      await documents.upsertMany("audit_heads", [unscoped(head)]);
      return;
    }
    await sleep(Math.random() * Math.min(PAUSE_MAX_MS, 2 ** tries));
  }
  throw new AppError("unavailable", "audit-contended", "Too many privileged acts at once: try again.");
}

/** The first free place: a chain that was cut short goes on behind its head, so that the cut stays to be seen. */
async function tipOf(documents: TenantDocuments): Promise<ChainTip> {
  const [last, head] = await Promise.all([
    lastEntry(documents),
    documents.get("audit_heads", documents.scope.tenantId),
  ]);
  if (head && head.seq >= (last?.seq ?? 0)) return head;
  return last ?? { seq: 0, hash: CHAIN_START };
}

function entryOf(
  { clock, ids, keyring, origin }: AuditPorts,
  { scope: { tenantId } }: TenantDocuments,
  tip: ChainTip,
  { subject, ...act }: Act,
): AuditEntry {
  const digestOf = (domain: "audit-record" | "audit-address", value: string | null): string | null =>
    value === null ? null : keyedDigest(keyring, domain, value).digest;
  return chainedEntry(keyring, tip, {
    ...act,
    tenant_id: tenantId,
    at: clock.now().toISOString(),
    nonce: ids.random(),
    subject_digest: digestOf("audit-record", subject),
    request_id: origin?.requestId ?? null,
    address_digest: digestOf("audit-address", origin?.address ?? null),
  });
}

/** True also when an earlier try of the very same entry came through unseen. */
async function isAppended(documents: TenantDocuments, entry: AuditEntry): Promise<boolean> {
  const [outcome] = await documents.upsertMany("audit", [unscoped(entry)]);
  if (outcome === "inserted") return true;
  const stored = await documents.get("audit", auditId(entry.tenant_id, entry.seq));
  return stored?.hash === entry.hash;
}

function unscoped<R extends { id: string; version: string; tenant_id: unknown }>(record: R) {
  const { id, version, tenant_id: _tenant, ...set } = record;
  return { id, version, set };
}
