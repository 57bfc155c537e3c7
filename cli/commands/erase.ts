import { setTimeout as sleep } from "node:timers/promises";
import type { Command } from "commander";
import { eraseCreator, getErasure } from "../../lib/domain/api/erasure-operations.ts";
import { type ErasureView, erasureViewSchema } from "../../lib/domain/erasure.ts";
import type { Commands } from "../../local/commands.ts";
import { callApi } from "../api.ts";
import type { CommonOptions } from "../common-options.ts";
import { withCommands } from "../connection.ts";
import { type Io, printJson } from "../io.ts";
import { table } from "../table.ts";

const WAIT_MS = 30_000;
const POLL_MS = 200;

const EXAMPLES = `
Examples:
  increator erase c_0123456789abcdefghjkmnpqrs
  increator erase c_0123456789abcdefghjkmnpqrs --scope identity --json

From the answer on no search shows the creator. The command waits up to 30 s for every store to be read back.`;

/** `increator erase`. */
export function addErase(program: Command, io: Io): void {
  program
    .command("erase")
    .description("forget a creator everywhere, for good")
    .argument("<id>", "a creator's id")
    .option("--scope <creator|identity>", "identity: mutually linked accounts too")
    .addHelpText("after", EXAMPLES)
    .action(async (id: string, { scope }: { scope?: string }, self: Command) => {
      const common = self.optsWithGlobals<CommonOptions>();
      const erasure = await withCommands(io, { ...common, works: true }, async (commands) =>
        completed(
          commands,
          await callApi(commands, eraseCreator, { id, scope }, erasureViewSchema),
          io.signal,
        ),
      );
      show(io, common, erasure);
    });
}

/** `increator erasure`. */
export function addErasure(program: Command, io: Io): void {
  program
    .command("erasure")
    .description("show how far an erasure is")
    .argument("<id>", "an erasure's id, er_...")
    .action(async (id: string, _options: object, self: Command) => {
      const common = self.optsWithGlobals<CommonOptions>();
      const erasure = await withCommands(io, common, (commands) =>
        callApi(commands, getErasure, { id }, erasureViewSchema),
      );
      show(io, common, erasure);
    });
}

/** The erasure once it is completed, or as far as it came in time. */
async function completed(commands: Commands, begun: ErasureView, signal: AbortSignal): Promise<ErasureView> {
  let erasure = begun;
  const until = performance.now() + WAIT_MS;
  while (!isDone(erasure) && performance.now() < until && !signal.aborted) {
    await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
    erasure = await callApi(commands, getErasure, { id: begun.id }, erasureViewSchema);
  }
  return erasure;
}

const isDone = ({ status }: ErasureView): boolean => status === "completed" || status === "closed";

function show(io: Io, { json }: CommonOptions, erasure: ErasureView): void {
  if (json) {
    printJson(io, erasure);
    return;
  }
  const columns = [
    { title: "STORE", cell: ({ store }: ErasureView["stores"][number]) => store },
    { title: "STATUS", cell: ({ status }: ErasureView["stores"][number]) => status },
    {
      title: "REMOVED",
      cell: ({ removed }: ErasureView["stores"][number]) => String(removed),
      align: "right" as const,
    },
    { title: "CHECKED", cell: ({ checked_at }: ErasureView["stores"][number]) => checked_at ?? "-" },
  ];
  io.out(
    `${erasure.id}: ${erasure.status}, due by ${erasure.due_by}\n\n${table(columns, erasure.stores, io.columns)}`,
  );
  if (!isDone(erasure)) io.out(`\nIt goes on. Ask again: increator erasure ${erasure.id}\n`);
}
