import type { Objects } from "../ports/objects.ts";
import { everyObject } from "../stored/every-object.ts";

/**
 * Removes what stands under a prefix and no manifest names: files of workers that died between writing and their
 * checkpoint, which bulk import would read too, and files that a rewritten manifest replaced.
 */
export async function removeUnlisted(
  objects: Objects,
  prefix: string,
  known: ReadonlySet<string>,
): Promise<number> {
  let removed = 0;
  for await (const page of everyObject(objects, prefix)) {
    const unlisted = page.map(({ key }) => key).filter((key) => !known.has(key));
    removed += await objects.deleteAllVersions(unlisted);
  }
  return removed;
}
