import { ingestMessage } from "../lib/ingest/ingest-raw.ts";
import type { StoredObject } from "../lib/ports/objects.ts";
import type { Ports } from "../lib/ports/ports.ts";
import type { Queues } from "../lib/ports/queues.ts";
import { everyObject } from "../lib/stored/every-object.ts";
import { endingOf } from "../lib/stored/object-keys.ts";

const INBOX = "inbox/";

/** S3's part on one machine: what lands in the inbox is told to the queue `ingest`. */
export const notifyOfPut =
  (queues: Queues) =>
  async ({ key }: Pick<StoredObject, "key">): Promise<void> => {
    if (key.startsWith(INBOX)) await queues.send("ingest", [{ body: ingestMessage(key) }]);
  };

type InboxPorts = Pick<Ports, "objects" | "queues" | "ids">;

/**
 * Tells of what lies in the inbox, since a process may end between an object and its notice. What was
 * told already is told twice, which does no harm. A file that was put there by hand loses its name first:
 * it can be a person's, and would stand in a message. How many there were.
 */
export async function notifyOfLeftovers(ports: InboxPorts): Promise<number> {
  let count = 0;
  for await (const page of everyObject(ports.objects, INBOX)) {
    for (const { key } of page) await sendNotice(ports, key);
    count += page.length;
  }
  return count;
}

/** `inbox/<tenant>/<name>`, however deep the name goes. */
const DROPPED = /^inbox\/([^/]+)\/(.+)$/s;
/** As `Ids` draws them. */
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
