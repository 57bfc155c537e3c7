import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createRig, type Rig } from "../../test/integration/pipeline/rig.ts";
import { registerTenant } from "../access/tenants.ts";
import { AppError } from "../domain/errors.ts";
import { LOCAL_TENANT, SHARED_TENANT, type TenantId, tenantIdSchema } from "../domain/ids.ts";
import { type Job, type JobMessage, jobMessageSchema, type Outcome, type Piece } from "./job.ts";
import { listJobs } from "./list-jobs.ts";
import type { JobPorts } from "./registry.ts";
import { runJob } from "./run-job.ts";

const ACME = tenantIdSchema.parse("acme");
const HOUR_MS = 3_600_000;

let rig: Rig;
let ran: Piece[];

beforeEach(async () => {
  rig = createRig();
  ran = [];
  for (const tenant of [ACME, LOCAL_TENANT]) await registerTenant(rig.ports, tenant);
});
afterEach(() => rig.close());

/** A job that writes down what it was given; hourly, one piece a tenant. */
const noting = (
  outcome: (piece: Piece) => Outcome = () => ({}),
  reach: Job<unknown>["reach"] = "tenants",
) => ({
  ...{
    name: "noting",
    everyMinutes: 60,
    reach,
    alarm: { what: "It was noted.", runbook: "scheduled-job-failed" },
  },
  run: async (_ports: unknown, piece: Piece) => {
    ran.push(piece);
    return outcome(piece);
  },
});

const ports = (): JobPorts => rig.as("run-job") as unknown as JobPorts;
const nowText = (): string => rig.ports.clock.now().toISOString();
const invocation = { remainingMs: () => 900_000 };

/** Hands every message in the queue over, as its worker would, until none is left; those that failed. */
async function work(job: Job<JobPorts>): Promise<JobMessage[]> {
  const failed: JobMessage[] = [];
  while (true) {
    const got = await rig.ports.queues.receive("jobs", { max: 10, visibilitySeconds: 60, waitSeconds: 0 });
    if (got.length === 0) return failed;
    await rig.ports.queues.acknowledge(
      "jobs",
      got.map(({ receipt }) => receipt),
    );
    for (const { body } of got) {
      const message = jobMessageSchema.parse(JSON.parse(body));
      await runJob(ports(), message, invocation, [job]).catch(() => failed.push(message));
    }
  }
}

const strike = (job: Job<JobPorts>, at = nowText()) =>
  runJob(ports(), { job: job.name, at }, invocation, [job]);

describe("a job", () => {
  it("has a piece for the common catalogue and each tenant, and for nobody else", async () => {
    const job = noting();
    await strike(job);
    await work(job);
    expect(ran.map(({ tenantId }) => tenantId).sort()).toEqual([ACME, LOCAL_TENANT, SHARED_TENANT].sort());
  });

  it("cuts the common catalogue up by the letters of ids, and no other tenant", async () => {
    const job = noting(undefined, "prefixes");
    await strike(job);
    await work(job);
    const shared = ran.filter(({ tenantId }) => tenantId === SHARED_TENANT);
    expect(new Set(shared.map(({ prefix }) => prefix)).size).toBe(32);
    expect(ran.filter(({ tenantId }) => tenantId === ACME)).toHaveLength(1);
  });

  it("whose piece fails for one tenant is done for the others", async () => {
    const job = noting(({ tenantId }) => {
      if (tenantId === ACME) throw new AppError("unavailable", "down", "Down.");
      return {};
    });
    await strike(job);
    const failed = await work(job);
    expect(failed.map(({ tenant_id }) => tenant_id)).toEqual([ACME]);
    expect(ran).toHaveLength(3);
  });

  it("that does not finish goes on where it stopped, in messages of its own", async () => {
    const job = noting(({ from }) => ({ next: from === "b" ? null : from === "a" ? "b" : "a" }));
    await runJob(ports(), { job: job.name, at: nowText(), tenant_id: ACME }, invocation, [job]);
    await work(job);
    expect(ran.map(({ from }) => from)).toEqual([null, "a", "b"]);
  });

  it("is done once, however often its message comes", async () => {
    const job = noting();
    const message = { job: job.name, at: nowText(), tenant_id: ACME };
    await runJob(ports(), message, invocation, [job]);
    expect(await runJob(ports(), message, invocation, [job])).toMatchObject({ outcome: "done-before" });
    expect(ran).toHaveLength(1);
  });

  it("that fell behind does a heap of old messages by one run", async () => {
    const job = noting();
    const old = [3, 2, 1].map((hours) => new Date(rig.ports.clock.now().getTime() - hours * HOUR_MS));
    for (const at of old)
      await runJob(ports(), { job: job.name, at: at.toISOString(), tenant_id: ACME }, invocation, [job]);
    expect(ran).toHaveLength(1);
  });

  it("is not begun anew while a run is under way, and is when that has died", async () => {
    const job = noting(() => ({ next: "more" }));
    await runJob(ports(), { job: job.name, at: nowText(), tenant_id: ACME }, invocation, [job]);
    rig.advance(60_000);
    const later = { job: job.name, at: nowText(), tenant_id: ACME };
    expect(await runJob(ports(), later, invocation, [job])).toMatchObject({ outcome: "under-way" });
    rig.advance(HOUR_MS);
    expect(await runJob(ports(), later, invocation, [job])).toMatchObject({ outcome: "goes-on" });
  });

  it("that somebody asks for while it runs is done once more, and what the clock asks for is not", async () => {
    const ask = async () => {
      const at = nowText();
      return runJob(ports(), { job: "noting", at, began: at, tenant_id: ACME }, invocation, [job]);
    };
    const outcomes: unknown[] = [];
    const job: Job<JobPorts> = {
      ...noting(),
      run: async (_, piece) => {
        ran.push(piece);
        if (ran.length > 1) return {};
        rig.advance(1_000);
        const strike = { job: "noting", at: nowText(), tenant_id: ACME };
        outcomes.push((await runJob(ports(), strike, invocation, [job])).outcome);
        outcomes.push((await ask()).outcome, (await ask()).outcome);
        return {};
      },
    };
    await ask();
    await work(job);
    expect(outcomes).toEqual(["under-way", "under-way", "under-way"]);
    expect(ran).toHaveLength(2);
    expect(await work(job)).toEqual([]);
  });

  it("comes again after it failed, without waiting for its lease", async () => {
    let isDown = true;
    const job = noting(() => {
      if (isDown) throw new AppError("unavailable", "down", "Down.");
      return {};
    });
    const message = { job: job.name, at: nowText(), tenant_id: ACME };
    await expect(runJob(ports(), message, invocation, [job])).rejects.toThrow("Down.");
    isDown = false;
    expect(await runJob(ports(), message, invocation, [job])).toMatchObject({ outcome: "done" });
  });

  it("is given what its last whole run left", async () => {
    const job = noting(() => ({ memo: "model-1" }));
    await runJob(ports(), { job: job.name, at: nowText(), tenant_id: ACME }, invocation, [job]);
    rig.advance(HOUR_MS);
    await runJob(ports(), { job: job.name, at: nowText(), tenant_id: ACME }, invocation, [job]);
    expect(ran.map(({ memo }) => memo)).toEqual([null, "model-1"]);
  });

  it("of an unknown name is refused", async () => {
    const unknown = runJob(ports(), { job: "nothing", at: nowText() }, invocation);
    await expect(unknown).rejects.toMatchObject({ kind: "invalid", code: "no-such-job" });
  });
});

describe("the list of jobs", () => {
  const listed = async (job: Job<JobPorts>) => (await listJobs(ports(), [job]))[0];
  const onlyAcme = (tenant: TenantId): Outcome => {
    if (tenant === ACME) throw new AppError("unavailable", "down", "Down.");
    return {};
  };

  it("says when each ran, when it will, and how many of its pieces are late", async () => {
    const job = noting(({ tenantId }) => onlyAcme(tenantId));
    expect(await listed(job)).toMatchObject({ last_at: null, next_at: null, pieces: 0, late: 0 });
    const first = nowText();
    await strike(job);
    await work(job);
    expect(await listed(job)).toMatchObject({ last_at: first, pieces: 4, late: 0 });
    rig.advance(1.5 * HOUR_MS);
    await strike(job);
    await work(job);
    rig.advance(HOUR_MS);
    expect(await listed(job)).toMatchObject({ late: 1, every_minutes: 60 });
  });
});
