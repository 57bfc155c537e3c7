import type { Objects, StoredObject } from "../ports/objects.ts";

/** The objects under a prefix, page by page, to the end. Removing what a page holds is allowed meanwhile. */
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
