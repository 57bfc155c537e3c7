import { auditId, auditIdPrefix } from "../domain/audit.ts";
import type { AuditEntry } from "../domain/audit-records.ts";
import { atLeast, atMost, type Condition } from "../domain/condition.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";

/**
 * A scope also reads shared and system records, but a chain belongs to one tenant. Its ids begin with the tenant's
 * name.
 */
export const ofOwnChain = ({ scope }: TenantDocuments): Condition[] => [
  atLeast("id", auditIdPrefix(scope.tenantId)),
  // No id of the chain sorts after this one.
  atMost("id", `${auditIdPrefix(scope.tenantId)}~`),
];

/** The entry at the highest place. An entry whose id does not match its place is skipped. */
export async function lastEntry(documents: TenantDocuments): Promise<AuditEntry | null> {
  const { tenantId } = documents.scope;
  const { items } = await documents.find("audit", {
    where: ofOwnChain(documents),
    sort: { field: "id", direction: "descending" },
    limit: 10,
  });
  return items.find(({ id, seq }) => id === auditId(tenantId, seq)) ?? null;
}
