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
 * Takes erased creators out of the frontier, and keeps the handles they were crawled by from coming back: in this
 * tenant, or `isEverywhere` in all. How many targets went.
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
    // First, so that a death in between leaves something to find.
    await barHandles(ports, isEverywhere ? ports.openDocuments(SYSTEM_SCOPE) : documents, handles);
    const gone = await documents.delete("targets", idsOf(items));
    removed += gone;
    // What a read of another tenant gave is not ours to delete.
    if (gone === 0) break;
  }
  return removed;
}

export const targetsOf = (creatorIds: readonly CreatorId[]): Condition[] => [oneOf("creator_id", creatorIds)];

/** Takes accounts out of the frontier; they may be added again. How many targets went. */
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
