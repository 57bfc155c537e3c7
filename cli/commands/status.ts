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
  { title: "OLDEST", cell: ({ oldestAgeSeconds }) => `${Math.round(oldestAgeSeconds)} s`, align: "right" },
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

function page({ creators, pending, vectors, embedder, queues }: SystemStatus, width: number): string {
  const counts = Object.entries(creators).map(([platform, count]) => `${platform} ${wholeNumber(count)}`);
  const lines = Object.entries(queues).map(([queue, line]) => ({ queue, ...line }));
  return [
    `Creators: ${counts.join(", ")}`,
    `Waiting to be indexed: ${wholeNumber(pending)}`,
    `Vectors: ${wholeNumber(vectors)} by ${embedder}`,
    "",
    table(COLUMNS, lines, width),
  ].join("\n");
}
