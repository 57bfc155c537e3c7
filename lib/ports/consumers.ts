import type { WorkQueue } from "./queues.ts";

/** Whether the consumers of a queue read it. */
export interface Consumers {
  pause(queue: WorkQueue, reason: string): Promise<void>;
  resume(queue: WorkQueue): Promise<void>;
  state(queue: WorkQueue): Promise<{ readonly paused: boolean; readonly reason: string | null }>;
}
