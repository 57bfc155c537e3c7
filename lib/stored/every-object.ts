import type { Objects, StoredObject } from "../ports/objects.ts";

/**
 * The objects under a prefix, page by page, to the end. The caller may remove the objects of a page before the next.
 */
export async function* everyObject(objects: Objects, prefix: string): AsyncGenerator<StoredObject[]> {
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Objects["list"]>> = await objects.list(prefix, {
      limit: 1_000,
      ...(cursor !== null && { cursor }),
    });
    yield page.objects;
    cursor = page.cursor;
  } while (cursor !== null);
}
