import {
  type ErasureView,
  erasureView,
  inRegions,
  isComplete,
  isOpen,
  isReached,
} from "../domain/erasure.ts";
import type { TenantId } from "../domain/ids.ts";
import type { Erasure } from "../domain/records.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import {
  changeErasure,
  type ErasureChange,
  noteFinding,
  requireErasure,
} from "../suppression/change-erasure.ts";
import type { EraseMessage } from "../suppression/erase-message.ts";
import { callOf, nextTurn, PATIENCE_MS, renewed, sendTurn } from "../suppression/erasure-turns.ts";
import { anotherRound, type Reach } from "../suppression/reach.ts";
import { failedStores, throwWhereFailed } from "./incomplete.ts";
import { reachTenants } from "./reach-tenants.ts";
import { type RemovalPorts, removeEverywhere } from "./remove-everywhere.ts";
import { runPart } from "./run-part.ts";
import { ownRemovalOf } from "./stores.ts";
import { tellWebhooks } from "./tell-webhooks.ts";

export { type EraseMessage, eraseMessageSchema } from "../suppression/erase-message.ts";

export type RunErasurePorts = RemovalPorts;

export interface RunErasureRequest {
  readonly tenantId: TenantId;
  readonly erasureId: string;
  /** From the message. A pass of an earlier turn than the due one is not made. */
  readonly turn?: number | undefined;
  /** The tenant whose part of an erasure everywhere this is about. */
  readonly part?: TenantId | undefined;
}

export const requestOf = ({ tenant_id, erasure_id, turn, part }: EraseMessage): RunErasureRequest => ({
  ...{ tenantId: tenant_id, erasureId: erasure_id, turn, part },
});

/**
 * The worker behind the queue `erase`. It takes an erasure's creators out of every store, reads each store back and
 * keeps the evidence. The first whole pass completes the erasure. A second one, later than any message can live,
 * closes it. Between the two, and afterwards, there is nothing to do.
 * @throws AppError `not-found`; `unavailable`, code `erasure-incomplete`, when a store still has to be asked again.
 */
export async function runErasure(
  ports: RunErasurePorts,
  { tenantId, erasureId, turn, part }: RunErasureRequest,
): Promise<ErasureView> {
  const documents = ports.openDocuments(ownScope(tenantId));
  const erasure = await requireErasure(documents, erasureId);
  if (part !== undefined) {
    await runPart(ports, documents, erasure, part);
    return erasureView(erasure);
  }
  if (!isDue(erasure, ports.clock.now())) return erasureView(erasure);
  const call = callOf(erasure);
  if (turn === undefined || turn >= call.turn) return erasureView(await runPass(ports, documents, erasure));
  // A later message takes this one's place, unless its sender died before it sent it.
  if (call.sent < call.turn) await sendTurn(ports, erasure);
  return erasureView(erasure);
}

/** Whether a first or second pass is due now. */
export const isDue = ({ status, close_after }: Erasure, now: Date): boolean =>
  status === "completed" ? Date.parse(close_after) <= now.getTime() : isOpen({ status });

async function runPass(ports: RunErasurePorts, documents: TenantDocuments, asked: Erasure): Promise<Erasure> {
  const { clock } = ports;
  const isSecond = asked.status === "completed";
  const begun = await changeErasure(documents, asked.id, (current) => ({
    attempts: current.attempts + 1,
    status: current.status === "accepted" ? "running" : current.status,
    call: renewed(callOf(current), clock.now()),
    stores: inRegions(current.stores, ports.regions),
    ...(isSecond && current.reach && !current.reach.is_last && { reach: lastRound(current.reach) }),
  }));
  const removal = ownRemovalOf(ports, begun);
  await tellWebhooks(ports, removal);
  await removeEverywhere(ports, removal, (place, finding) =>
    noteFinding(documents, begun.id, place, finding, clock.now().toISOString()),
  );
  await reachTenants(ports, documents, begun);
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

const lastRound = (reach: Reach): Reach => anotherRound(reach, { is_last: true });

/** Reads what the evidence says by now, to which another worker may have added, and the turn that follows. */
function endOf(current: Erasure, begun: Erasure, isSecond: boolean, now: Date): ErasureChange | null {
  const { status, stores, completed_at, close_after } = current;
  const call = callOf(current);
  if (status === "closed") return null;
  if (current.asked === begun.asked && isComplete(stores) && isReached(current)) {
    const at = now.toISOString();
    const completed = { completed_at: completed_at ?? at };
    const { reach } = current;
    return isSecond || reach?.is_last
      ? { ...completed, status: "closed", closed_at: at, ...(reach && { reach: { ...reach, sealed: null } }) }
      : { ...completed, status: "completed", call: { ...call, at, expected_by: close_after } };
  }
  const running = { status: "running" as const };
  // If a pass fails, the queue repeats its message. The process that raises the turn sends the next one.
  if (failedStores(current).length > 0 || call.turn !== callOf(begun).turn) return running;
  return { ...running, call: nextTurn(call, now, delayAfter(current) * 1_000 + PATIENCE_MS) };
}

/**
 * Seconds until it looks again at a store that it only waits for: twice as long each time, up to the longest delay of
 * a queue.
 */
const LOOK_AGAIN_SECONDS = 2;
const DELAY_MAX_SECONDS = 900;

const delayAfter = ({ attempts }: Erasure): number =>
  Math.min(DELAY_MAX_SECONDS, LOOK_AGAIN_SECONDS * 2 ** Math.min(attempts - 1, 10));
