import type { Command } from "commander";
import type { SystemStatus } from "../../local/commands.ts";
import type { CommonOptions } from "../common-options.ts";
import { withCommands } from "../connection.ts";
import { type Io, printJson } from "../io.ts";
import { wholeNumber } from "../numbers.ts";
import { type Column, table } from "../table.ts";

type QueueLine = SystemStatus["queues"][string] & { readonly queue: string };

const COLUMNS: readonly Column<QueueLine>[] = [
  { title: "QUEUE", cell: ({ queue }) => queue },
  { title: "WAITING", cell: ({ visible }) => wholeNumber(visible), align: "right" },
  { title: "IN WORK", cell: ({ inFlight }) => wholeNumber(inFlight), align: "right" },
  { title: "DELAYED", cell: ({ delayed }) => wholeNumber(delayed), align: "right" },
  {
    title: "OLDEST",
    cell: ({ oldestAgeSeconds: age }) => (age === null ? "-" : `${Math.round(age)} s`),
    align: "right",
  },
  { title: "GIVEN UP", cell: ({ dead }) => wholeNumber(dead), align: "right" },
  { title: "PAUSED", cell: ({ paused }) => paused ?? "", shrinksTo: 10 },
];

/** `increator status`. */
export function addStatus(program: Command, io: Io): void {
  program
    .command("status")
    .description("show what is stored and what waits")
    .action(async (_options: object, self: Command) => {
      const common = self.optsWithGlobals<CommonOptions>();
      const status = await withCommands(io, common, (commands) => commands.status());
      if (common.json) printJson(io, status);
      else io.out(page(status, io.columns));
    });
}

function page(
  { creators, pending, vectors, embedder, queues, retention }: SystemStatus,
  width: number,
): string {
  const counts = Object.entries(creators).map(([platform, count]) => `${platform} ${wholeNumber(count)}`);
  const lines = Object.entries(queues).map(([queue, line]) => ({ queue, ...line }));
  return [
    `Creators: ${counts.join(", ")}`,
    `Waiting to be indexed: ${wholeNumber(pending)}`,
    `Vectors: ${wholeNumber(vectors)} by ${embedder}`,
    `Retention: ${retentionLine(retention)}`,
    "",
    table(COLUMNS, lines, width),
  ].join("\n");
}

function retentionLine(report: SystemStatus["retention"]): string {
  if (report === null) return "not swept yet";
  const { day, platforms, objects_removed } = report;
  const sum = (counts: readonly number[]) => wholeNumber(counts.reduce((total, count) => total + count, 0));
  return [
    `${day}: ${sum(platforms.map(({ removed }) => removed))} creators past their platform's days removed`,
    `${sum(platforms.map(({ histories_cut }) => histories_cut))} histories cut`,
    `${wholeNumber(objects_removed)} objects removed`,
    `${sum(platforms.map(({ due_in_7_days }) => due_in_7_days))} creators due within 7 days`,
    `${sum(platforms.map(({ overdue }) => overdue))} overdue`,
  ].join(", ");
}
