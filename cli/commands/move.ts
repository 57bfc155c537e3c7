import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { embeddedSettingsFrom } from "../../lib/config.ts";
import { AppError, isAppError } from "../../lib/domain/errors.ts";
import {
  isEqual,
  MOVE_PARTS,
  type MovedRow,
  type MovePart,
  type MovePreview,
  type MoveReport,
} from "../../lib/domain/move.ts";
import { show } from "../asking.ts";
import type { CommonOptions } from "../common-options.ts";
import { logOf, noFolder } from "../connection.ts";
import { EXIT, type Io } from "../io.ts";
import { wholeNumber } from "../numbers.ts";
import { progressLine } from "../progress-line.ts";
import { type Column, count, figure, table } from "../table.ts";

interface Options extends CommonOptions {
  readonly parts?: MovePart[];
  readonly dryRun?: boolean;
  readonly reEmbed?: boolean;
  readonly back?: boolean;
}

const HELP = `
Examples:
  increator move --dry-run          # what would go where, and how long it takes
  increator move
  increator move --parts vectors    # documents and objects stay where they are
  increator move --re-embed         # the services embed with another model: documents are copied, vectors are made again

Copies to the services that the environment names (MONGODB_URI, PINECONE_*, INCREATOR_*_BUCKET), which must be empty.
End the system first: the command locks the data folder, so that nothing is written meanwhile. If it was interrupted,
run it again: it continues. Queues, caches, inbox and backups stay. docs/RUNBOOK.md, From one machine to the cloud.
Exit codes: 0 everything is there, 1 refused or not everything is there, 130 interrupted.`;

/** `increator move`; `exitWith` receives the exit code. */
export function addMove(program: Command, io: Io, exitWith: (code: number) => void): void {
  program
    .command("move")
    .description("copy what this machine holds to the services that are set, and compare both sides")
    .addOption(new Option("--parts <part...>", "only these").choices(MOVE_PARTS))
    .option("--dry-run", "check everything and say what would be copied")
    .option("--re-embed", "copy no vectors: the target's own model makes new ones")
    .option("--back", "from the services into the data folder; first stop what writes to the services")
    .addHelpText("after", HELP)
    .action(async (_options: object, self: Command) => {
      const options = self.optsWithGlobals<Options>();
      const dataDir = resolve(options.dataDir ?? embeddedSettingsFrom(io.environment).dataDir);
      if (!options.back && !existsSync(dataDir)) throw noFolder(dataDir);
      const line = progressLine(io);
      // Loaded late, since no other command opens both sides.
      const { moveFolder } = await import("../../local/move-command.ts");
      const answer = await moveFolder(
        io.environment,
        {
          ...{ dataDir, parts: options.parts, isDryRun: options.dryRun ?? false },
          ...{ embedsAnew: options.reEmbed ?? false, isBack: options.back ?? false },
        },
        {
          ...{ signal: io.signal, log: logOf(io) },
          onProgress: ({ what, done }) => line.show(`${what}: ${wholeNumber(done)}`),
        },
      )
        .catch(withWayOn)
        .finally(line.end);
      show(io, options, answer, () =>
        "status" in answer ? reportPage(answer, io.columns) : previewPage(answer, io.columns),
      );
      if ("status" in answer && answer.status === "differs") exitWith(EXIT.failure);
    });
}

/** A service may fail for a while. The move loses nothing by it, so the message tells how to continue. */
function withWayOn(error: unknown): never {
  if (!isAppError(error) || error.kind !== "unavailable") throw error;
  const message = `${error.message} What was carried stays there: run the same command again, and it goes on.`;
  throw new AppError(error.kind, error.code, message, error.context, error);
}

const ROW_COLUMNS: readonly Column<MovedRow>[] = [
  { title: "PART", cell: ({ part }) => part },
  { title: "WHAT", cell: ({ name }) => name, shrinksTo: 12 },
  count("HERE", ({ records }) => records),
  count("WRITTEN", ({ written }) => written),
  count("REMOVED", ({ removed }) => removed),
  count("LEFT OUT", ({ left_out }) => left_out),
  count("THERE", ({ there }) => there),
  { title: "", cell: (row) => (isEqual(row) ? "" : "DIFFERS") },
];

function reportPage(
  { status, to, completed_at, rows, searches, seconds }: MoveReport,
  width: number,
): string {
  if (status === "before") return `Moved at ${completed_at}: nothing to do. To: ${to.join("; ")}\n`;
  const compared = searches
    ? Object.entries(searches).map(
        ([mode, { searches: asked, overlap, degraded }]) =>
          `Searches by ${mode}, ${asked} on both sides: overlap@10 ${overlap === null ? "-" : overlap.toFixed(2)}${
            degraded.length > 0 ? `; did not answer there: ${degraded.join(", ")}` : ""
          }\n`,
      )
    : ["Searches were not compared: there is nobody to search for, or vectors are made anew.\n"];
  const end =
    status === "complete"
      ? `Complete in ${seconds.toFixed(0)} s: ${to.join("; ")}\nWhat is erased from now on is not erased in what stays in the folder: remove it as docs/RUNBOOK.md says.\n`
      : "NOT COMPLETE: rows that differ are not all there. Run the same command again.\n";
  return [table(ROW_COLUMNS, rows, width), ...compared, end].join("");
}

const PREVIEW_COLUMNS: readonly Column<MovePreview["rows"][number]>[] = [
  { title: "PART", cell: ({ part }) => part },
  { title: "WHAT", cell: ({ name }) => name, shrinksTo: 12 },
  count("RECORDS", ({ records }) => records),
  figure("MB", ({ bytes }) => (bytes / 1e6).toFixed(1)),
];

const previewPage = ({ to, rows, began_at, seconds }: MovePreview, width: number): string =>
  [
    table(PREVIEW_COLUMNS, rows, width),
    `To: ${to.join("; ")}\n`,
    began_at === null ? "The target is empty.\n" : `Goes on with the move of ${began_at}.\n`,
    `Nothing was written. It takes some ${wholeNumber(Math.max(1, Math.ceil(seconds / 60)))} min.\n`,
  ].join("");
