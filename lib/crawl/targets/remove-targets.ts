import { type Condition, eq, oneOf } from "../../domain/condition.ts";
import { type TargetAccount, targetIdOf } from "../../domain/crawl/target.ts";
import { type CreatorId, idsOf } from "../../domain/ids.ts";
import { SYSTEM_SCOPE } from "../../domain/tenant-scope.ts";
import type { Ports } from "../../ports/ports.ts";
import type { TenantDocuments } from "../../ports/tenant-documents.ts";
import { barHandles } from "./barred-handles.ts";
import { withKnownIds } from "./known-accounts.ts";

export type RemoveTargetsPorts = Pick<Ports, "openDocuments" | "keyring" | "clock">;

const PAGE = 200;

/**
 * Removes erased creators from the frontier and bars the handles that they were crawled by: in this tenant, or in all
 * if `isEverywhere`. Returns how many targets were removed.
 */
export async function removeTargetsOf(
  ports: RemoveTargetsPorts,
  documents: TenantDocuments,
  creatorIds: readonly CreatorId[],
  isEverywhere: boolean,
): Promise<number> {
  const where = targetsOf(creatorIds);
  let removed = 0;
  while (true) {
    const { items } = await documents.find("targets", { where, limit: PAGE });
    if (items.length === 0) break;
    const handles = items.flatMap(({ platform, handle }) => (handle === null ? [] : [{ platform, handle }]));
    // Bar first: a process that dies in between leaves the targets to be found again.
    await barHandles(ports, isEverywhere ? ports.openDocuments(SYSTEM_SCOPE) : documents, handles);
    const gone = await documents.delete("targets", idsOf(items));
    removed += gone;
    // A target read from another tenant is not ours to delete.
    if (gone === 0) break;
  }
  return removed;
}

export const targetsOf = (creatorIds: readonly CreatorId[]): Condition[] => [oneOf("creator_id", creatorIds)];

/** Removes accounts from the frontier; they may be added again. Returns how many targets were removed. */
export async function dropTargets(
  documents: TenantDocuments,
  accounts: readonly TargetAccount[],
): Promise<number> {
  const named = await withKnownIds(documents, accounts);
  const ids = new Set(named.map((account) => targetIdOf(documents.scope.tenantId, account)));
  for (const { platform, handle } of accounts) {
    if (handle === null) continue;
    const { items } = await documents.find("targets", {
      where: [eq("platform", platform), eq("handle", handle)],
      limit: PAGE,
    });
    for (const { id } of items) ids.add(id);
  }
  return documents.delete("targets", [...ids]);
}
