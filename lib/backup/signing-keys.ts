import type { Ports } from "../ports/ports.ts";
import { everyObject } from "../stored/every-object.ts";
import { signaturesIn } from "./signed-objects.ts";

const BACKUPS = "backups/";
const SIGNATURE = /\/manifest\.sig$/;

/**
 * The versions that each backup's manifest is signed under, of vectors and of state, by the objects themselves: what
 * can be restored is what stands there, whatever the database remembers. One read a backup.
 */
export async function* signingVersions({ objects }: Pick<Ports, "objects">): AsyncGenerator<Set<number>> {
  for await (const page of everyObject(objects, BACKUPS)) {
    for (const { key } of page.filter((object) => SIGNATURE.test(object.key))) {
      yield new Set((await signaturesIn(objects, key)).map(({ key_version }) => key_version));
    }
  }
}
