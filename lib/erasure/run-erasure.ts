import { type ErasureView, erasureView, isComplete, isOpen } from "../domain/erasure.ts";
import { AppError } from "../domain/errors.ts";
import type { TenantId } from "../domain/ids.ts";
import type { Erasure } from "../domain/records.ts";
import { tenantScope } from "../domain/tenant-scope.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { changeErasure } from "../suppression/change-erasure.ts";
import { eraseMessage } from "../suppression/erase-message.ts";
import { type RemovalPorts, removeEverywhere } from "./remove-everywhere.ts";

export { type EraseMessage, eraseMessageSchema } from "../suppression/erase-message.ts";

export type RunErasurePorts = RemovalPorts;

export interface RunErasureRequest {
  readonly tenantId: TenantId;
  readonly erasureId: string;
}

/**
 * The worker behind the queue `erase`: takes the creators of an erasure out of every store, reads each store back
 * and keeps the evidence. Done once, the erasure is completed; once more after the longest age of any message in
 * flight, it is closed. In between, and once closed, there is nothing to do.
 * @throws AppError `not-found`; `unavailable`, code `erasure-incomplete`, when a store still has to be asked again.
 */
export async function runErasure(
  ports: RunErasurePorts,
  { tenantId, erasureId }: RunErasureRequest,
): Promise<ErasureView> {
  const documents = ports.openDocuments(tenantScope(tenantId, { subscribesShared: false }));
  const erasure = await documents.get("erasures", erasureId);
  if (!erasure)
    throw new AppError("not-found", "erasure-not-found", "There is no such erasure.", { id: erasureId });
  return erasureView(isDue(erasure, ports.clock.now()) ? await pass(ports, documents, erasure) : erasure);
}

/** Whether a first or second pass is to be made now. */
export const isDue = ({ status, close_after }: Erasure, now: Date): boolean =>
  status === "completed" ? Date.parse(close_after) <= now.getTime() : isOpen({ status });

async function pass(ports: RunErasurePorts, documents: TenantDocuments, asked: Erasure): Promise<Erasure> {
  const isSecond = asked.status === "completed";
  const begun = await changeErasure(documents, asked.id, ({ attempts, status }) => ({
    attempts: attempts + 1,
    status: status === "accepted" ? "running" : status,
  }));
  await removeEverywhere(ports, documents, begun);
  const ended = await changeErasure(documents, asked.id, (current) =>
    current.asked === begun.asked ? outcomeOf(current, isSecond, ports.clock.now().toISOString()) : null,
  );
  if (ended.status === "running") await askAgain(ports, ended);
  return ended;
}

/** What the evidence says by now, which another worker may have added to. */
function outcomeOf({ stores, status, completed_at }: Erasure, isSecond: boolean, at: string) {
  if (status === "closed") return null;
  if (!isComplete(stores)) return { status: "running" as const };
  const completed = { completed_at: completed_at ?? at };
  return isSecond
    ? { ...completed, status: "closed" as const, closed_at: at }
    : { ...completed, status: "completed" as const };
}

/** Seconds until a store that is only waited for is looked at again; longer each time, to what a queue can delay. */
const LOOK_AGAIN_SECONDS = 15;
const DELAY_MAX_SECONDS = 900;

/** A store that failed makes the message fail, which is retried and, at its end, seen; one that is waited for does not. */
async function askAgain({ queues }: RunErasurePorts, erasure: Erasure): Promise<void> {
  const { id, tenant_id, stores, attempts } = erasure;
  const failed = stores.filter(({ status }) => status === "failed").map(({ store }) => store);
  if (failed.length > 0) {
    const message = "Some stores could not be read back empty.";
    throw new AppError("unavailable", "erasure-incomplete", message, { id, failed });
  }
  const delaySeconds = Math.min(DELAY_MAX_SECONDS, LOOK_AGAIN_SECONDS * attempts);
  await queues.send("erase", [{ ...eraseMessage({ tenant_id, erasure_id: id }), delaySeconds }]);
}
