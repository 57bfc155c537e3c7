import type { CollectionName, Collections, TenantDocuments } from "../ports/tenant-documents.ts";

/** The records of a query, page by page, to the end. */
export async function* everyPage<C extends CollectionName>(
  documents: TenantDocuments,
  collection: C,
  query: Omit<Parameters<TenantDocuments["find"]>[1], "cursor">,
): AsyncGenerator<Collections[C][]> {
  let cursor: string | null = null;
  do {
    const page: { readonly items: Collections[C][]; readonly cursor: string | null } = await documents.find(
      collection,
      { ...query, ...(cursor !== null && { cursor }) },
    );
    yield page.items;
    cursor = page.cursor;
  } while (cursor !== null);
}
