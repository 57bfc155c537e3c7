import { ingestMessage } from "../lib/ingest/ingest-raw.ts";
import type { StoredObject } from "../lib/ports/objects.ts";
import type { Ports } from "../lib/ports/ports.ts";
import type { Queues } from "../lib/ports/queues.ts";
import { everyObject } from "../lib/stored/every-object.ts";
import { endingOf } from "../lib/stored/object-keys.ts";

const INBOX = "inbox/";

/** Does S3's part on one machine: announces new objects in the inbox to the queue `ingest`. */
export const notifyOfPut =
  (queues: Queues) =>
  async ({ key }: Pick<StoredObject, "key">): Promise<void> => {
    if (key.startsWith(INBOX)) await queues.send("ingest", [{ body: ingestMessage(key) }]);
  };

type InboxPorts = Pick<Ports, "objects" | "queues" | "ids">;

/**
 * Announces the objects in the inbox, since a process may end between an object and its notice. A second notice does no
 * harm. A file that was put there by hand is renamed first, because its name may be a person's and would be in a
 * message. Returns the number of objects.
 */
export async function notifyOfLeftovers(ports: InboxPorts): Promise<number> {
  let count = 0;
  for await (const page of everyObject(ports.objects, INBOX)) {
    for (const { key } of page) await sendNotice(ports, key);
    count += page.length;
  }
  return count;
}

/** `inbox/<tenant>/<name>`, where the name may contain slashes. */
const DROPPED = /^inbox\/([^/]+)\/(.+)$/s;
/** A name as `Ids` makes it. */
const NAMELESS = /^[0-9a-hjkmnp-tv-z]{26}(?:\.part-\d+)?(?:\.|$)/;

async function sendNotice({ objects, queues, ids }: InboxPorts, key: string): Promise<void> {
  const [, tenant, name = ""] = DROPPED.exec(key) ?? [];
  if (tenant === undefined || NAMELESS.test(name)) {
    await queues.send("ingest", [{ body: ingestMessage(key) }]);
    return;
  }
  await objects.putStream(`inbox/${tenant}/${ids.random()}${endingOf(name)}`, await objects.stream(key));
  await objects.deleteAllVersions([key]);
}
