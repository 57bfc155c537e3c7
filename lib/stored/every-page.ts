import type { Condition } from "../domain/condition.ts";
import { idsOf } from "../domain/ids.ts";
import { inPages } from "../domain/in-pages.ts";
import type {
  CollectionName,
  Collections,
  MutableCollection,
  TenantDocuments,
} from "../ports/tenant-documents.ts";

/** The records of a query, page by page, to the end. */
export async function* everyPage<C extends CollectionName>(
  documents: TenantDocuments,
  collection: C,
  query: Omit<Parameters<TenantDocuments["find"]>[1], "cursor">,
): AsyncGenerator<Collections[C][]> {
  const pages = inPages((cursor) => documents.find(collection, { ...query, cursor }));
  for await (const { items } of pages) yield items;
}

/** All records of some pages together. */
export async function whole<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}

/** Removes the records that fit; how many those were. */
export async function deleteWhere(
  documents: TenantDocuments,
  collection: MutableCollection,
  where: readonly Condition[],
): Promise<number> {
  let removed = 0;
  for await (const page of everyPage(documents, collection, { where, limit: 1_000 }))
    removed += await documents.delete(collection, idsOf(page));
  return removed;
}
