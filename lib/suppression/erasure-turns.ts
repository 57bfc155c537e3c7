import { isoAfter, MINUTE_MS } from "../domain/durations.ts";
import type { Erasure } from "../domain/records.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import type { Ports } from "../ports/ports.ts";
import { changeErasure } from "./change-erasure.ts";
import { eraseMessage } from "./erase-message.ts";

/*
 * Each erasure has one live message, whatever happens. Each pass has a turn. A process that wants the next pass raises
 * the turn by a conditional write, which only one process can win, and then sends the message that names the turn. A
 * message of an earlier turn does nothing. If the process dies between the two, `sent` stays behind `turn`. Then the
 * next process sends the message: the old message delivered again, a caller who asks again, or the sweep.
 */

export type Call = NonNullable<Erasure["call"]>;

type TurnPorts = Pick<Ports, "openDocuments" | "queues">;

/** Longer than the message of a worker that died stays hidden, which is six times the worker's two minutes. */
export const PATIENCE_MS = 15 * MINUTE_MS;

export const callOf = ({ call, received_at }: Pick<Erasure, "call" | "received_at">): Call =>
  call ?? { turn: 1, sent: 0, at: received_at, expected_by: received_at };

/** The same turn, believed from now on to be on its way for this time. */
export const renewed = (call: Call, now: Date, patienceMs = PATIENCE_MS): Call => ({
  ...call,
  at: now.toISOString(),
  expected_by: isoAfter(now, patienceMs),
});

export const nextTurn = (call: Call, now: Date, patienceMs = PATIENCE_MS): Call =>
  renewed({ ...call, turn: call.turn + 1 }, now, patienceMs);

/** Whether the turn's message must be lost. If the call lies in the future, the clock was set back. */
export const isOverdue = ({ at, expected_by }: Call, now: Date): boolean =>
  Date.parse(expected_by) <= now.getTime() || Date.parse(at) > now.getTime();

/** Sends the message of the due turn and notes that it was sent. */
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
