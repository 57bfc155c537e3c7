import { oneOf } from "../domain/condition.ts";
import { isLate, isOpen } from "../domain/erasure.ts";
import type { TenantId } from "../domain/ids.ts";
import type { Erasure } from "../domain/records.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import type { Ports } from "../ports/ports.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { everyPage } from "../stored/every-page.ts";
import { changeErasure } from "../suppression/change-erasure.ts";
import { callOf, isOverdue, nextTurn, PATIENCE_MS, renewed, sendTurn } from "../suppression/erasure-turns.ts";
import { isDue } from "./run-erasure.ts";

export type SweepErasuresPorts = Pick<Ports, "openDocuments" | "queues" | "clock">;

export interface ErasureSweep {
  /**
   * Erasures that it gave to the worker again: open ones whose message was lost, and those whose second pass is due.
   */
  readonly queued: number;
  /** Proposed ones, which the administrator must decide, and open ones that have used half of their time. */
  readonly alarms: readonly { readonly id: string; readonly due_by: string; readonly isOverdue: boolean }[];
}

const PAGE = 500;

/**
 * Runs every 15 minutes. It brings a tenant's unfinished erasures back to the worker, and raises alarms for slow ones
 * while there is still time. The alarms hold no personal data.
 */
export async function sweepErasures(
  ports: SweepErasuresPorts,
  { tenantId }: { readonly tenantId: TenantId },
): Promise<ErasureSweep> {
  const documents = ports.openDocuments(ownScope(tenantId));
  const now = ports.clock.now();
  const alarms: ErasureSweep["alarms"][number][] = [];
  let queued = 0;
  const where = [oneOf("status", ["accepted", "running", "completed", "proposed"])];
  for await (const page of everyPage(documents, "erasures", { where, limit: PAGE })) {
    for (const erasure of page) {
      const { id, due_by, status } = erasure;
      // It raises an alarm for a proposal from the start, since its time already runs.
      if (status === "proposed" || (isOpen(erasure) && isLate(erasure, now)))
        alarms.push({ id, due_by, isOverdue: Date.parse(due_by) <= now.getTime() });
    }
    for (const erasure of page) {
      if (isLost(erasure, now) && (await callAgain(ports, documents, erasure.id))) queued += 1;
    }
  }
  return { queued, alarms };
}

const isLost = (erasure: Erasure, now: Date): boolean =>
  isDue(erasure, now) && isOverdue(callOf(erasure), now);

/** Whether this sweep was the one that called. */
async function callAgain(
  ports: SweepErasuresPorts,
  documents: TenantDocuments,
  id: string,
): Promise<boolean> {
  const now = ports.clock.now();
  let isCalled = false;
  const erasure = await changeErasure(documents, id, (current) => {
    isCalled = isLost(current, now);
    if (!isCalled) return null;
    const call = callOf(current);
    const patienceMs = Math.max(PATIENCE_MS, now.getTime() - lastLookMs(current));
    return { call: call.sent < call.turn ? renewed(call, now, patienceMs) : nextTurn(call, now, patienceMs) };
  });
  if (isCalled) await sendTurn(ports, erasure);
  return isCalled;
}

/**
 * If the queue itself is slow, it believes each call for as long as nothing happened, so that messages do not pile up.
 */
const lastLookMs = ({ received_at, stores }: Erasure): number =>
  Math.max(
    ...[received_at, ...stores.flatMap(({ checked_at }) => checked_at ?? [])].map((at) => Date.parse(at)),
  );
