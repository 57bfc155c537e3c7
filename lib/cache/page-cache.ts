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
 * A page from the shared cache, without the creators erased since. The page is a miss if it shows an old state of a
 * creator, if creators were added after it was made, or if another release wrote it in another shape. Page and erased
 * sets are read in one tick, so they share a round trip. If the sets cannot be read, the page cannot be checked and is
 * a miss.
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

/**
 * Makes every kept page of the tenant's catalogue a miss, because nobody knows which of them lack the new creators.
 */
export const noteAdded = (cache: Cache, tenantId: TenantId, at: Date): Promise<void> =>
  cache.addMembers(erasedSetKey(tenantId), [addedMark(at)], { ttlSeconds: ERASED_SET_TTL_SECONDS });

/** Makes every kept page that shows an old state of one of the creators a miss. */
export const noteChanged = (
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

/**
 * Keeps a page, whose search began at `madeAt`, for others, and tells how many characters it has. If the cache does not
 * answer, the page is just not kept.
 */
export async function writeCachedPage(
  ports: CachePorts,
  key: string,
  page: RenderedPage,
  { madeAt, ttlSeconds }: { readonly madeAt: Date; readonly ttlSeconds: number },
): Promise<number> {
  const kept = JSON.stringify({ ...page, madeAt: madeAt.getTime() });
  await writeSealed(ports, key, kept, ttlSeconds).catch(missWhenUnavailable);
  return kept.length;
}

/** A sealed text; null: there is none, or it cannot be opened. */
export async function readSealed({ cache, keyring }: CachePorts, key: string): Promise<string | null> {
  const [sealed] = await cache.getMany([key]);
  return sealed === null || sealed === undefined ? null : unseal(keyring, key, sealed);
}

/** The key holds the tenant, so a sealed text opens only in its own place. */
export async function writeSealed(
  { cache, keyring }: CachePorts,
  key: string,
  text: string,
  ttlSeconds: number,
): Promise<void> {
  await cache.set(key, seal(keyring, key, text), { ttlSeconds });
}

/** A cache may forget and fail. Any other error is a bug. */
function missWhenUnavailable(error: unknown): null {
  if (isCacheOut(error)) return null;
  throw error;
}
