import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SYSTEM_SCOPE } from "../lib/domain/tenant-scope.ts";
import { silentLog } from "../test/e2e/running-system.ts";
import { createRig, type Rig } from "../test/integration/pipeline/rig.ts";
import { startSchedules } from "./schedules.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const HOURLY = { name: "hourly", everyMinutes: 60, reach: "tenants" } as const;
const DAILY = { name: "daily", everyMinutes: 24 * 60, reach: "tenants" } as const;
const WEEKLY = { name: "weekly", everyMinutes: 7 * 24 * 60, reach: "system" } as const;

let rig: Rig;
beforeEach(() => {
  rig = createRig();
});
afterEach(() => rig.close());

/** The minutes that each job waits before its first strike. */
async function firstWaits(jobs: readonly (typeof HOURLY | typeof DAILY | typeof WEEKLY)[]) {
  const waits: number[] = [];
  for (const job of jobs) {
    const waited = Promise.withResolvers<number>();
    const pause = (ms: number, signal: AbortSignal) => {
      waited.resolve(ms / MINUTE_MS);
      return new Promise((resolve) => signal.addEventListener("abort", resolve));
    };
    const schedules = startSchedules(rig.ports, silentLog, { jobs: [job], pause });
    waits.push(await waited.promise);
    await schedules.stop();
  }
  return waits;
}

const ranAgo = (id: string, ms: number) => {
  const at = new Date(rig.ports.clock.now().getTime() - ms).toISOString();
  const set = { job: id, began_at: at, busy_until: "", covered_at: at, late_after: at, memo: "" };
  return rig.ports.openDocuments(SYSTEM_SCOPE).upsertMany("job_runs", [{ id, version: "1", set }]);
};

describe("the clock of one machine", () => {
  it("begins jobs that never ran within minutes, so that a system that never runs for long does them too", async () => {
    expect(await firstWaits([HOURLY, DAILY, WEEKLY])).toEqual([1, 3, 3]);
  });

  it("begins jobs that are due since long within minutes", async () => {
    await ranAgo("daily", 2 * DAY_MS);
    await ranAgo("weekly/system", 8 * DAY_MS);
    expect(await firstWaits([DAILY, WEEKLY])).toEqual([3, 3]);
  });

  it("waits a sixtieth of the period where a job is not due, and no longer after a clock was set back", async () => {
    await ranAgo("daily", DAY_MS / 2);
    await ranAgo("weekly/system", -30 * DAY_MS);
    expect(await firstWaits([DAILY, WEEKLY])).toEqual([24, 168]);
  });
});
