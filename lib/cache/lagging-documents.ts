import type { TenantId } from "../domain/ids.ts";
import { type Cache, isCacheOut } from "../ports/cache.ts";
import type { Clock } from "../ports/clock.ts";

import type {
  CollectionName,
  Collections,
  OpenTenantDocuments,
  TenantDocuments,
} from "../ports/tenant-documents.ts";
import { catalogueTenants, erasedSetKey } from "./cache-keys.ts";

/** A process's copy of the erased set may be this old. So a search reads the set once, not with each read. */
export const ERASED_KNOWN_MS = 5_000;

interface Known {
  readonly ids: Promise<ReadonlySet<string>>;
  readonly until: number;
}

/**
 * Documents read from members that may lag behind their primary, and that do not change while the connection is cut. A
 * creator in the cache's erased set is hidden, whatever these members say; it stays in the set until they agree. If
 * the cache does not answer, the last known set is used.
 */
export function laggingDocuments(
  open: OpenTenantDocuments,
  { cache, clock }: { readonly cache: Pick<Cache, "members">; readonly clock: Clock },
): OpenTenantDocuments {
  const known = new Map<TenantId, Known>();
  const ask = async (tenant: TenantId, before: Known | undefined): Promise<ReadonlySet<string>> => {
    try {
      return new Set(await cache.members(erasedSetKey(tenant)));
    } catch (error) {
      if (!isCacheOut(error)) throw error;
      return (await before?.ids) ?? new Set();
    }
  };
  const erasedIn = (tenant: TenantId): Promise<ReadonlySet<string>> => {
    const now = clock.now().getTime();
    const before = known.get(tenant);
    if (before && before.until > now) return before.ids;
    const asked = { ids: ask(tenant, before), until: now + ERASED_KNOWN_MS };
    known.set(tenant, asked);
    return asked.ids;
  };
  return (scope) => {
    const erased = async (): Promise<(id: string) => boolean> => {
      const sets = await Promise.all(catalogueTenants(scope).map(erasedIn));
      return (id) => sets.some((ids) => ids.has(id));
    };
    return withoutErased(open(scope), erased);
  };
}

function withoutErased(
  documents: TenantDocuments,
  erased: () => Promise<(id: string) => boolean>,
): TenantDocuments {
  async function shown<C extends CollectionName, T>(
    collection: C,
    read: () => Promise<T>,
    without: (read: T, isErased: (id: string) => boolean) => T,
  ): Promise<T> {
    if (collection !== "creators") return read();
    const [found, isErased] = await Promise.all([read(), erased()]);
    return without(found, isErased);
  }
  return {
    ...documents,
    get: (collection, id) =>
      shown(
        collection,
        () => documents.get(collection, id),
        (record, isErased) => (isErased(id) ? null : record),
      ),
    getMany: (collection, ids) => shown(collection, () => documents.getMany(collection, ids), present),
    getSearched: (ids) => shown("creators", () => documents.getSearched(ids), present),
    find: (collection, query) =>
      shown(
        collection,
        () => documents.find(collection, query),
        (page, isErased) => ({ ...page, items: page.items.filter(({ id }) => !isErased(id)) }),
      ),
    async *scan<C extends CollectionName>(
      collection: C,
      idPrefix: string,
      after?: string,
    ): AsyncIterable<Collections[C][]> {
      for await (const page of documents.scan(collection, idPrefix, after))
        yield shown(
          collection,
          async () => page,
          (records, isErased) => records.filter(({ id }) => !isErased(id)),
        );
    },
  };
}

const present = <R>(records: Map<string, R>, isErased: (id: string) => boolean): Map<string, R> =>
  new Map([...records].filter(([id]) => !isErased(id)));
