import { fromCursor, inPages } from "../domain/in-pages.ts";
import type { Objects, StoredObject } from "../ports/objects.ts";

/**
 * The objects under a prefix, page by page, to the end. The caller may remove the objects of a page before the next.
 */
export async function* everyObject(objects: Objects, prefix: string): AsyncGenerator<StoredObject[]> {
  const pages = inPages((cursor) => objects.list(prefix, { limit: 1_000, ...fromCursor(cursor) }));
  for await (const page of pages) yield page.objects;
}
