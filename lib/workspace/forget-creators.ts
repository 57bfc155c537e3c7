import { holdersOf } from "../access/tenants.ts";
import type { Condition } from "../domain/condition.ts";
import type { CreatorId, TenantId } from "../domain/ids.ts";
import { tenantScope } from "../domain/tenant-scope.ts";
import type { OpenTenantDocuments } from "../ports/tenant-documents.ts";
import { everyPage } from "../stored/every-page.ts";

interface ForgetPorts {
  readonly openDocuments: OpenTenantDocuments;
}

/** Where a tenant keeps ids of creators, one a record. */
type Kept = "list_entries" | "search_hits" | "feedback";

const PAGE = 1_000;
const ofCreators = (creatorIds: readonly CreatorId[]): Condition[] => [
  { field: "creator_id", op: "in", values: creatorIds },
];

/** Takes creators off whatever any tenant keeps of them, with the remarks on them; how many records went. */
export async function removeKept(
  ports: ForgetPorts,
  kept: Kept,
  tenantId: TenantId,
  creatorIds: readonly CreatorId[],
): Promise<number> {
  let removed = 0;
  const query = { where: ofCreators(creatorIds), limit: PAGE };
  for await (const page of everyPage(await holdersOf(ports, tenantId), kept, query)) {
    for (const [owner, records] of Map.groupBy(page, (record) => record.tenant_id)) {
      const own = ports.openDocuments(tenantScope(owner, { subscribesShared: false }));
      removed += await own.delete(
        kept,
        records.map(({ id }) => id),
      );
    }
  }
  return removed;
}

/** How many records of any tenant name the creators. */
export const countKept = async (
  ports: ForgetPorts,
  kept: Kept,
  tenantId: TenantId,
  creatorIds: readonly CreatorId[],
): Promise<number> => (await holdersOf(ports, tenantId)).count(kept, ofCreators(creatorIds));
