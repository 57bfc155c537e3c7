import type { Command } from "commander";
import { type BackupEstimate, estimate, monthlyUsd } from "../../lib/domain/backup/price.ts";
import { volumesSchema } from "../../lib/domain/cost/volumes.ts";
import { HOUR_SECONDS } from "../../lib/domain/durations.ts";
import type { BackupList } from "../../local/backup-commands.ts";
import { wholeNumberFrom } from "../../local/whole-number.ts";
import { show } from "../asking.ts";
import type { CommonOptions } from "../common-options.ts";
import type { Io } from "../io.ts";
import { wholeNumber } from "../numbers.ts";
import { type Column, count, figure, table } from "../table.ts";

const DEFAULTS = volumesSchema.parse({});
const DAYS_A_MONTH = 365.25 / 12;
/** Metadata of a generated creator's vector, as JSON text. */
const METADATA_BYTES = 250;

interface PlanOptions extends CommonOptions {
  readonly live?: boolean;
  readonly vectors: number;
  readonly dimensions: number;
  readonly changed: number;
}

/** `increator backup plan`; `listOf` asks the folder what its index contains. */
export function addPlan(
  backup: Command,
  io: Io,
  listOf: (common: CommonOptions) => Promise<Pick<BackupList, "live">>,
): void {
  backup
    .command("plan")
    .description("what a full and an increment cost and take, before they run")
    .option("--live", "price the vectors of the index as it is")
    .option("--vectors <number>", "vectors kept", wholeNumberFrom(0), DEFAULTS.creators)
    .option("--dimensions <number>", "of a vector", wholeNumberFrom(0), DEFAULTS.dimensions)
    .option(
      "--changed <number>",
      "vectors written a day",
      wholeNumberFrom(0),
      Math.round(DEFAULTS.updates / DAYS_A_MONTH),
    )
    .action(async (_options: object, self: Command) => {
      const options = self.optsWithGlobals<PlanOptions>();
      const live = options.live ? (await listOf(options)).live : null;
      const volumes = {
        vectors: live?.vectors ?? options.vectors,
        dimensions: live?.dimensions ?? options.dimensions,
        changedPerDay: Math.min(options.changed, live?.vectors ?? options.vectors),
        metadataBytes: METADATA_BYTES,
      };
      const estimates = [estimate(volumes, "full"), estimate(volumes, "incremental")];
      const usd = monthlyUsd(volumes);
      const answer = { volumes, estimates, monthlyUsd: usd };
      show(io, options, answer, () => planPage(volumes, estimates, usd, io.columns));
    });
}

const dollars = (usd: number): string => usd.toLocaleString("en", { style: "currency", currency: "USD" });

const PLAN_COLUMNS: readonly Column<BackupEstimate>[] = [
  { title: "BACKUP", cell: ({ kind }) => kind },
  count("VECTORS", ({ rows }) => rows),
  count("REQUESTS", ({ listCalls, fetchCalls }) => listCalls + fetchCalls),
  count("READ UNITS", ({ readUnits }) => readUnits),
  figure("GB", ({ bytes }) => (bytes / 1e9).toFixed(1)),
  count("FILES", ({ files }) => files),
  figure("HOURS", ({ seconds }) => (seconds / HOUR_SECONDS).toFixed(1)),
  { title: "BOUND BY", cell: ({ boundBy }) => boundBy },
  figure("USD", ({ usd }) => dollars(usd)),
];

function planPage(
  { vectors, dimensions }: { vectors: number; dimensions: number },
  estimates: readonly BackupEstimate[],
  usd: number,
  width: number,
): string {
  const [full] = estimates;
  return [
    `${wholeNumber(vectors)} vectors of ${dimensions} dimensions in Pinecone, read at four fifths of its limits by ${full?.workers ?? 0} workers of ${full?.memoryMbPerWorker ?? 0} MB`,
    "",
    table(PLAN_COLUMNS, estimates, width),
    ...(full?.lines ?? []).map(
      ({ supplier, item, usd: cost }) => `  full, ${supplier}: ${item} ${dollars(cost ?? 0)}`,
    ),
    "",
    `A month of weekly fulls and daily increments: ${dollars(usd)}. Not in it: what Pinecone asks for egress above 100 GB a month.`,
    "",
  ].join("\n");
}
