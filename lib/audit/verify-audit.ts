import type { AuditVerification } from "../domain/api/audit-operations.ts";
import { auditId, CHAIN_START, type ChainTip } from "../domain/audit.ts";
import type { AuditEntry } from "../domain/audit-records.ts";
import { beginReading, type ChainReading, readEnd, readEntry } from "../domain/audit-verification.ts";
import { atLeast } from "../domain/condition.ts";
import type { Ports } from "../ports/ports.ts";
import type { Page, TenantDocuments } from "../ports/tenant-documents.ts";
import { ofOwnChain } from "./stored-chain.ts";

export interface VerifyAuditRequest {
  /** The first place to read, from 1. */
  readonly from: number;
  /** `<seq>:<hash>` from an earlier verification. */
  readonly anchor?: string | undefined;
}

/** Read in about 2 s. A longer chain is verified in several calls. */
const ENTRIES_A_CALL = 10_000;
const PAGE = 500;

/**
 * Whether a tenant's audit is what was written: every entry unchanged, signed, in its place and following from the one
 * before, up to the head. If it begins at a later place, it trusts the entry before.
 */
export async function verifyAudit(
  { documents, keyring }: Pick<Ports, "documents" | "keyring">,
  { from, anchor }: VerifyAuditRequest,
): Promise<AuditVerification> {
  const { tenantId } = documents.scope;
  const before = await tipBefore(documents, from);
  const reading = beginReading(keyring, tenantId, { from: before, anchor: tipOf(anchor) });
  const isAtEnd = await readChain(documents, reading);
  if (isAtEnd) readEnd(reading, await documents.get("audit_heads", tenantId));
  return {
    valid: reading.faults.length === 0,
    from: before.seq + 1,
    to: reading.last,
    next: isAtEnd ? null : reading.last + 1,
    anchor: reading.last === 0 ? null : `${reading.last}:${reading.lastHash}`,
    faults: reading.faults,
  };
}

/** Returns whether the end was reached. */
async function readChain(documents: TenantDocuments, reading: ChainReading): Promise<boolean> {
  const first = auditId(documents.scope.tenantId, reading.last + 1);
  const where = [...ofOwnChain(documents), atLeast("id", first)];
  let cursor: string | null = null;
  for (let read = 0; read < ENTRIES_A_CALL; read += PAGE) {
    const page: Page<AuditEntry> = await documents.find("audit", { where, limit: PAGE, cursor });
    for (const entry of page.items) readEntry(reading, entry);
    cursor = page.cursor;
    if (cursor === null) return true;
  }
  return false;
}

/** If the entry before `from` is missing, the chain is read from its start, which shows the gap. */
async function tipBefore(documents: TenantDocuments, from: number): Promise<ChainTip> {
  const start = { seq: 0, hash: CHAIN_START };
  if (from === 1) return start;
  const entry = await documents.get("audit", auditId(documents.scope.tenantId, from - 1));
  return entry ? { seq: from - 1, hash: entry.hash } : start;
}

function tipOf(anchor: string | undefined): ChainTip | null {
  const [seq, hash] = anchor?.split(":") ?? [];
  return seq === undefined || hash === undefined ? null : { seq: Number(seq), hash };
}
