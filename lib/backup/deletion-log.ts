import { SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import type { Ports } from "../ports/ports.ts";
import type { VectorIndex } from "../ports/vector-index.ts";
import { partsOfNamespace } from "./keys.ts";

/**
 * The same index, but it records every vector that is deleted, because no document is left for a vector that went with
 * its creator. The record is written first, so that none is missing; an extra one does no harm.
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
  // Whatever the index offers beyond the port stays available to its creator.
  return new Proxy(vectors, {
    get: (target, name) => (name === "delete" ? deleteLogged : Reflect.get(target, name)),
  });
}
