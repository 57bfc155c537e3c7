import type { Finding, QueueView } from "../domain/api/system-operations.ts";
import type { JobView } from "../domain/job-run.ts";
import { askParts, type HealthPorts, inTime, type PartAnswer } from "./check-health.ts";
import { listQueues, type QueuePorts } from "./list-queues.ts";

export type CheckSystemPorts = HealthPorts & QueuePorts;

/**
 * What is wrong with the running system's parts, queues and jobs, and what helps. A check that cannot be made is also a
 * finding. Changes nothing.
 */
export async function checkSystem(
  ports: CheckSystemPorts,
  listJobs: () => Promise<JobView[]>,
): Promise<Finding[]> {
  const [answers, waiting, jobs] = await Promise.all([
    askParts(ports),
    check(["dead letters", "consumers"], () => listQueues(ports), queueFindings),
    check(["jobs"], listJobs, jobFinding),
  ]);
  const folder = ports
    .folderTroubles()
    .map(({ part, says, remedy }) => wrong(`data folder: ${part}`, says, remedy));
  return [...answers.map(partFinding), ...folder, ...waiting, ...jobs];
}

const well = (part: string, says: string): Finding => ({ part, is_well: true, says, remedy: null });
const wrong = (part: string, says: string, remedy: string): Finding => ({
  part,
  is_well: false,
  says,
  remedy,
});

/** What the answer says about these parts. Without an answer in time, it reports that nothing is known of them. */
async function check<T>(
  parts: readonly string[],
  ask: () => Promise<T>,
  judge: (answer: T) => Finding[],
): Promise<Finding[]> {
  const asked = await inTime(ask);
  if ("answer" in asked) return judge(asked.answer);
  return parts.map((part) => wrong(part, "cannot be told: no answer", asked.remedy || ASK_THERE));
}

const ASK_THERE = "Run increator doctor where the system runs.";

const partFinding = ({ part, trouble, milliseconds }: PartAnswer): Finding =>
  trouble === null
    ? well(part, `answers in ${milliseconds} ms`)
    : wrong(part, "does not answer", trouble.remedy || ASK_THERE);

function queueFindings(queues: readonly QueueView[]): Finding[] {
  const dead = queues.filter((one) => one.dead > 0).map((one) => `${one.name}: ${one.dead}`);
  const paused = queues.filter((one) => one.paused !== null).map((one) => `${one.name}: ${one.paused}`);
  return [
    dead.length === 0
      ? well("dead letters", "none")
      : wrong("dead letters", dead.join(", "), "docs/RUNBOOK.md, Dead letters."),
    paused.length === 0
      ? well("consumers", "all queues are read")
      : wrong("consumers", `paused: ${paused.join(", ")}`, "docs/RUNBOOK.md, Pause and resume."),
  ];
}

function jobFinding(jobs: readonly JobView[]): Finding[] {
  const late = jobs.filter((job) => job.late > 0).map(({ name }) => name);
  return [
    late.length === 0
      ? well("jobs", "none is late")
      : wrong("jobs", `late: ${late.join(", ")}`, "docs/RUNBOOK.md, Scheduled job failed."),
  ];
}
