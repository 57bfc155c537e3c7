import { eq } from "../domain/condition.ts";
import { MINUTE_MS } from "../domain/durations.ts";
import { idsOf, type TenantId } from "../domain/ids.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import type { Ports } from "../ports/ports.ts";
import { messagesIn, type Queues } from "../ports/queues.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { sendToEmbed } from "./embed-message.ts";

export type SweepIndexPorts = Pick<Ports, "openDocuments" | "queues" | "clock">;

export interface SweepIndexRequest {
  readonly tenantId: TenantId;
  /** The time for which the run was scheduled; now if absent. */
  readonly at?: Date;
  /** Goes on from an earlier answer's `next`. */
  readonly from?: string | null;
  /** Also takes creators stored just now, whatever waits. For a start at which no message can be on its way. */
  readonly ofAnyAge?: boolean;
  readonly remainingMs?: () => number;
}

export interface IndexSweep {
  readonly queued: number;
  /** Why nothing was looked for; null if the sweep ran. */
  readonly skipped: "embedding-is-busy" | null;
  /** Where to go on if time ran out; null at the end. */
  readonly next: string | null;
  /** Minutes since the last write of the oldest pending creator; 0 if none is pending. */
  readonly figures: { readonly oldest_pending_minutes: number };
  readonly alarms: readonly { readonly alarm: string; readonly oldest_pending_minutes: number }[];
}

/** The message of a creator that was stored more recently is still on its way. */
const YOUNGEST_MS = 5 * 60_000;
/**
 * While messages wait, a creator that is pending for this long has most likely lost its message. Such creators are
 * looked for four times a day, so none is queued more often.
 */
const BUSY_YOUNGEST_MS = 6 * 3_600_000;
const BUSY_EVERY_MS = 6 * 3_600_000;
const CLOCK_MS = 5 * 60_000;
const PAGE = 1_000;
/** If no messages wait, the follower of changes has missed a creator that is pending for longer. */
const ALARM_MINUTES = 15;
/**
 * If messages wait, as in a bulk load, a creator that is pending for longer has lost its message, or the embedder does
 * not keep up.
 */
const BUSY_ALARM_MINUTES = 24 * 60;

/**
 * Finds creators whose index mark is behind their document and queues them again. This checks the follower of changes,
 * and tells how old the oldest is. It runs every five minutes. While messages wait to be embedded, which is always so
 * under continuous crawling, it queues only old creators, and only every six hours.
 */
export async function sweepIndex(ports: SweepIndexPorts, request: SweepIndexRequest): Promise<IndexSweep> {
  const { tenantId, from = null, ofAnyAge = false, remainingMs = () => 1 } = request;
  const now = ports.clock.now();
  const { at = now } = request;
  const documents = ports.openDocuments(ownScope(tenantId));
  const busy = !ofAnyAge && (await isBusy(ports.queues));
  const skips = busy && at.getTime() % BUSY_EVERY_MS >= CLOCK_MS;
  const youngest = now.getTime() - (busy ? BUSY_YOUNGEST_MS : YOUNGEST_MS);
  let [queued, cursor, oldestMinutes] = [0, from, 0];
  do {
    const page = await findPending(documents, skips ? 1 : PAGE, cursor);
    const [oldest] = page.items;
    if (cursor === null && oldest)
      oldestMinutes = Math.round((now.getTime() - Date.parse(oldest.updated_at)) / MINUTE_MS);
    if (skips) break;
    const old = page.items.filter(({ updated_at }) => ofAnyAge || Date.parse(updated_at) <= youngest);
    await sendToEmbed(ports.queues, "embed-low", tenantId, idsOf(old));
    queued += old.length;
    cursor = old.length === page.items.length ? page.cursor : null;
  } while (cursor !== null && remainingMs() > 0);
  const isLate = oldestMinutes > (busy ? BUSY_ALARM_MINUTES : ALARM_MINUTES);
  return {
    queued,
    skipped: skips ? "embedding-is-busy" : null,
    next: skips ? null : cursor,
    figures: { oldest_pending_minutes: oldestMinutes },
    alarms: isLate ? [{ alarm: "index-behind", oldest_pending_minutes: oldestMinutes }] : [],
  };
}

/** Creators whose mark is behind their document, the oldest write first. */
const findPending = (documents: TenantDocuments, limit: number, cursor: string | null) =>
  documents.find("creators", {
    where: [eq("index_pending", true)],
    sort: { field: "updated_at", direction: "ascending" },
    limit,
    cursor,
  });

const isBusy = async (queues: Queues): Promise<boolean> =>
  (await messagesIn(queues, "embed-high", "embed-low")) > 0;
