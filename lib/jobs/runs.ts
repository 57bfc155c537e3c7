import { eq } from "../domain/condition.ts";
import { isoAfter, MINUTE_MS } from "../domain/durations.ts";
import { SYSTEM_TENANT } from "../domain/ids.ts";
import type { JobRun } from "../domain/job-run.ts";
import { SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import type { Ports } from "../ports/ports.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import type { Job, JobMessage } from "./job.ts";

export type RunPorts = Pick<Ports, "openDocuments" | "clock">;

type Clocked = Pick<Job<never>, "name" | "everyMinutes">;

/** A run that was not heard of for this long has died, since no host lets a function run longer. */
const LEASE_MS = 20 * MINUTE_MS;

export interface BegunRun {
  readonly state: "begun";
  readonly id: string;
  readonly began: string;
  readonly memo: string | null;
}

/** The id of a piece's record. The job's own record, which holds its last strike, has only the job's name. */
export const runIdOf = ({ name }: Clocked, { tenant_id, prefix }: JobMessage): string =>
  [name, tenant_id, prefix].filter((part) => part !== undefined).join("/");

/** When the last strike of a job's clock was answered; null: never. */
export async function struckAt(
  documents: TenantDocuments,
  job: Pick<Job<never>, "name" | "everyMinutes" | "reach">,
): Promise<string | null> {
  const whole = job.reach === "system" ? { tenant_id: SYSTEM_TENANT } : {};
  const last = await documents.get("job_runs", runIdOf(job, { job: job.name, at: "", ...whole }));
  return last?.covered_at || null;
}

/** Reserves a piece for this run, unless another run is doing it or has done it. */
export async function beginRun(
  { openDocuments, clock }: RunPorts,
  job: Clocked,
  message: JobMessage,
): Promise<BegunRun | { readonly state: "done-before" | "under-way" }> {
  const documents = openDocuments(SYSTEM_SCOPE);
  const id = runIdOf(job, message);
  const now = clock.now();
  const began = message.began ?? now.toISOString();
  const known = await documents.get("job_runs", id);
  if (known && known.covered_at >= message.at) return { state: "done-before" };
  if (known && isAnothers(known, began, now)) {
    const isLeft = !isRequest(message) || message.at <= known.began_at;
    if (isLeft || (await noteAsked(documents, known, message.at))) return { state: "under-way" };
    return beginRun({ openDocuments, clock }, job, message);
  }
  const set = { began_at: began, busy_until: leaseFrom(now) };
  const begun: BegunRun = { state: "begun", id, began, memo: known?.memo || null };
  if (known) {
    const when = [eq("busy_until", known.busy_until)];
    const isOurs = await documents.update("job_runs", { id, set, when });
    return isOurs ? begun : beginRun({ openDocuments, clock }, job, message);
  }
  const fresh = { ...set, job: job.name, covered_at: "", memo: "", late_after: lateAfter(job, began) };
  const [outcome] = await documents.upsertMany("job_runs", [{ id, version: "1", set: fresh }]);
  return outcome === "inserted" ? begun : beginRun({ openDocuments, clock }, job, message);
}

/** Somebody asks for what was written just now; the clock does not. */
const isRequest = ({ began, from }: JobMessage): boolean => began !== undefined && from === undefined;

/**
 * The run under way may have looked before what is asked for was written, so it asks for another when it ends. Returns
 * false if it has ended.
 */
const noteAsked = (
  documents: TenantDocuments,
  { id, busy_until }: JobRun,
  asked_at: string,
): Promise<boolean> =>
  documents.update("job_runs", { id, set: { asked_at }, when: [eq("busy_until", busy_until)] });

const isAnothers = ({ busy_until, began_at }: JobRun, began: string, now: Date): boolean =>
  busy_until > now.toISOString() && began_at !== began;

const leaseFrom = (now: Date): string => isoAfter(now, LEASE_MS);

/** Called before the message that continues is sent. */
export async function renewRun({ openDocuments, clock }: RunPorts, { id }: BegunRun): Promise<void> {
  await openDocuments(SYSTEM_SCOPE).update("job_runs", { id, set: { busy_until: leaseFrom(clock.now()) } });
}

/** Called after a failure, so that the repeated message need not wait for the lease. */
export async function giveUpRun({ openDocuments }: RunPorts, { id }: BegunRun): Promise<void> {
  await openDocuments(SYSTEM_SCOPE).update("job_runs", { id, set: { busy_until: "" } });
}

/** Returns when somebody asked for another run meanwhile; null: nobody did. */
export async function endRun(
  { openDocuments }: RunPorts,
  job: Clocked,
  { id, began }: BegunRun,
  memo: string | undefined,
): Promise<string | null> {
  const documents = openDocuments(SYSTEM_SCOPE);
  const set = { busy_until: "", covered_at: began, late_after: lateAfter(job, began) };
  await documents.update("job_runs", { id, set: { ...set, ...(memo !== undefined && { memo }) } });
  const asked = (await documents.get("job_runs", id))?.asked_at ?? "";
  return asked > began ? asked : null;
}

/** A piece is late when its clock has struck twice since its last complete run began. */
const lateAfter = ({ everyMinutes }: Clocked, began: string): string =>
  new Date(Date.parse(began) + 2 * everyMinutes * MINUTE_MS).toISOString();
