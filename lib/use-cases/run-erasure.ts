import { type ErasureView, erasureView, isComplete } from "../domain/erasure.ts";
import { AppError } from "../domain/errors.ts";
import type { TenantId } from "../domain/ids.ts";
import type { Erasure } from "../domain/records.ts";
import { tenantScope } from "../domain/tenant-scope.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { type RemovalPorts, removeEverywhere } from "./erasure/remove-everywhere.ts";

export { type EraseMessage, eraseMessageSchema } from "./erasure/erase-message.ts";

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
  status === "completed" ? Date.parse(close_after) <= now.getTime() : status !== "closed";

async function pass(ports: RunErasurePorts, documents: TenantDocuments, erasure: Erasure): Promise<Erasure> {
  const attempts = erasure.attempts + 1;
  const isSecond = erasure.status === "completed";
  const { id } = erasure;
  await documents.update("erasures", { id, set: { attempts, ...(!isSecond && { status: "running" }) } });
  const stores = await removeEverywhere(ports, { documents, erasure });
  const status = !isComplete(stores) ? "running" : isSecond ? "closed" : "completed";
  await documents.update("erasures", { id, set: { stores, status } });
  if (status === "running") {
    const failed = stores.filter((store) => store.status !== "done").map(({ store }) => store);
    throw new AppError("unavailable", "erasure-incomplete", "Some stores could not be read back empty.", {
      id,
      failed,
    });
  }
  return { ...erasure, attempts, stores, status };
}
