import { setTimeout as sleep } from "node:timers/promises";
import { type Job, jobMessage } from "../lib/jobs/job.ts";
import { JOBS } from "../lib/jobs/registry.ts";
import { errorFields, type Log } from "../lib/lambda/log.ts";
import type { Queues } from "../lib/ports/queues.ts";

const MINUTE_MS = 60_000;
/** Before its first strike a job waits a sixtieth of its clock: a start shall not wait for what is seldom. */
const FIRST_SHARE = 60;

type Clocked = Pick<Job<never>, "name" | "everyMinutes">;

/** EventBridge Scheduler's part on one machine: at each strike of a job's clock, a message in the queue of jobs. */
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
