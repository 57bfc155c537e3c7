import { MINUTE_MS } from "../domain/durations.ts";
import { AppError } from "../domain/errors.ts";
import { SHARED_TENANT, SYSTEM_TENANT, type TenantId, tenantIdSchema } from "../domain/ids.ts";
import { SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import type { Ports } from "../ports/ports.ts";
import { type Job, type JobAlarm, type JobMessage, jobMessage, type Outcome } from "./job.ts";
import { JOBS, type JobPorts } from "./registry.ts";
import { beginRun, endRun, giveUpRun, renewRun } from "./runs.ts";

export { jobMessageSchema } from "./job.ts";

/** What one message did. For the log. */
export interface JobReport {
  readonly job: string;
  readonly tenant: TenantId | null;
  readonly outcome: "done" | "goes-on" | "done-before" | "under-way";
  readonly alarms: readonly JobAlarm[];
  readonly figures: Readonly<Record<string, number>>;
}

/**
 * A piece stops after this time and continues in a new message, so that long work of one tenant leaves room for others.
 */
const SLICE_MS = 2 * MINUTE_MS;
/** The prefix of all creator ids. */
const WHOLE = "c_";
/** Kept back for the last page and the message that continues. */
const RESERVE_MS = 20_000;

/**
 * The worker of the queue `jobs`: gives every piece of a job its message, or does one piece. Only one run of a piece is
 * under way at a time. A run that began after a message's time has already done what the message asks for. If somebody
 * asks for a piece while it is done, it is done once more.
 * @throws AppError `invalid`, code `no-such-job`. What the job throws: its message then comes again, and no other
 * message waits.
 */
export async function runJob(
  ports: JobPorts,
  message: JobMessage,
  invocation: { readonly remainingMs: () => number },
  jobs: readonly Job<JobPorts>[] = JOBS,
): Promise<JobReport> {
  const job = jobs.find(({ name }) => name === message.job);
  if (!job) throw new AppError("invalid", "no-such-job", "No job has this name.", { job: message.job });
  const own = job.reach === "system" ? { tenant_id: SYSTEM_TENANT, ...message } : message;
  const startedAt = ports.clock.now().getTime();
  const remainingMs = () =>
    Math.min(startedAt + SLICE_MS - ports.clock.now().getTime(), invocation.remainingMs() - RESERVE_MS);
  return runPiece(ports, job, own, remainingMs);
}

async function runPiece(
  ports: JobPorts,
  job: Job<JobPorts>,
  message: JobMessage,
  remainingMs: () => number,
): Promise<JobReport> {
  const report = (
    outcome: JobReport["outcome"],
    { alarms = [], figures = {} }: Pick<Outcome, "alarms" | "figures"> = {},
  ): JobReport => ({ job: job.name, tenant: message.tenant_id ?? null, outcome, alarms, figures });
  const run = await beginRun(ports, job, message);
  if (run.state !== "begun") return report(run.state);
  const done = await outcomeOf(ports, job, message, { memo: run.memo, remainingMs }).catch(
    async (error: unknown) => {
      await giveUpRun(ports, run);
      throw error;
    },
  );
  if (done.next) {
    await renewRun(ports, run);
    await ports.queues.send("jobs", [jobMessage({ ...message, began: run.began, from: done.next })]);
    return report("goes-on", done);
  }
  const asked = await endRun(ports, job, run, done.memo);
  if (asked) {
    const { tenant_id, prefix } = message;
    await ports.queues.send("jobs", [
      jobMessage({ job: job.name, at: asked, began: asked, tenant_id, prefix }),
    ]);
  }
  return report("done", done);
}

async function outcomeOf(
  ports: JobPorts,
  job: Job<JobPorts>,
  message: JobMessage,
  { memo, remainingMs }: { readonly memo: string | null; readonly remainingMs: () => number },
): Promise<Outcome> {
  const { at, tenant_id: tenantId, prefix = WHOLE, from = null } = message;
  if (tenantId === undefined) return { next: await strike(ports, job, message, remainingMs) };
  return job.run(ports, { tenantId, prefix, at: new Date(at), from, memo, remainingMs });
}

type StrikePorts = Pick<Ports, "openDocuments" | "queues">;

/** The characters that may follow `c_` in an id: lib/domain/ids.ts. */
const ID_LETTERS = [..."0123456789abcdefghjkmnpqrstvwxyz"];

/**
 * Gives every piece of a job its message, tenant by tenant.
 * @returns the tenant after which the rest continues when time is over; null at the end.
 */
async function strike(
  { openDocuments, queues }: StrikePorts,
  job: Pick<Job<never>, "name" | "reach">,
  { at, from }: Pick<JobMessage, "at" | "from">,
  remainingMs: () => number,
): Promise<string | null> {
  const send = (pieces: readonly Pick<JobMessage, "tenant_id" | "prefix">[]) =>
    queues.send(
      "jobs",
      pieces.map((piece) => jobMessage({ job: job.name, at, ...piece })),
    );
  if (from === undefined) await send(piecesOfSystem(job));
  for await (const page of openDocuments(SYSTEM_SCOPE).scan("tenants", "", from)) {
    const tenants = page.map(({ id }) => tenantIdSchema.parse(id));
    await send(tenants.filter((tenant) => tenant !== SHARED_TENANT).map((tenant_id) => ({ tenant_id })));
    if (remainingMs() <= 0) return tenants.at(-1) ?? null;
  }
  return null;
}

/**
 * The common catalogue has no record as a tenant, so it is added here. The system's own records are added if the job
 * asks for them.
 */
function piecesOfSystem({ reach }: Pick<Job<never>, "reach">) {
  const whole = (tenant_id: TenantId) => [{ tenant_id }];
  if (reach === "prefixes")
    return ID_LETTERS.map((letter) => ({ tenant_id: SHARED_TENANT, prefix: `c_${letter}` }));
  return [...whole(SHARED_TENANT), ...(reach === "and-system" ? whole(SYSTEM_TENANT) : [])];
}
