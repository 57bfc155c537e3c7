import { atLeast, atMost, eq } from "../domain/condition.ts";
import { MINUTE_MS } from "../domain/durations.ts";
import type { JobView } from "../domain/job-run.ts";
import { SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import type { Job } from "./job.ts";
import { JOBS } from "./registry.ts";
import { type RunPorts, struckAt } from "./runs.ts";

type Clocked = Pick<Job<never>, "name" | "everyMinutes" | "reach">;

/** The state of each job: when it struck last and will strike next, and which of its pieces are late. */
export async function listJobs(ports: RunPorts, jobs: readonly Clocked[] = JOBS): Promise<JobView[]> {
  const documents = ports.openDocuments(SYSTEM_SCOPE);
  const now = ports.clock.now().toISOString();
  return Promise.all(
    jobs.map(async (job): Promise<JobView> => {
      const last_at = await struckAt(documents, job);
      const ofJob = eq("job", job.name);
      const [pieces, late, under_way] = await Promise.all([
        documents.count("job_runs", [ofJob]),
        documents.count("job_runs", [ofJob, atMost("late_after", now)]),
        documents.count("job_runs", [ofJob, atLeast("busy_until", now)]),
      ]);
      const next = last_at === null ? null : Date.parse(last_at) + job.everyMinutes * MINUTE_MS;
      return {
        ...{ name: job.name, every_minutes: job.everyMinutes, last_at },
        next_at: next === null ? null : new Date(next).toISOString(),
        ...{ pieces, late, under_way },
      };
    }),
  );
}
