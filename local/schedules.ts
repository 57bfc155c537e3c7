import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { ScheduledEvent } from "aws-lambda";
import { errorFields, type Log } from "../lib/lambda/log.ts";
import type { LocalFunctions, ScheduleHandler } from "./functions.ts";
import { lambdaContext } from "./lambda-context.ts";

type ScheduleName = keyof LocalFunctions["schedules"];

const MINUTE_MS = 60_000;

/** The longest that Lambda gives. */
const TIMEOUT_MS = 15 * MINUTE_MS;

interface Times {
  /** Before the first run, which takes up what the last end left open: what a start shall not wait for comes later. */
  readonly afterMs: number;
  readonly everyMs: number;
}

const TIMES: Readonly<Record<ScheduleName, Times>> = {
  "sweep-index": { afterMs: 2_000, everyMs: 5 * MINUTE_MS },
  // DESIGN "PII and erasure": a sweep every 15 minutes retries what is open.
  "sweep-erasures": { afterMs: 5_000, everyMs: 15 * MINUTE_MS },
  "wrap-digests": { afterMs: 20_000, everyMs: 15 * MINUTE_MS },
  "plan-crawl": { afterMs: 5_000, everyMs: MINUTE_MS },
  "verify-erasures": { afterMs: 15 * MINUTE_MS, everyMs: 24 * 60 * MINUTE_MS },
  // These two go through every creator and every stored object.
  "benchmark-quality": { afterMs: 5 * MINUTE_MS, everyMs: 60 * MINUTE_MS },
  "sweep-retention": { afterMs: 10 * MINUTE_MS, everyMs: 60 * MINUTE_MS },
  // Begins the day's backup, or goes on with it; the drill reads a sample of the latest.
  "back-up-vectors": { afterMs: 30 * MINUTE_MS, everyMs: 60 * MINUTE_MS },
  "verify-backup": { afterMs: 3 * 60 * MINUTE_MS, everyMs: 7 * 24 * 60 * MINUTE_MS },
};

/** EventBridge Scheduler's part on one machine. A run that fails is logged, and comes again at its next time. */
export function startSchedules(functions: LocalFunctions["schedules"], log: Log): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = Object.entries(TIMES).map(([name, times]) =>
    isSchedule(functions, name) ? repeat(name, functions[name], times, stopping.signal, log) : undefined,
  );
  return {
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

const isSchedule = (functions: LocalFunctions["schedules"], name: string): name is ScheduleName =>
  Object.hasOwn(functions, name);

async function repeat(
  name: ScheduleName,
  handler: ScheduleHandler,
  { afterMs, everyMs }: Times,
  stop: AbortSignal,
  log: Log,
): Promise<void> {
  const pause = (ms: number) => sleep(ms, undefined, { signal: stop, ref: false }).catch(() => undefined);
  await pause(afterMs);
  while (!stop.aborted) {
    try {
      await handler(scheduledEvent(name), lambdaContext(name, randomUUID(), { timeoutMs: TIMEOUT_MS, stop }));
    } catch (error) {
      log.error("schedule failed", { schedule: name, ...errorFields(error) });
    }
    await pause(everyMs);
  }
}

const scheduledEvent = (name: ScheduleName): ScheduledEvent => ({
  version: "0",
  id: randomUUID(),
  "detail-type": "Scheduled Event",
  source: "aws.scheduler",
  account: "local",
  time: new Date().toISOString(),
  region: "local",
  resources: [name],
  detail: {},
});
