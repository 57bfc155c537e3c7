import { setTimeout as sleep } from "node:timers/promises";
import { auditHead, auditId, CHAIN_START, type ChainTip, chainedEntry } from "../domain/audit.ts";
import type { AuditEntry } from "../domain/audit-records.ts";
import { AppError } from "../domain/errors.ts";
import { keyedDigest } from "../domain/keyring.ts";
import type { Ports } from "../ports/ports.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { lastEntry } from "./stored-chain.ts";

export interface AuditPorts extends Pick<Ports, "clock" | "ids" | "keyring"> {
  /** Where the call comes from. Missing if no request caused it. */
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

/** In each try somebody's entry gets its place. So this limit is reached only if more writers than this meet. */
const TRIES_MAX = 100;
const PAUSE_MAX_MS = 50;

/**
 * Appends to the chain of the tenant whose record was touched. An entry takes its place by a conditional write of the
 * next id. If two writers want the same place, one tries again. The head is written after it; if that write is lost,
 * the entry's own signature proves the entry until the next one.
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

/**
 * The entry after which the next one goes. A chain that was cut short continues after its head, so that the cut stays
 * visible.
 */
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

/** Also true if an earlier try stored the very same entry without us knowing. */
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
