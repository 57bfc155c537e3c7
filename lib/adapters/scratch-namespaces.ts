import { fromCursor, inPages } from "../domain/in-pages.ts";
import type { Ids } from "../ports/clock.ts";
import type { ScratchIndexes } from "../ports/scratch-index.ts";
import type { VectorIndex } from "../ports/vector-index.ts";

/** No tenant's name has capital letters, so no search, backup or erasure takes such a namespace for a tenant's. */
const MARK = "DRILL";
const PAGE = 100;

/**
 * Scratch indexes as namespaces of the live index. A separate index would take minutes to create and cost by the hour.
 */
export const createScratchNamespaces = (
  vectors: VectorIndex,
  { ids }: { readonly ids: Ids },
): ScratchIndexes => ({
  async open() {
    const prefix = `${MARK}-${ids.random()}-`;
    const used = new Set<string>();
    const named = (namespace: string) => {
      used.add(namespace);
      return prefix + namespace;
    };
    const index: VectorIndex = {
      dimensions: vectors.dimensions,
      upsert: (namespace, records) => vectors.upsert(named(namespace), records),
      replaceMetadata: (namespace, updates) => vectors.replaceMetadata(named(namespace), updates),
      query: async (query, options) => {
        const hits = await vectors.query({ ...query, namespaces: query.namespaces.map(named) }, options);
        return hits.map((hit) => ({ ...hit, namespace: hit.namespace.slice(prefix.length) }));
      },
      fetch: (namespace, wanted, options) => vectors.fetch(named(namespace), wanted, options),
      list: (namespace, options) => vectors.list(named(namespace), options),
      delete: (namespace, wanted) => vectors.delete(named(namespace), wanted),
      async stats() {
        const { namespaces } = await vectors.stats();
        const own = Object.entries(namespaces).filter(([name]) => name.startsWith(prefix));
        return { namespaces: Object.fromEntries(own.map(([name, one]) => [name.slice(prefix.length), one])) };
      },
    };
    return {
      index,
      close: () =>
        removeAll(
          vectors,
          [...used].map((namespace) => prefix + namespace),
        ),
    };
  },
});

/** Removes all records of the namespaces, page by page. */
async function removeAll(vectors: VectorIndex, namespaces: readonly string[]): Promise<void> {
  for (const namespace of namespaces) {
    const pages = inPages((cursor) => vectors.list(namespace, { limit: PAGE, ...fromCursor(cursor) }));
    for await (const { ids } of pages) if (ids.length > 0) await vectors.delete(namespace, ids);
  }
}
