import { isLate, isOpen } from "../domain/erasure.ts";
import type { TenantId } from "../domain/ids.ts";
import type { Erasure } from "../domain/records.ts";
import { tenantScope } from "../domain/tenant-scope.ts";
import type { Clock } from "../ports/clock.ts";
import type { Queues } from "../ports/queues.ts";
import type { OpenTenantDocuments } from "../ports/tenant-documents.ts";
import { everyPage } from "../stored/every-page.ts";
import { eraseMessage } from "../suppression/erase-message.ts";
import { isDue } from "./run-erasure.ts";

export interface SweepErasuresPorts {
  readonly openDocuments: OpenTenantDocuments;
  readonly queues: Queues;
  readonly clock: Clock;
}

export interface ErasureSweep {
  /** Erasures given to the worker again: open ones, and completed ones whose second pass is due. */
  readonly queued: number;
  /** Proposed ones, which the administrator must decide, and open ones that have used up half of their time. */
  readonly alarms: readonly { readonly id: string; readonly due_by: string; readonly isOverdue: boolean }[];
}

/** A worker's own retries come first. */
const YOUNGEST_MS = 5 * 60_000;
const PAGE = 500;

/** One from the future was received before the clock was set back. */
function isYoung({ received_at }: Erasure, now: Date): boolean {
  const age = now.getTime() - Date.parse(received_at);
  return age >= 0 && age < YOUNGEST_MS;
}

/**
 * Runs every 15 minutes: brings unfinished erasures of a tenant back to the worker, and tells of those that take
 * too long, while there is time. The alarms hold no data of a person.
 */
export async function sweepErasures(
  ports: SweepErasuresPorts,
  { tenantId }: { readonly tenantId: TenantId },
): Promise<ErasureSweep> {
  const documents = ports.openDocuments(tenantScope(tenantId, { subscribesShared: false }));
  const now = ports.clock.now();
  const alarms: ErasureSweep["alarms"][number][] = [];
  let queued = 0;
  const where = [
    { field: "status", op: "in", values: ["accepted", "running", "completed", "proposed"] },
  ] as const;
  for await (const page of everyPage(documents, "erasures", { where, limit: PAGE })) {
    for (const erasure of page) {
      const { id, due_by, status } = erasure;
      // What waits for a decision is told from the start: its clock runs.
      if (status === "proposed" || (isOpen(erasure) && isLate(erasure, now)))
        alarms.push({ id, due_by, isOverdue: Date.parse(due_by) <= now.getTime() });
    }
    const due = page.filter((erasure) => isDue(erasure, now) && !isYoung(erasure, now));
    const messages = due.map(({ id }) => eraseMessage({ tenant_id: tenantId, erasure_id: id }));
    if (messages.length > 0) await ports.queues.send("erase", messages);
    queued += messages.length;
  }
  return { queued, alarms };
}
