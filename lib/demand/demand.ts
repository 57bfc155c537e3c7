import { inChunks } from "../domain/chunks.ts";
import { atLeast, atMost, eq, oneOf } from "../domain/condition.ts";
import { DEMANDED_HOURS, hoursAfter } from "../domain/crawl/refresh.ts";
import { HOUR_MS, HOUR_SECONDS } from "../domain/durations.ts";
import { ignoreCacheOut } from "../ports/cache.ts";
import type { Ports } from "../ports/ports.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";

type DemandPorts = Pick<Ports, "cache" | "clock">;

const SLOT_MS = HOUR_MS;
/** A plan reads the set of this hour and the one before. */
const TTL_SECONDS = 2 * HOUR_SECONDS;
/** Creators that one plan brings forward for a tenant. Those left out are noted again if they matter. */
const DEMANDED_MAX = 5_000;
const IDS_PER_UPDATE = 500;

/** One set per hour, so that a plan reads little and old entries expire. Ids tell no tenant and no query. */
const demandKey = (at: number): string => `crawl:demand:${Math.floor(at / SLOT_MS)}`;

/**
 * Notes that creators were shown to somebody: one command for a whole page, and none for a page from the cache. An
 * answer does not fail because of it.
 */
export async function noteDemand({ cache, clock }: DemandPorts, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const key = demandKey(clock.now().getTime());
  await cache.addMembers(key, ids, { ttlSeconds: TTL_SECONDS, keep: DEMANDED_MAX }).catch(ignoreCacheOut);
}

/** Brings forward the targets of creators that were shown in this hour or the last and were not fetched for a day. */
export async function hastenDemanded(
  { cache, clock }: DemandPorts,
  documents: TenantDocuments,
): Promise<number> {
  const now = clock.now();
  const keys = [demandKey(now.getTime()), demandKey(now.getTime() - SLOT_MS)];
  const sets = await Promise.all(keys.map((key) => cache.members(key).catch(nobody)));
  const ids = [...new Set(sets.flat())].slice(0, DEMANDED_MAX);
  let hastened = 0;
  for (const part of inChunks(ids, IDS_PER_UPDATE)) {
    hastened += await hastenSome(documents, now, part);
  }
  return hastened;
}

async function hastenSome(documents: TenantDocuments, now: Date, ids: readonly string[]): Promise<number> {
  const due_at = now.toISOString();
  const { items } = await documents.find("targets", {
    where: [
      oneOf("creator_id", ids),
      eq("status", "active"),
      eq("claim", ""),
      atLeast("due_at", due_at),
      atMost("last_seen_at", hoursAfter(now, -DEMANDED_HOURS)),
    ],
    limit: IDS_PER_UPDATE,
  });
  const done = await documents.updateMany(
    "targets",
    items.map(({ id }) => ({ id, set: { due_at, priority: "high" as const }, when: [eq("claim", "")] })),
  );
  return done.filter(Boolean).length;
}

function nobody(error: unknown): string[] {
  ignoreCacheOut(error);
  return [];
}
