import { type CreatorId, idsOf, type TenantId } from "../domain/ids.ts";
import { type Cache, isCacheOut } from "../ports/cache.ts";
import type { Ports } from "../ports/ports.ts";
import {
  addedMark,
  changedMark,
  ERASED_SET_TTL_SECONDS,
  erasedSetKey,
  isOutdatedBy,
  readChangedMark,
} from "./cache-keys.ts";
import { keptPageSchema, type RenderedPage } from "./page.ts";
import { seal, unseal } from "./seal.ts";

type CachePorts = Pick<Ports, "cache" | "keyring">;

/**
 * A page from the shared cache without the creators erased since; one that shows a creator as it no longer is, or
 * was made before somebody added creators, is a miss. Page and erased sets are asked for in one tick, so they share a
 * round trip; when the sets cannot be read nothing vouches for the page and it is a miss. So is a
 * page that another release wrote in another shape.
 */
export async function readCachedPage(
  ports: CachePorts,
  tenants: readonly TenantId[],
  key: string,
): Promise<RenderedPage | null> {
  const answers = await Promise.all([
    readSealed(ports, key),
    ...tenants.map((tenant) => ports.cache.members(erasedSetKey(tenant))),
  ]).catch(missWhenUnavailable);
  const [text, ...erased] = answers ?? [null];
  if (typeof text !== "string") return null;
  const kept = keptPageSchema.safeParse(JSON.parse(text));
  if (!kept.success) return null;
  const { madeAt, ...page } = kept.data;
  const members = erased.flat();
  const made = { shown: new Set(idsOf(page.items)), madeAt };
  const isStale = members.map(readChangedMark).some((mark) => mark !== null && isOutdatedBy(mark, made));
  if (isStale) return null;
  const gone = new Set(members);
  return { ...page, items: page.items.filter(({ id }) => !gone.has(id)) };
}

/** Makes a miss of every kept page of the tenant's catalogue: which of them lack the new creators, nobody knows. */
export const announceAdded = (cache: Cache, tenantId: TenantId, at: Date): Promise<void> =>
  cache.addMembers(erasedSetKey(tenantId), [addedMark(at)], { ttlSeconds: ERASED_SET_TTL_SECONDS });

/** Makes a miss of every kept page that shows one of the creators as it was until now. */
export const announceChanged = (
  cache: Cache,
  tenantId: TenantId,
  ids: readonly CreatorId[],
  at: Date,
): Promise<void> =>
  cache.addMembers(
    erasedSetKey(tenantId),
    ids.map((id) => changedMark(id, at)),
    { ttlSeconds: ERASED_SET_TTL_SECONDS },
  );

/** Keeps a page, whose search began at `madeAt`, for others; a cache that does not answer costs only that. */
export async function writeCachedPage(
  ports: CachePorts,
  key: string,
  page: RenderedPage,
  { madeAt, ttlSeconds }: { readonly madeAt: Date; readonly ttlSeconds: number },
): Promise<void> {
  const kept = JSON.stringify({ ...page, madeAt: madeAt.getTime() });
  await writeSealed(ports, key, kept, ttlSeconds).catch(missWhenUnavailable);
}

/** A sealed text, or null when there is none that opens. */
export async function readSealed({ cache, keyring }: CachePorts, key: string): Promise<string | null> {
  const [sealed] = await cache.getMany([key]);
  return sealed === null || sealed === undefined ? null : unseal(keyring, key, sealed);
}

/** The key carries the tenant, so a sealed text opens in its own place only. */
export async function writeSealed(
  { cache, keyring }: CachePorts,
  key: string,
  text: string,
  ttlSeconds: number,
): Promise<void> {
  await cache.set(key, seal(keyring, key, text), { ttlSeconds });
}

/** A cache may forget and fail; what is not a failure of the cache is a bug. */
function missWhenUnavailable(error: unknown): null {
  if (isCacheOut(error)) return null;
  throw error;
}
