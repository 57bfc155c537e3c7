import { everyTenant } from "../access/tenants.ts";
import { auditHead, isHeadSigned } from "../domain/audit.ts";
import { atMost, eq } from "../domain/condition.ts";
import { MINUTE_MS } from "../domain/durations.ts";
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
  /** Suppressions that got a wrapped copy in this run. */
  readonly wrapped: number;
  /** Old suppressions that were removed, because their copy existed long enough. */
  readonly removed: number;
  /** Old suppressions that a later run removes. */
  readonly waiting: number;
  /** Heads of the audit that were signed again. */
  readonly heads: number;
}

/**
 * Old entry and copy both exist for this time. A look-up of several ids may read them one after the other and must
 * find one of the two.
 */
const BOTH_STAND_MS = MINUTE_MS;
const PAGE = 200;

/**
 * Wraps with the keyring's newer keys what was digested under older ones: see DESIGN "Suppression entry". It may run
 * repeatedly and beside anything, and continues where a killed run ended: an entry is found under its old chain until
 * its copy under the new one exists.
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

/** The same for one tenant's digests. For the system's tenant, these are the digests that hold for everybody. */
export async function wrapTenant(ports: WrapPorts, tenant: TenantId): Promise<WrapSummary> {
  const documents = ports.openDocuments(scopeOf(tenant));
  const wrapped = await wrapSuppressions(ports, documents);
  return { ...wrapped, heads: await signHeadAnew(ports, documents) };
}

/** Works for every tenant, the system's own included. */
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

/** Writes the copies first. An entry is removed only when its copy has existed long enough. */
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

/**
 * Signs the head again, so that the chain can be verified when the old key is gone. An invalid head stays invalid.
 */
async function signHeadAnew({ keyring, clock }: WrapPorts, documents: TenantDocuments): Promise<number> {
  const { tenantId } = documents.scope;
  const head = await documents.get("audit_heads", tenantId);
  if (!head || head.key_version >= keyring.current || isHeadSigned(keyring, head) !== true) return 0;
  const { id, version, tenant_id: _tenant, ...set } = auditHead(keyring, tenantId, head, clock.now());
  const [outcome] = await documents.upsertMany("audit_heads", [{ id, version, set }]);
  return outcome === "updated" ? 1 : 0;
}
