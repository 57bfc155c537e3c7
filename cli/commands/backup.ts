import type { Command } from "commander";
import type { DrillReport } from "../../lib/backup/verify-backup.ts";
import type { BackupAnswers, BackupList } from "../../local/backup-commands.ts";
import { wholeNumberFrom } from "../../local/whole-number.ts";
import { asking, show } from "../asking.ts";
import type { CommonOptions } from "../common-options.ts";
import { withCommands } from "../connection.ts";
import { EXIT, type Io } from "../io.ts";
import { wholeNumber } from "../numbers.ts";
import { progressLine } from "../progress-line.ts";
import { type Column, count, figure, table } from "../table.ts";
import { addPlan } from "./backup-plan.ts";

const EXAMPLES = `
Examples:
  increator backup plan                          # what 250 million vectors cost and take
  increator backup create                        # what changed since the last one; or a full backup if there is none
  increator backup create --full
  increator backup verify                        # restores a sample into an index of its own and compares
  increator restore <backup>`;

const SAMPLE = 2_000;

/** `increator backup`; `exitWith` receives the exit code. */
export function addBackup(program: Command, io: Io, exitWith: (code: number) => void): void {
  const backup = program
    .command("backup")
    .description("make, price, list, verify and remove backups")
    .addHelpText("after", EXAMPLES);
  addList(backup, io);
  addCreate(backup, io);
  addPlan(backup, io, (common) => listOf(io, common));
  addVerify(backup, io, exitWith);
  addRemove(backup, io);
}

function addList(backup: Command, io: Io): void {
  backup
    .command("list")
    .description("show what is backed up, and what is being made")
    .action(
      asking(
        io,
        (commands) => commands.backup({ action: "list" }, silent(io)),
        (list) => listPage(list, io.columns),
      ),
    );
}

const listOf = (io: Io, common: CommonOptions): Promise<BackupList> =>
  withCommands(io, common, (commands) => commands.backup({ action: "list" }, silent(io)));

const silent = ({ signal }: Io) => ({ onProgress: () => undefined, signal });

function addCreate(backup: Command, io: Io): void {
  backup
    .command("create")
    .description("back up now, and wait for it; if interrupted, it continues by itself")
    .option("--full", "every vector, not only what changed")
    .action(async ({ full }: { full?: boolean }, self: Command) => {
      const common = self.optsWithGlobals<CommonOptions>();
      const line = progressLine(io);
      const kind = full ? ("full" as const) : ("incremental" as const);
      const created = await withCommands(io, { ...common, works: true }, (commands) =>
        commands.backup(
          { action: "create", kind },
          {
            signal: io.signal,
            onProgress: ({ done, of }) => line.show(`${wholeNumber(done)} of ${wholeNumber(of)} parts`),
          },
        ),
      );
      line.end();
      show(io, common, created, () => createdPage(created));
    });
}

const createdPage = ({ vectors, state }: BackupAnswers["create"]): string =>
  `${vectors.id}: ${vectors.kind}, ${wholeNumber(vectors.vectors ?? 0)} vectors, ${megabytes(vectors.bytes)}\n${
    state ? `${state.id}: documents and raw objects, ${megabytes(state.bytes)}\n` : ATLAS
  }`;

const ATLAS =
  "Documents are kept elsewhere: whether that service backs them up could not be checked (docs/RUNBOOK.md, Backups).\n";

const megabytes = (bytes: number | null): string =>
  bytes === null ? "-" : `${(bytes / 1e6).toLocaleString("en", { maximumFractionDigits: 1 })} MB`;

const BACKUP_COLUMNS: readonly Column<BackupList["vectors"][number]>[] = [
  { title: "BACKUP", cell: ({ id }) => id },
  { title: "KIND", cell: ({ kind }) => kind },
  {
    title: "STATUS",
    cell: ({ status, shards }) => (shards ? `${status}, ${shards.done} of ${shards.of} parts` : status),
  },
  { title: "BEGUN", cell: ({ started_at }) => started_at.slice(0, 16) },
  count("VECTORS", ({ vectors }) => vectors),
  figure("SIZE", ({ bytes }) => megabytes(bytes)),
  { title: "GOES ON FROM", cell: ({ parent }) => parent ?? "", shrinksTo: 10 },
];

function listPage({ vectors, state, index }: BackupList, width: number): string {
  const rows = (state ?? []).map(
    ({ id, started_at, bytes }) => `${id}  ${started_at.slice(0, 16)}  ${megabytes(bytes)}`,
  );
  return [
    `Vectors of ${index}:`,
    vectors.length > 0 ? table(BACKUP_COLUMNS, vectors, width) : "none yet: increator backup create\n",
    state === null
      ? ATLAS
      : `Documents and raw objects:\n${rows.join("\n") || "none yet: increator backup create"}\n`,
  ].join("\n");
}

function addVerify(backup: Command, io: Io, exitWith: (code: number) => void): void {
  backup
    .command("verify")
    .description(
      "restore into an index of its own and compare with the live one; exit code 1 when they differ",
    )
    .argument("[backup]", "the latest unless named")
    .option("--sample <rows>", "rows to restore", wholeNumberFrom(0), SAMPLE)
    .option("--all", "every row")
    .action(async (id: string | undefined, _options: object, self: Command) => {
      const options = self.optsWithGlobals<CommonOptions & { sample: number; all?: boolean }>();
      const sample = options.all ? ("all" as const) : options.sample;
      const report = await withCommands(io, options, (commands) =>
        commands.backup({ action: "verify", backup: id, sample }, silent(io)),
      );
      show(io, options, report, () => drillPage(report));
      if (!report.isGood) exitWith(EXIT.failure);
    });
}

function drillPage(report: DrillReport): string {
  const { backup, files, rows, identical, comparable, sameAsLive, left, queries, recall, troubles } = report;
  return [
    `${backup}: ${troubles.length === 0 ? "comes back" : "DOES NOT COME BACK"}`,
    `  ${wholeNumber(files)} files, ${wholeNumber(rows)} vectors restored, ${wholeNumber(left)} left out (erased, suppressed or without a document)`,
    `  bit for bit as in the backup: ${wholeNumber(identical)} of ${wholeNumber(rows)}`,
    `  bit for bit as in the live index, of those not indexed since: ${wholeNumber(sameAsLive)} of ${wholeNumber(comparable)}`,
    `  recall of the live index's answers over ${wholeNumber(queries)} searches: ${recall === null ? "nothing to compare" : recall.toFixed(3)}`,
    ...troubles.map((trouble) => `  ${trouble}`),
    "",
  ].join("\n");
}

function addRemove(backup: Command, io: Io): void {
  backup
    .command("remove")
    .description("delete a backup, and the increments that continue it")
    .argument("<backup>")
    .action(
      asking(
        io,
        (commands, _options, id: string) => commands.backup({ action: "remove", id }, silent(io)),
        ({ removed }) => `Removed: ${removed.join(", ")}\n`,
      ),
    );
}
