import { everyTenant } from "../access/tenants.ts";
import type { Condition } from "../domain/condition.ts";
import { type CreatorId, SHARED_TENANT, type TenantId } from "../domain/ids.ts";
import { platformScope, tenantScope } from "../domain/tenant-scope.ts";
import type { OpenTenantDocuments, TenantDocuments } from "../ports/tenant-documents.ts";
import { everyPage } from "../stored/every-page.ts";

interface ForgetPorts {
  readonly openDocuments: OpenTenantDocuments;
}

const PAGE = 1_000;
const onLists = (creatorIds: readonly CreatorId[]): Condition[] => [
  { field: "creator_id", op: "in", values: creatorIds },
];

/** A creator of the common catalogue may stand on the lists of every tenant, any other on its own tenant's alone. */
async function listsOf(ports: ForgetPorts, tenantId: TenantId): Promise<TenantDocuments> {
  return ports.openDocuments(
    tenantId === SHARED_TENANT
      ? platformScope(await everyTenant(ports))
      : tenantScope(tenantId, { subscribesShared: false }),
  );
}

/** Takes creators off every list that may hold them, with the remarks on them; how many entries went. */
export async function removeFromLists(
  ports: ForgetPorts,
  tenantId: TenantId,
  creatorIds: readonly CreatorId[],
): Promise<number> {
  let removed = 0;
  const query = { where: onLists(creatorIds), limit: PAGE };
  for await (const page of everyPage(await listsOf(ports, tenantId), "list_entries", query)) {
    for (const [owner, entries] of Map.groupBy(page, (entry) => entry.tenant_id)) {
      const own = ports.openDocuments(tenantScope(owner, { subscribesShared: false }));
      removed += await own.delete(
        "list_entries",
        entries.map(({ id }) => id),
      );
    }
  }
  return removed;
}

/** How many entries of any list name the creators. */
export async function countOnLists(
  ports: ForgetPorts,
  tenantId: TenantId,
  creatorIds: readonly CreatorId[],
): Promise<number> {
  return (await listsOf(ports, tenantId)).count("list_entries", onLists(creatorIds));
}
