import { namespaceOf, type SearchedCreator } from "../../domain/creator.ts";
import { idsOf } from "../../domain/ids.ts";
import type { VectorRecord } from "../../ports/vector-index.ts";
import type { SearchPorts } from "../ports.ts";

/** The indexed vectors of these creators, each with its namespace. Creators that are not indexed are left out. */
export async function storedVectors(
  { vectors }: Pick<SearchPorts, "vectors">,
  creators: readonly SearchedCreator[],
): Promise<(VectorRecord & { readonly namespace: string })[]> {
  const byNamespace = Map.groupBy(creators, ({ tenant_id, platform }) => namespaceOf(tenant_id, platform));
  const found = await Promise.all(
    [...byNamespace].map(async ([namespace, there]) => {
      const records = await vectors.fetch(namespace, idsOf(there));
      return records.map((record) => ({ ...record, namespace }));
    }),
  );
  return found.flat();
}
