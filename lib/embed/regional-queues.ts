import { isAppError } from "../domain/errors.ts";
import type { QueueName, Queues } from "../ports/queues.ts";
import type { EmbedQueue } from "./embed-message.ts";

/** What another region's queues are asked for from here. */
export type QueuesElsewhere = Pick<Queues, "send" | "depth">;

const FED: readonly string[] = ["embed-high", "embed-low"] satisfies readonly EmbedQueue[];
const isFed = (queue: QueueName): boolean => FED.includes(queue);

/**
 * The queues of this region; what is to be embedded goes to the queue of every other region as well, each of which
 * fills an index of its own. A region that does not answer holds nobody up and loses nothing: its mark stays behind on
 * the creator, where the sweep finds it. Depths count all regions, so that the sweep waits for the slowest.
 */
export const regionalQueues = (queues: Queues, others: readonly QueuesElsewhere[]): Queues => ({
  async send(queue, messages) {
    const elsewhere = isFed(queue) ? others : [];
    await Promise.all([
      queues.send(queue, messages),
      ...elsewhere.map((other) => other.send(queue, messages).catch(unlessOut)),
    ]);
  },
  receive: (queue, options) => queues.receive(queue, options),
  acknowledge: (queue, receipts) => queues.acknowledge(queue, receipts),
  release: (queue, receipts, delaySeconds) => queues.release(queue, receipts, delaySeconds),
  async depth(queue) {
    const own = await queues.depth(queue);
    if (!isFed(queue)) return own;
    const depths = await Promise.all(others.map((other) => other.depth(queue).catch(unlessOut)));
    return depths.reduce<typeof own>(
      (sum, depth) =>
        depth
          ? {
              visible: sum.visible + depth.visible,
              inFlight: sum.inFlight + depth.inFlight,
              delayed: sum.delayed + depth.delayed,
              oldestAgeSeconds: older(sum.oldestAgeSeconds, depth.oldestAgeSeconds),
            }
          : sum,
      own,
    );
  },
});

/** Null: one of them does not tell. */
const older = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : Math.max(a, b);

function unlessOut(error: unknown): undefined {
  if (!isAppError(error) || error.kind !== "unavailable") throw error;
}
