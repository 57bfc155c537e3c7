import type { Command } from "commander";
import type { JobView } from "../../lib/domain/job-run.ts";
import { asking } from "../asking.ts";
import type { Io } from "../io.ts";
import { type Column, table } from "../table.ts";

const NEVER = "never";

const COLUMNS: readonly Column<JobView>[] = [
  { title: "JOB", cell: ({ name }) => name },
  { title: "EVERY", cell: ({ every_minutes }) => spanOf(every_minutes) },
  { title: "LAST", cell: ({ last_at }) => last_at ?? NEVER },
  { title: "NEXT", cell: ({ next_at }) => next_at ?? "" },
  { title: "PARTS", cell: ({ pieces }) => String(pieces) },
  { title: "UNDER WAY", cell: ({ under_way }) => String(under_way) },
  { title: "LATE", cell: ({ late }) => String(late) },
];

function spanOf(minutes: number): string {
  if (minutes % 1_440 === 0) return `${minutes / 1_440} d`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
}

const HELP = `
A part is one tenant's share of a job. It is late if it was not done during the job's last two turns:
docs/RUNBOOK.md, Scheduled job failed.`;

/** `increator jobs`. */
export function addJobs(program: Command, io: Io): void {
  program
    .command("jobs")
    .description("show the jobs of the clock: when each ran last and will next, and what is late")
    .addHelpText("after", HELP)
    .action(
      asking(
        io,
        async (commands) => ({ jobs: (await commands.status()).jobs }),
        ({ jobs }) => table(COLUMNS, jobs, io.columns),
      ),
    );
}
