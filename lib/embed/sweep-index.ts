import type { TenantId } from "../domain/ids.ts";
import { tenantScope } from "../domain/tenant-scope.ts";
import type { Clock } from "../ports/clock.ts";
import type { Queues } from "../ports/queues.ts";
import type { OpenTenantDocuments } from "../ports/tenant-documents.ts";
import { sendToEmbed } from "./embed-message.ts";

export interface SweepIndexPorts {
  readonly openDocuments: OpenTenantDocuments;
  readonly queues: Queues;
  readonly clock: Clock;
}

export interface SweepIndexRequest {
  readonly tenantId: TenantId;
  /** When the clock struck; now when left out. */
  readonly at?: Date;
  /** Goes on from an earlier answer's `next`. */
  readonly from?: string | null;
  readonly remainingMs?: () => number;
}

export interface IndexSweep {
  readonly queued: number;
  /** Why nothing was looked for, where that is so. */
  readonly skipped: "embedding-is-busy" | null;
  /** Where it goes on when the time was over; null at its end. */
  readonly next: string | null;
}

/** What was stored a moment ago has its message still on the way. */
const YOUNGEST_MS = 5 * 60_000;
/**
 * While messages wait, what was stored long ago has most likely lost its own: looked for four times a day, so that no
 * creator is queued more often than that.
 */
const BUSY_YOUNGEST_MS = 6 * 3_600_000;
const BUSY_EVERY_MS = 6 * 3_600_000;
const CLOCK_MS = 5 * 60_000;
const PAGE = 1_000;

/**
 * Finds creators whose index mark stays behind their document and queues them again: this repairs whatever was
 * interrupted between a write and its message. It runs every five minutes. While messages wait to be embedded, which
 * under continuous crawling is always, it looks for old ones alone.
 */
export async function sweepIndex(ports: SweepIndexPorts, request: SweepIndexRequest): Promise<IndexSweep> {
  const { tenantId, at = ports.clock.now(), from = null, remainingMs = () => 1 } = request;
  const busy = await isBusy(ports.queues);
  if (busy && at.getTime() % BUSY_EVERY_MS >= CLOCK_MS)
    return { queued: 0, skipped: "embedding-is-busy", next: null };
  const before = new Date(ports.clock.now().getTime() - (busy ? BUSY_YOUNGEST_MS : YOUNGEST_MS));
  const documents = ports.openDocuments(tenantScope(tenantId, { subscribesShared: false }));
  const where = [
    { field: "index_pending", op: "eq", value: true },
    { field: "updated_at", op: "lte", value: before.toISOString() },
  ] as const;
  let [queued, cursor] = [0, from];
  do {
    const page = await documents.find("creators", { where, limit: PAGE, ...(cursor !== null && { cursor }) });
    await sendToEmbed(
      ports.queues,
      "embed-low",
      tenantId,
      page.items.map(({ id }) => id),
    );
    queued += page.items.length;
    cursor = page.cursor;
  } while (cursor !== null && remainingMs() > 0);
  return { queued, skipped: null, next: cursor };
}

async function isBusy(queues: Queues): Promise<boolean> {
  const depths = await Promise.all([queues.depth("embed-high"), queues.depth("embed-low")]);
  return depths.some(({ visible, inFlight, delayed }) => visible + inFlight + delayed > 0);
}
