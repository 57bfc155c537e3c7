import { everyTenant } from "../access/tenants.ts";
import { auditHead, isHeadSigned } from "../domain/audit.ts";
import { atMost, eq } from "../domain/condition.ts";
import { idsOf, SYSTEM_TENANT, type TenantId } from "../domain/ids.ts";
import { type Keyring, wrappedDigest } from "../domain/keyring.ts";
import type { Suppression } from "../domain/records.ts";
import { ownScope, SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import type { Ports } from "../ports/ports.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { everyPage } from "../stored/every-page.ts";
import { SUPPRESSION_VERSION } from "../suppression/suppression.ts";

export type WrapPorts = Pick<Ports, "openDocuments" | "keyring" | "clock">;

export interface WrapSummary {
  /** Suppressions whose wrapped copy now stands beside them. */
  readonly wrapped: number;
  /** Suppressions that were taken away after their copy had stood long enough. */
  readonly removed: number;
  /** Suppressions that a later run takes away. */
  readonly waiting: number;
  /** Heads of the audit that were signed anew. */
  readonly heads: number;
}

/**
 * Both stay for this time: a look-up that asks for several ids may read them one after the other, and must meet
 * either the old entry or the new one.
 */
const BOTH_STAND_MS = 60_000;
const PAGE = 200;

/**
 * Lays the keyring's newer keys over what was digested under older ones: see DESIGN "Suppression entry". Harmless
 * however often and beside whatever it runs, and goes on where a killed run ended: an entry is found under its old
 * chain until the copy under the new one stands.
 */
export async function wrapDigests(ports: WrapPorts): Promise<WrapSummary> {
  let sum: WrapSummary = { wrapped: 0, removed: 0, waiting: 0, heads: 0 };
  for (const tenant of new Set([SYSTEM_TENANT, ...(await everyTenant(ports))])) {
    const one = await wrapTenant(ports, tenant);
    sum = {
      wrapped: sum.wrapped + one.wrapped,
      removed: sum.removed + one.removed,
      waiting: sum.waiting + one.waiting,
      heads: sum.heads + one.heads,
    };
  }
  return sum;
}

/** The same for one tenant's digests; for the system's tenant, those that hold for everybody. */
export async function wrapTenant(ports: WrapPorts, tenant: TenantId): Promise<WrapSummary> {
  const documents = ports.openDocuments(scopeOf(tenant));
  const wrapped = await wrapSuppressions(ports, documents);
  return { ...wrapped, heads: await signHeadAnew(ports, documents) };
}

/** Every tenant, the system's own among them. */
export const scopeOf = (tenant: TenantId) => (tenant === SYSTEM_TENANT ? SYSTEM_SCOPE : ownScope(tenant));

async function wrapSuppressions(ports: WrapPorts, documents: TenantDocuments) {
  const where = [eq("tenant_id", documents.scope.tenantId), atMost("wrapped_to", ports.keyring.current - 1)];
  const sum = { wrapped: 0, removed: 0, waiting: 0 };
  for await (const page of everyPage(documents, "suppressions", { where, limit: PAGE })) {
    const { wrapped, removed } = await wrapPage(ports, documents, page);
    sum.wrapped += wrapped;
    sum.removed += removed;
    sum.waiting += page.length - removed;
  }
  return sum;
}

/** The copies first; an entry goes only once its copy is seen to have stood long enough. */
async function wrapPage(
  { keyring, clock }: WrapPorts,
  documents: TenantDocuments,
  entries: readonly Suppression[],
): Promise<{ wrapped: number; removed: number }> {
  const now = clock.now();
  const copies = entries.map((entry) => wrappedCopy(keyring, entry, now));
  const outcomes = await documents.upsertMany("suppressions", copies);
  const stored = await documents.getMany("suppressions", idsOf(copies));
  const settled = entries.filter((_, at) => {
    const copiedAt = stored.get(copies[at]?.id ?? "")?.wrapped_at;
    return copiedAt !== undefined && now.getTime() - Date.parse(copiedAt) >= BOTH_STAND_MS;
  });
  return {
    wrapped: outcomes.filter((outcome) => outcome === "inserted").length,
    removed: await documents.delete("suppressions", idsOf(settled)),
  };
}

function wrappedCopy(keyring: Keyring, entry: Suppression, now: Date) {
  const { id, kind, key_version, wrapped_to, at, ends_at, erasure_id } = entry;
  const wrapped = wrappedDigest(keyring, `suppressed-${kind}`, { digest: id, key_version, wrapped_to });
  return {
    id: wrapped.digest,
    version: SUPPRESSION_VERSION,
    set: {
      ...{ kind, key_version, at, erasure_id, ...(ends_at !== undefined && { ends_at }) },
      wrapped_to: wrapped.wrapped_to,
      wrapped_at: now.toISOString(),
    },
  };
}

/** So that a chain can be verified when the key that signed its head is gone. A head that is wrong stays wrong. */
async function signHeadAnew({ keyring, clock }: WrapPorts, documents: TenantDocuments): Promise<number> {
  const { tenantId } = documents.scope;
  const head = await documents.get("audit_heads", tenantId);
  if (!head || head.key_version >= keyring.current || isHeadSigned(keyring, head) !== true) return 0;
  const { id, version, tenant_id: _tenant, ...set } = auditHead(keyring, tenantId, head, clock.now());
  const [outcome] = await documents.upsertMany("audit_heads", [{ id, version, set }]);
  return outcome === "updated" ? 1 : 0;
}
