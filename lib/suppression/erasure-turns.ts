import type { Erasure } from "../domain/records.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import type { Ports } from "../ports/ports.ts";
import { changeErasure } from "./change-erasure.ts";
import { eraseMessage } from "./erase-message.ts";

/*
 * One live message an erasure, whatever happens. Each pass has a turn. A process that wants the next one raises the
 * turn by a conditional write, which one can win, and then sends the message that names it; a message of an earlier
 * turn does nothing. One that dies between the two leaves `sent` behind `turn`: the next process, be it the old message
 * delivered again, a caller who asks again or the sweep, sends in his place.
 */

export type Call = NonNullable<Erasure["call"]>;

type TurnPorts = Pick<Ports, "openDocuments" | "queues">;

/** Longer than a message whose worker died stays hidden: six times the worker's two minutes. */
export const PATIENCE_MS = 15 * 60_000;

export const callOf = ({ call, received_at }: Pick<Erasure, "call" | "received_at">): Call =>
  call ?? { turn: 1, sent: 0, at: received_at, expected_by: received_at };

/** The same turn, believed to be on its way for this time from now on. */
export const renewed = (call: Call, now: Date, patienceMs = PATIENCE_MS): Call => ({
  ...call,
  at: now.toISOString(),
  expected_by: new Date(now.getTime() + patienceMs).toISOString(),
});

export const nextTurn = (call: Call, now: Date, patienceMs = PATIENCE_MS): Call =>
  renewed({ ...call, turn: call.turn + 1 }, now, patienceMs);

/** Whether the turn's message must have been lost. A call from the future was made before the clock was set back. */
export const isOverdue = ({ at, expected_by }: Call, now: Date): boolean =>
  Date.parse(expected_by) <= now.getTime() || Date.parse(at) > now.getTime();

/** Sends the message of the turn that is due, and notes that it is sent. */
export async function sendTurn(
  { openDocuments, queues }: TurnPorts,
  erasure: Erasure,
  delaySeconds = 0,
): Promise<void> {
  const { id, tenant_id } = erasure;
  const { turn } = callOf(erasure);
  const message = eraseMessage({ tenant_id, erasure_id: id, turn });
  await queues.send("erase", [{ ...message, ...(delaySeconds > 0 && { delaySeconds }) }]);
  const documents = openDocuments(ownScope(tenant_id));
  await changeErasure(documents, id, (current) => {
    const call = callOf(current);
    return call.sent < turn ? { call: { ...call, sent: turn } } : null;
  });
}
