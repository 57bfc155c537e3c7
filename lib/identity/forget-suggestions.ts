import type { CreatorId } from "../domain/ids.ts";
import type { CollectionName, TenantDocuments } from "../ports/tenant-documents.ts";
import { everyPage } from "../stored/every-page.ts";

/** Where ids of creators stand. */
const PLACES = [
  ["match_keys", "creator_id"],
  ["identity_suggestions", "a"],
  ["identity_suggestions", "b"],
] as const satisfies readonly (readonly [CollectionName, string])[];
const PAGE = 1_000;

const naming = (field: string, ids: readonly CreatorId[]) => [{ field, op: "in", values: ids }] as const;

/** Takes creators out of what brought accounts together and out of suggestions; how many records went. */
export async function removeSuggestions(
  documents: TenantDocuments,
  ids: readonly CreatorId[],
): Promise<number> {
  let removed = 0;
  for (const [collection, field] of PLACES) {
    for await (const page of everyPage(documents, collection, { where: naming(field, ids), limit: PAGE }))
      removed += await documents.delete(
        collection,
        page.map(({ id }) => id),
      );
  }
  return removed;
}

/** How many records name the creators. */
export async function countSuggestions(
  documents: TenantDocuments,
  ids: readonly CreatorId[],
): Promise<number> {
  let found = 0;
  for (const [collection, field] of PLACES) found += await documents.count(collection, naming(field, ids));
  return found;
}
