import type { Consumers } from "../../lib/ports/consumers.ts";

/** Which queues are paused, for as long as the test runs. */
export function memoryConsumers(): Consumers {
  const reasons = new Map<string, string>();
  return {
    pause: async (queue, reason) => void reasons.set(queue, reason),
    resume: async (queue) => void reasons.delete(queue),
    async state(queue) {
      const reason = reasons.get(queue) ?? null;
      return { paused: reason !== null, reason };
    },
  };
}
