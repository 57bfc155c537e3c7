import { auditId, auditIdPrefix } from "../domain/audit.ts";
import type { AuditEntry } from "../domain/audit-records.ts";
import { atLeast, atMost, type Condition } from "../domain/condition.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";

/** A scope reads shared and system records too; a chain is of one tenant, whose name its ids begin with. */
export const ofOwnChain = ({ scope }: TenantDocuments): Condition[] => [
  atLeast("id", auditIdPrefix(scope.tenantId)),
  // The last of all places: no id of the chain sorts behind it.
  atMost("id", `${auditIdPrefix(scope.tenantId)}~`),
];

/** The entry at the highest place; what was put under an id of no place is passed over. */
export async function lastEntry(documents: TenantDocuments): Promise<AuditEntry | null> {
  const { tenantId } = documents.scope;
  const { items } = await documents.find("audit", {
    where: ofOwnChain(documents),
    sort: { field: "id", direction: "descending" },
    limit: 10,
  });
  return items.find(({ id, seq }) => id === auditId(tenantId, seq)) ?? null;
}
