import { type ErasureView, erasureView, isComplete, isOpen } from "../domain/erasure.ts";
import { AppError } from "../domain/errors.ts";
import type { TenantId } from "../domain/ids.ts";
import type { Erasure } from "../domain/records.ts";
import { tenantScope } from "../domain/tenant-scope.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { changeErasure, type ErasureChange } from "../suppression/change-erasure.ts";
import { callOf, nextTurn, PATIENCE_MS, renewed, sendTurn } from "../suppression/erasure-turns.ts";
import { type RemovalPorts, removeEverywhere } from "./remove-everywhere.ts";

export { type EraseMessage, eraseMessageSchema } from "../suppression/erase-message.ts";

export type RunErasurePorts = RemovalPorts;

export interface RunErasureRequest {
  readonly tenantId: TenantId;
  readonly erasureId: string;
  /** Of the message; a pass of an earlier turn than the one that is due is not made. */
  readonly turn?: number | undefined;
}

/**
 * The worker behind the queue `erase`: takes the creators of an erasure out of every store, reads each store back
 * and keeps the evidence. Done once, the erasure is completed; once more after the longest age of any message in
 * flight, it is closed. In between, and once closed, there is nothing to do.
 * @throws AppError `not-found`; `unavailable`, code `erasure-incomplete`, when a store still has to be asked again.
 */
export async function runErasure(
  ports: RunErasurePorts,
  { tenantId, erasureId, turn }: RunErasureRequest,
): Promise<ErasureView> {
  const documents = ports.openDocuments(tenantScope(tenantId, { subscribesShared: false }));
  const erasure = await documents.get("erasures", erasureId);
  if (!erasure)
    throw new AppError("not-found", "erasure-not-found", "There is no such erasure.", { id: erasureId });
  if (!isDue(erasure, ports.clock.now())) return erasureView(erasure);
  const call = callOf(erasure);
  if (turn === undefined || turn >= call.turn) return erasureView(await pass(ports, documents, erasure));
  // A later message stands for this one, unless its sender died before he sent it.
  if (call.sent < call.turn) await sendTurn(ports, erasure);
  return erasureView(erasure);
}

/** Whether a first or second pass is to be made now. */
export const isDue = ({ status, close_after }: Erasure, now: Date): boolean =>
  status === "completed" ? Date.parse(close_after) <= now.getTime() : isOpen({ status });

async function pass(ports: RunErasurePorts, documents: TenantDocuments, asked: Erasure): Promise<Erasure> {
  const { clock } = ports;
  const isSecond = asked.status === "completed";
  const begun = await changeErasure(documents, asked.id, (current) => ({
    attempts: current.attempts + 1,
    status: current.status === "accepted" ? "running" : current.status,
    call: renewed(callOf(current), clock.now()),
  }));
  await removeEverywhere(ports, documents, begun);
  let isNext = false;
  const ended = await changeErasure(documents, asked.id, (current) => {
    const end = endOf(current, begun, isSecond, clock.now());
    isNext = end?.call !== undefined && end.call.turn > callOf(current).turn;
    return end;
  });
  if (isNext) await sendTurn(ports, ended, delayAfter(ended));
  else if (ended.status === "running") throwWhereFailed(ended);
  return ended;
}

/** What the evidence says by now, which another worker may have added to, and the turn that follows from it. */
function endOf(current: Erasure, begun: Erasure, isSecond: boolean, now: Date): ErasureChange | null {
  const { status, stores, completed_at, close_after } = current;
  const call = callOf(current);
  if (status === "closed") return null;
  if (current.asked === begun.asked && isComplete(stores)) {
    const at = now.toISOString();
    const completed = { completed_at: completed_at ?? at };
    return isSecond
      ? { ...completed, status: "closed", closed_at: at }
      : { ...completed, status: "completed", call: { ...call, at, expected_by: close_after } };
  }
  const running = { status: "running" as const };
  // The queue itself repeats the message of a pass that failed; whoever raised the turn sends its message.
  if (failedStores(current).length > 0 || call.turn !== callOf(begun).turn) return running;
  return { ...running, call: nextTurn(call, now, delayAfter(current) * 1_000 + PATIENCE_MS) };
}

/** Seconds until a store that is only waited for is looked at again; twice as long each time, to what a queue can delay. */
const LOOK_AGAIN_SECONDS = 15;
const DELAY_MAX_SECONDS = 900;

const delayAfter = ({ attempts }: Erasure): number =>
  Math.min(DELAY_MAX_SECONDS, LOOK_AGAIN_SECONDS * 2 ** Math.min(attempts - 1, 10));

const failedStores = ({ stores }: Erasure): string[] =>
  stores.filter(({ status }) => status === "failed").map(({ store }) => store);

/** A store that failed makes the message fail, which is retried and, at its end, seen; one that is waited for does not. */
function throwWhereFailed(erasure: Erasure): void {
  const failed = failedStores(erasure);
  if (failed.length === 0) return;
  const message = "Some stores could not be read back empty.";
  throw new AppError("unavailable", "erasure-incomplete", message, { id: erasure.id, failed });
}
