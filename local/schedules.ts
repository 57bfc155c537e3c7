import { setTimeout as sleep } from "node:timers/promises";
import { MINUTE_MS } from "../lib/domain/durations.ts";
import { type Job, jobMessage } from "../lib/jobs/job.ts";
import { JOBS } from "../lib/jobs/registry.ts";
import { errorFields, type Log } from "../lib/lambda/log.ts";
import type { Queues } from "../lib/ports/queues.ts";

/** A job first waits a sixtieth of its period, so that rare jobs do not slow down a start. */
const FIRST_SHARE = 60;

type Clocked = Pick<Job<never>, "name" | "everyMinutes">;

/**
 * Does EventBridge Scheduler's part on one machine: sends a message to the queue of jobs at each strike of a job's
 * clock.
 */
export function startSchedules(
  queues: Queues,
  log: Log,
  jobs: readonly Clocked[] = JOBS,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = jobs.map((job) => strikeAgain(job, queues, stopping.signal, log));
  return {
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

async function strikeAgain(
  { name, everyMinutes }: Clocked,
  queues: Queues,
  stop: AbortSignal,
  log: Log,
): Promise<void> {
  const pause = (ms: number) => sleep(ms, undefined, { signal: stop, ref: false }).catch(() => undefined);
  await pause((everyMinutes * MINUTE_MS) / FIRST_SHARE);
  while (!stop.aborted) {
    try {
      await queues.send("jobs", [jobMessage({ job: name, at: new Date().toISOString() })]);
    } catch (error) {
      log.error("schedule failed", { job: name, ...errorFields(error) });
    }
    await pause(everyMinutes * MINUTE_MS);
  }
}
