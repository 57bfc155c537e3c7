import { erasedSetKey } from "../cache/cache-keys.ts";
import { noteAdded, noteChanged } from "../cache/page-cache.ts";
import { dropPagesWith, type SearchMemory } from "../cache/process-memory.ts";
import { idsOf, type TenantId } from "../domain/ids.ts";
import { isCacheOut } from "../ports/cache.ts";
import type { CreatorChange } from "../ports/change-feed.ts";
import type { Ports } from "../ports/ports.ts";
import { removeFromPagesIfReachable } from "../suppression/open-erasure.ts";

export interface DropPagesPorts extends Pick<Ports, "cache" | "clock"> {
  readonly memory: SearchMemory;
}

/**
 * Up to this number of members in a tenant's set, creators are announced one by one. Each search reads the whole set:
 * 50 kB then.
 */
const ANNOUNCED_MAX = 1_000;

/**
 * Removes erased creators from kept pages, and makes outdated pages misses. This process drops every page that shows a
 * changed creator. The shared cache drops only pages with creators that somebody waits for. If such a creator was not
 * indexed before, it may belong on pages that do not show it, so all pages are dropped. Nobody waits for creators that
 * are crawled all the time: their pages in the shared cache stay for their hour.
 */
export async function dropPages(
  { cache, memory, clock }: DropPagesPorts,
  tenantId: TenantId,
  changes: readonly CreatorChange[],
): Promise<void> {
  const erased = changes.filter((change) => change.erased).map(({ id }) => id);
  const awaited = changes.filter((change) => change.urgent && !change.erased);
  const hasAdded = awaited.some(({ indexed }) => !indexed);
  if (hasAdded) memory.pages.clear();
  else dropPagesWith(memory, new Set(idsOf(changes)));
  if (erased.length > 0) await removeFromPagesIfReachable(cache, tenantId, erased);
  if (awaited.length === 0) return;
  try {
    const now = clock.now();
    const ids = idsOf(awaited);
    const isFew = async () =>
      (await cache.members(erasedSetKey(tenantId))).length + ids.length <= ANNOUNCED_MAX;
    if (hasAdded || !(await isFew())) await noteAdded(cache, tenantId, now);
    else await noteChanged(cache, tenantId, ids, now);
  } catch (error) {
    if (!isCacheOut(error)) throw error;
  }
}
