import type { TenantId } from "../domain/ids.ts";
import type { Keyring } from "../domain/keyring.ts";
import { type Cache, isCacheOut } from "../ports/cache.ts";
import { erasedSetKey } from "./cache-keys.ts";
import { type RenderedPage, renderedPageSchema } from "./page.ts";
import { seal, unseal } from "./seal.ts";

interface CachePorts {
  readonly cache: Cache;
  readonly keyring: Keyring;
}

/**
 * A page from the shared cache without the creators erased since. Page and erased sets are asked for in one tick,
 * so they share a round trip; when the sets cannot be read nothing vouches for the page and it is a miss. So is a
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
  const page = renderedPageSchema.safeParse(JSON.parse(text));
  if (!page.success) return null;
  const gone = new Set(erased.flat());
  return { ...page.data, items: page.data.items.filter(({ id }) => !gone.has(id)) };
}

/** Keeps a page for others; a cache that does not answer costs only that. */
export async function writeCachedPage(
  ports: CachePorts,
  key: string,
  page: RenderedPage,
  ttlSeconds: number,
): Promise<void> {
  await writeSealed(ports, key, JSON.stringify(page), ttlSeconds).catch(missWhenUnavailable);
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
