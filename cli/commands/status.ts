import type { Command } from "commander";
import type { QueueView } from "../../lib/domain/api/system-operations.ts";
import type { SystemStatus } from "../../local/system-status.ts";
import { asking } from "../asking.ts";
import type { Io } from "../io.ts";
import { wholeNumber } from "../numbers.ts";
import { type Column, count, figure, table } from "../table.ts";

const COLUMNS: readonly Column<QueueView>[] = [
  { title: "QUEUE", cell: ({ name }) => name },
  count("WAITING", ({ visible }) => visible),
  count("IN WORK", ({ in_flight }) => in_flight),
  count("DELAYED", ({ delayed }) => delayed),
  figure("OLDEST", ({ oldest_age_seconds: age }) => (age === null ? "-" : `${Math.round(age)} s`)),
  count("GIVEN UP", ({ dead }) => dead),
  { title: "PAUSED", cell: ({ paused }) => paused ?? "", shrinksTo: 10 },
];

/** `increator status`. */
export function addStatus(program: Command, io: Io): void {
  program
    .command("status")
    .description("show what is stored and what waits")
    .action(
      asking(
        io,
        (commands) => commands.status(),
        (status) => page(status, io.columns),
      ),
    );
}

function page(
  { creators, pending, drafts, vectors, embedder, queues, retention }: SystemStatus,
  width: number,
): string {
  const counts = Object.entries(creators).map(([platform, count]) => `${platform} ${wholeNumber(count)}`);
  return [
    `Creators: ${counts.join(", ")}`,
    `Waiting to be indexed: ${wholeNumber(pending)}`,
    ...(drafts > 0 ? [`Waiting to be read by the sentence model: ${wholeNumber(drafts)}`] : []),
    `Vectors: ${wholeNumber(vectors)} by ${embedder}`,
    `Retention: ${retentionLine(retention)}`,
    "",
    table(COLUMNS, queues, width),
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
