import { atMost, eq } from "../domain/condition.ts";
import { isoAfter, MINUTE_MS } from "../domain/durations.ts";
import { type BackupPorts, systemDocuments } from "./ports.ts";

/** The longest time that Lambda gives. After it the holder no longer runs. */
const LEASE_MAX_MS = 15 * MINUTE_MS;
export const NEVER = "1970-01-01T00:00:00.000Z";

export type Leased<T> = { readonly isHeld: true; readonly result: T } | { readonly isHeld: false };

/**
 * Lets only one worker at a time change a backup. Two workers that replace its manifest would each remove files that
 * the other's manifest names. `isHeld` is false if another worker holds the lease; a worker that died holds it until
 * its time is over.
 */
export async function withLease<T>(
  ports: Pick<BackupPorts, "openDocuments" | "clock">,
  collection: "backups" | "state_backups",
  { id, ms }: { readonly id: string; readonly ms: number },
  work: () => Promise<T>,
): Promise<Leased<T>> {
  const documents = systemDocuments(ports);
  const now = ports.clock.now();
  const until = isoAfter(now, Math.min(ms, LEASE_MAX_MS));
  const isHeld = await documents.update(collection, {
    id,
    set: { rewriting_until: until },
    when: [atMost("rewriting_until", now.toISOString())],
  });
  if (!isHeld) return { isHeld };
  try {
    return { isHeld, result: await work() };
  } finally {
    await documents.update(collection, {
      id,
      set: { rewriting_until: NEVER },
      when: [eq("rewriting_until", until)],
    });
  }
}
