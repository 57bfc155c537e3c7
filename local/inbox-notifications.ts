import type { Objects, StoredObject } from "../lib/ports/objects.ts";
import type { Queues } from "../lib/ports/queues.ts";
import { ingestMessage } from "../lib/use-cases/ingest-raw.ts";

const INBOX = "inbox/";

/** S3's part on one machine: what lands in the inbox is announced on the queue `ingest`. */
export const announcePut =
  (queues: Queues) =>
  async ({ key }: Pick<StoredObject, "key">): Promise<void> => {
    if (key.startsWith(INBOX)) await queues.send("ingest", [{ body: ingestMessage(key) }]);
  };

/**
 * Announces what lies in the inbox, for a process may end between an object and its announcement. What was
 * announced already is announced twice, which does no harm. How many there were.
 */
export async function announceLeftovers(objects: Objects, queues: Queues): Promise<number> {
  let count = 0;
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Objects["list"]>> = await objects.list(INBOX, {
      ...(cursor && { cursor }),
    });
    await queues.send(
      "ingest",
      page.objects.map(({ key }) => ({ body: ingestMessage(key) })),
    );
    count += page.objects.length;
    cursor = page.cursor;
  } while (cursor !== null);
  return count;
}
