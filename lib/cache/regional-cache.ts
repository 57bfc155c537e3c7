import { type Cache, ignoreCacheOut } from "../ports/cache.ts";
import { isErasedSetKey } from "./cache-keys.ts";

/**
 * The cache of this region. Erased and changed creators are told to the caches of all regions, because each region
 * keeps its own pages. A cache that does not answer is skipped: an erasure reads each cache back and asks again until
 * it answers.
 */
export const regionalCache = (cache: Cache, others: readonly Pick<Cache, "addMembers">[]): Cache => ({
  getMany: (keys) => cache.getMany(keys),
  set: (key, value, options) => cache.set(key, value, options),
  delete: (keys) => cache.delete(keys),
  increment: (key, by, options) => cache.increment(key, by, options),
  async addMembers(key, members, options) {
    const elsewhere = isErasedSetKey(key) ? others : [];
    await Promise.all([
      cache.addMembers(key, members, options),
      ...elsewhere.map((other) => other.addMembers(key, members, options).catch(ignoreCacheOut)),
    ]);
  },
  members: (key) => cache.members(key),
  takeTokens: (bucket, options) => cache.takeTokens(bucket, options),
});
