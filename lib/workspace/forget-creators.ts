import { holdersOf } from "../access/tenants.ts";
import type { Condition } from "../domain/condition.ts";
import type { CreatorId, TenantId } from "../domain/ids.ts";
import { tenantScope } from "../domain/tenant-scope.ts";
import type { OpenTenantDocuments } from "../ports/tenant-documents.ts";
import { everyPage } from "../stored/every-page.ts";

interface ForgetPorts {
  readonly openDocuments: OpenTenantDocuments;
}

const PAGE = 1_000;
const onLists = (creatorIds: readonly CreatorId[]): Condition[] => [
  { field: "creator_id", op: "in", values: creatorIds },
];

/** Takes creators off every list that may hold them, with the remarks on them; how many entries went. */
export async function removeFromLists(
  ports: ForgetPorts,
  tenantId: TenantId,
  creatorIds: readonly CreatorId[],
): Promise<number> {
  let removed = 0;
  const query = { where: onLists(creatorIds), limit: PAGE };
  for await (const page of everyPage(await holdersOf(ports, tenantId), "list_entries", query)) {
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
  return (await holdersOf(ports, tenantId)).count("list_entries", onLists(creatorIds));
}
