import type { QueueView } from "../domain/api/system-operations.ts";
import type { Ports } from "../ports/ports.ts";
import { QUEUES, type WorkQueue } from "../ports/queues.ts";

export type QueuePorts = Pick<Ports, "queues" | "consumers">;

/** Every queue, with its dead letters. */
export const listQueues = (ports: QueuePorts): Promise<QueueView[]> =>
  Promise.all(QUEUES.map((name) => queueView(ports, name)));

async function queueView({ queues, consumers }: QueuePorts, name: WorkQueue): Promise<QueueView> {
  const [depth, dead, { paused, reason }] = await Promise.all([
    queues.depth(name),
    queues.depth(`${name}-dead`),
    consumers.state(name),
  ]);
  return {
    name,
    visible: depth.visible,
    in_flight: depth.inFlight,
    delayed: depth.delayed,
    oldest_age_seconds: depth.oldestAgeSeconds,
    dead: dead.visible,
    paused: paused ? (reason ?? "paused") : null,
  };
}
