import { setTimeout as sleep } from "node:timers/promises";
import { MINUTE_MS } from "../lib/domain/durations.ts";
import { SYSTEM_SCOPE } from "../lib/domain/tenant-scope.ts";
import { type Job, jobMessage } from "../lib/jobs/job.ts";
import { JOBS } from "../lib/jobs/registry.ts";
import { type RunPorts, struckAt } from "../lib/jobs/runs.ts";
import { errorFields, type Log } from "../lib/lambda/log.ts";
import type { Queues } from "../lib/ports/queues.ts";

/** A job first waits a sixtieth of its period, so that rare jobs do not slow down a start. */
const FIRST_SHARE = 60;
/** A job that is due waits no longer than this. Otherwise a system that never runs for long would never do it. */
const DUE_WAITS_MS = 3 * MINUTE_MS;

type Clocked = Pick<Job<never>, "name" | "everyMinutes" | "reach">;
type SchedulePorts = RunPorts & { readonly queues: Queues };
type Pause = (ms: number, signal: AbortSignal) => Promise<unknown>;

const pauseFor: Pause = (ms, signal) => sleep(ms, undefined, { signal, ref: false });

/**
 * Does EventBridge Scheduler's part on one machine: sends a message to the queue of jobs at each strike of a job's
 * clock.
 */
export function startSchedules(
  ports: SchedulePorts,
  log: Log,
  { jobs = JOBS, pause = pauseFor }: { readonly jobs?: readonly Clocked[]; readonly pause?: Pause } = {},
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const wait = (ms: number) => pause(ms, signal).catch(() => undefined);
  const running = jobs.map((job) => strikeAgain(job, ports, { signal, wait, log }));
  return {
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

interface Clockwork {
  readonly signal: AbortSignal;
  readonly wait: (ms: number) => Promise<unknown>;
  readonly log: Log;
}

async function strikeAgain(
  job: Clocked,
  ports: SchedulePorts,
  { signal, wait, log }: Clockwork,
): Promise<void> {
  const { name, everyMinutes } = job;
  const failed = (error: unknown) => log.error("schedule failed", { job: name, ...errorFields(error) });
  await wait(
    await firstWait(job, ports).catch((error: unknown) => {
      failed(error);
      return DUE_WAITS_MS;
    }),
  );
  while (!signal.aborted) {
    const at = new Date().toISOString();
    await ports.queues.send("jobs", [jobMessage({ job: name, at })]).catch(failed);
    await wait(everyMinutes * MINUTE_MS);
  }
}

async function firstWait(job: Clocked, { openDocuments, clock }: SchedulePorts): Promise<number> {
  const period = job.everyMinutes * MINUTE_MS;
  const last = await struckAt(openDocuments(SYSTEM_SCOPE), job);
  const untilDue = last === null ? 0 : Date.parse(last) + period - clock.now().getTime();
  return Math.min(period / FIRST_SHARE, Math.max(DUE_WAITS_MS, untilDue));
}
