import { isAppError } from "../domain/errors.ts";
import type { QueueDepth, QueueName, Queues } from "../ports/queues.ts";
import type { EmbedQueue } from "./embed-message.ts";

/** The methods of another region's queues that this region calls. */
export type QueuesElsewhere = Pick<Queues, "send" | "depth">;

const FED: readonly string[] = ["embed-high", "embed-low"] satisfies readonly EmbedQueue[];
const isFed = (queue: QueueName): boolean => FED.includes(queue);

/** For a region that does not answer: its messages count as waiting, so that the sweep does not send more. */
const UNKNOWN: QueueDepth = { visible: 1, inFlight: 0, delayed: 0, oldestAgeSeconds: null };

/**
 * This region's queues. Messages to embed also go to the queues of every other region, because each region fills its
 * own index. If a region does not answer, nobody waits for it and nothing is lost: its mark stays behind the creator's
 * document, and the sweep finds it. Depths add up all regions, so that the sweep waits for the slowest.
 */
export const regionalQueues = (queues: Queues, others: readonly QueuesElsewhere[]): Queues => ({
  async send(queue, messages) {
    const elsewhere = isFed(queue) ? others : [];
    await Promise.all([
      queues.send(queue, messages),
      ...elsewhere.map((other) => other.send(queue, messages).catch(whereOut(undefined))),
    ]);
  },
  receive: (queue, options) => queues.receive(queue, options),
  acknowledge: (queue, receipts) => queues.acknowledge(queue, receipts),
  release: (queue, receipts, delaySeconds) => queues.release(queue, receipts, delaySeconds),
  async depth(queue) {
    const elsewhere = isFed(queue) ? others : [];
    const [own, ...depths] = await Promise.all([
      queues.depth(queue),
      ...elsewhere.map((other) => other.depth(queue).catch(whereOut(UNKNOWN))),
    ]);
    return depths.reduce(together, own);
  },
});

const together = (a: QueueDepth, b: QueueDepth): QueueDepth => ({
  visible: a.visible + b.visible,
  inFlight: a.inFlight + b.inFlight,
  delayed: a.delayed + b.delayed,
  // Null if one of them does not tell.
  oldestAgeSeconds:
    a.oldestAgeSeconds === null || b.oldestAgeSeconds === null
      ? null
      : Math.max(a.oldestAgeSeconds, b.oldestAgeSeconds),
});

const whereOut =
  <T>(answer: T) =>
  (error: unknown): T => {
    if (!isAppError(error) || error.kind !== "unavailable") throw error;
    return answer;
  };
