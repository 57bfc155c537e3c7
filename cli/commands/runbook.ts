import type { Command } from "commander";
import { AppError } from "../../lib/domain/errors.ts";
import { type ActView, type RunbookReport, unanswered } from "../../lib/domain/runbook/report.ts";
import type { RunbookAnswer } from "../../local/runbook-command.ts";
import { show } from "../asking.ts";
import type { CommonOptions } from "../common-options.ts";
import { withCommands } from "../connection.ts";
import { EXIT, type Io } from "../io.ts";
import { type Column, table } from "../table.ts";

const HELP = `
Judges what all processes counted in this minute and the last: calls of the platforms, answers of the vector index.
An act holds while its signal lasts and five minutes longer (a replica: thirty); then it ends by itself. Crawlers and
searches follow within 15 s. Each act and each end is in the audit: increator audit list --tenant system.

  rotate-proxies    a proxy that meets a 429 rests for a minute, while half of them stay in use
  pause-crawl-low   low-priority crawling waits; what people wait for goes on
  fewer-candidates  searches compare 30 profiles by meaning instead of 100, and say so in meta.degraded
  add-replica       one more replica of Pinecone's dedicated read nodes, up to PINECONE_REPLICAS_MAX

With INCREATOR_RUNBOOK=act the job watch-outages begins acts by itself, each minute.
Exit codes: 0 nothing to do, or done; 1 something is wrong and no act is in force against it.`;

type Options = CommonOptions & { readonly apply?: true; readonly end?: true };

/** `increator runbook`. */
export function addRunbook(program: Command, io: Io, exitWith: (code: number) => void): void {
  program
    .command("runbook")
    .description("look for an outage of ingestion or of the vector index, and do what helps")
    .option("--apply", "do what would help")
    .option("--end", "end every act in force; with INCREATOR_RUNBOOK=act the job may begin it again")
    .addHelpText("after", HELP)
    .action(async (_options: object, self: Command) => {
      const options = self.optsWithGlobals<Options>();
      if (options.apply && options.end)
        throw new AppError(
          "invalid",
          "bad-options",
          "--apply and --end exclude each other: give one of them.",
        );
      const action = options.apply ? "apply" : options.end ? "end" : "show";
      const answer = await withCommands(io, options, (commands) => commands.runbook({ action }));
      if (unanswered(answer).length > 0) exitWith(EXIT.failure);
      show(io, options, answer, () => page(answer, io.columns));
    });
}

const CHECKS: readonly Column<RunbookReport["checks"][number]>[] = [
  { title: "", cell: ({ is_wrong }) => (is_wrong ? "WRONG" : "ok") },
  { title: "CHECK", cell: ({ check }) => check },
  { title: "SEES", cell: ({ sees }) => sees, shrinksTo: 24 },
  { title: "HELPS", cell: ({ acts }) => acts.join(", "), shrinksTo: 16 },
];

const ACTS: readonly Column<ActView>[] = [
  { title: "ACT", cell: ({ act }) => act },
  { title: "STATE", cell: ({ state }) => state },
  { title: "UNTIL", cell: ({ until }) => until ?? "" },
  { title: "BY", cell: ({ by }) => by ?? "" },
  { title: "WHY", cell: ({ says }) => says, shrinksTo: 24 },
];

const SUPPLIERS: readonly Column<RunbookAnswer["suppliers"][number]>[] = [
  { title: "", cell: ({ is_well }) => (is_well === null ? "?" : is_well ? "ok" : "WRONG") },
  { title: "SUPPLIER", cell: ({ supplier }) => supplier },
  { title: "SAYS OF ITSELF", cell: ({ says }) => says, shrinksTo: 24 },
  { title: "PAGE", cell: ({ page }) => page },
];

const LATELY: readonly Column<RunbookAnswer["lately"][number]>[] = [
  { title: "AT", cell: ({ at }) => at },
  { title: "", cell: ({ did }) => did },
  { title: "ACT", cell: ({ act }) => act },
  { title: "BY", cell: ({ by }) => by },
  { title: "WHY", cell: ({ why }) => why, shrinksTo: 24 },
];

function page(answer: RunbookAnswer, width: number): string {
  const isProposed = answer.acts.some(({ state }) => state === "proposed");
  return [
    table(CHECKS, answer.checks, width),
    ...(answer.suppliers.length > 0 ? [table(SUPPLIERS, answer.suppliers, width)] : []),
    answer.acts.length > 0 ? table(ACTS, answer.acts, width) : "Nothing to do.\n",
    ...(isProposed ? ["To do it: increator runbook --apply\n"] : []),
    ...(answer.lately.length > 0 ? [table(LATELY, answer.lately, width)] : []),
  ].join("\n");
}
