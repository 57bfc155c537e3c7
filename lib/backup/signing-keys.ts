import type { Ports } from "../ports/ports.ts";
import { everyObject } from "../stored/every-object.ts";
import { signaturesIn } from "./signed-objects.ts";

const BACKUPS = "backups/";
const SIGNATURE = /\/manifest\.sig$/;

/**
 * The key versions that sign each backup's manifest, for backups of vectors and of state. Read from the objects
 * themselves, since an existing object can be restored no matter what the database remembers. One read per backup.
 */
export async function* signingVersions({ objects }: Pick<Ports, "objects">): AsyncGenerator<Set<number>> {
  for await (const page of everyObject(objects, BACKUPS)) {
    for (const { key } of page.filter((object) => SIGNATURE.test(object.key))) {
      yield new Set((await signaturesIn(objects, key)).map(({ key_version }) => key_version));
    }
  }
}
