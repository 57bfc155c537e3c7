import { erasedSetKey } from "../cache/cache-keys.ts";
import { announceChanged } from "../cache/page-cache.ts";
import { dropPagesWith, type SearchMemory } from "../cache/process-memory.ts";
import type { TenantId } from "../domain/ids.ts";
import { type Cache, isCacheOut } from "../ports/cache.ts";
import type { CreatorChange } from "../ports/change-feed.ts";
import type { Clock } from "../ports/clock.ts";
import { removeFromPagesIfReachable } from "../suppression/open-erasure.ts";

export interface DropPagesPorts {
  readonly cache: Cache;
  readonly memory: SearchMemory;
  readonly clock: Clock;
}

/**
 * Members of a tenant's set up to which changes are announced: each search reads all of it, 50 kB then. A catalogue that
 * is crawled all the time would have 700,000, so that its pages live out their hour.
 */
const ANNOUNCED_MAX = 1_000;

/**
 * Makes kept pages say nothing of the erased, and misses of those that show creators as they were: in this process all
 * of them, in the shared cache those that somebody waits for, while they are few.
 */
export async function dropPages(
  { cache, memory, clock }: DropPagesPorts,
  tenantId: TenantId,
  changes: readonly CreatorChange[],
): Promise<void> {
  dropPagesWith(memory, new Set(changes.map(({ id }) => id)));
  const erased = changes.filter((change) => change.erased).map(({ id }) => id);
  if (erased.length > 0) await removeFromPagesIfReachable(cache, tenantId, erased);
  const awaited = changes
    .filter(({ urgent, indexed, erased }) => urgent && indexed && !erased)
    .map(({ id }) => id);
  if (awaited.length === 0 || awaited.length > ANNOUNCED_MAX) return;
  try {
    const announced = await cache.members(erasedSetKey(tenantId));
    if (announced.length + awaited.length > ANNOUNCED_MAX) return;
    await announceChanged(cache, tenantId, awaited, clock.now());
  } catch (error) {
    if (!isCacheOut(error)) throw error;
  }
}
