import { holdersOf } from "../access/tenants.ts";
import type { Condition } from "../domain/condition.ts";
import type { CreatorId, TenantId } from "../domain/ids.ts";
import { tenantScope } from "../domain/tenant-scope.ts";
import type { OpenTenantDocuments } from "../ports/tenant-documents.ts";
import { everyPage } from "../stored/every-page.ts";

interface ForgetPorts {
  readonly openDocuments: OpenTenantDocuments;
}

const about = (creatorIds: readonly CreatorId[]): Condition[] => [
  { field: "creator_id", op: "in", values: creatorIds },
];

/** Removes what was to be told, or was told, of creators, but not that they are erased; how many messages went. */
export async function removeDeliveries(
  ports: ForgetPorts,
  tenantId: TenantId,
  creatorIds: readonly CreatorId[],
): Promise<number> {
  let removed = 0;
  const query = { where: about(creatorIds), limit: 1_000 };
  for await (const page of everyPage(await holdersOf(ports, tenantId), "webhook_deliveries", query)) {
    for (const [owner, found] of Map.groupBy(page, (one) => one.tenant_id)) {
      const own = ports.openDocuments(tenantScope(owner, { subscribesShared: false }));
      removed += await own.delete(
        "webhook_deliveries",
        found.map(({ id }) => id),
      );
    }
  }
  return removed;
}

/** How many messages of any tenant tell of the creators, other than that they are erased. */
export const countDeliveries = async (
  ports: ForgetPorts,
  tenantId: TenantId,
  creatorIds: readonly CreatorId[],
): Promise<number> => (await holdersOf(ports, tenantId)).count("webhook_deliveries", about(creatorIds));
