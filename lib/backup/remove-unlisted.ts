import type { Objects } from "../ports/objects.ts";
import { everyObject } from "../stored/every-object.ts";

/**
 * Removes objects under a prefix that no manifest names. Some are files of workers that died between the file and its
 * checkpoint; bulk import would read these too. Others are files that a rewritten manifest replaced.
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
