import { SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import type { Ports } from "../ports/ports.ts";
import type { VectorIndex } from "../ports/vector-index.ts";
import { partsOfNamespace } from "./keys.ts";

/**
 * The same index, with a record of every vector that is taken out of it: no document tells of one that went with its
 * creator. The record comes first, so that none is missing; one too many does no harm.
 */
export function withDeletionLog(
  vectors: VectorIndex,
  { openDocuments, clock }: Pick<Ports, "openDocuments" | "clock">,
): VectorIndex {
  const deleteLogged: VectorIndex["delete"] = async (namespace, ids) => {
    if (ids.length > 0 && partsOfNamespace(namespace)) {
      const at = clock.now().toISOString();
      const records = [...new Set(ids)].map((id) => ({
        id: `${namespace}/${id}`,
        version: at,
        set: { namespace, vector_id: id, at },
      }));
      await openDocuments(SYSTEM_SCOPE).upsertMany("vector_deletions", records);
    }
    await vectors.delete(namespace, ids);
  };
  // What an index can do beyond the port stays reachable for its maker.
  return new Proxy(vectors, {
    get: (target, name) => (name === "delete" ? deleteLogged : Reflect.get(target, name)),
  });
}
