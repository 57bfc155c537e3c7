import { Argument, type Command, Option } from "commander";
import type { z } from "zod";
import {
  decideErasure,
  type erasureReportAnswerSchema,
  getErasure,
  listErasures,
  reportErasures,
} from "../../lib/domain/api/erasure-operations.ts";
import type { ErasureView } from "../../lib/domain/erasure.ts";
import type { TenantId } from "../../lib/domain/ids.ts";
import { SHARED_TENANT } from "../../lib/domain/ids.ts";
import { ERASURE_STATUSES } from "../../lib/domain/records.ts";
import { callApi } from "../api.ts";
import { asking, show } from "../asking.ts";
import type { CommonOptions } from "../common-options.ts";
import { withCommands } from "../connection.ts";
import { erasurePage } from "../erasure-table.ts";
import type { Io } from "../io.ts";
import { type Column, count, csv, table } from "../table.ts";
import { tenantOption } from "../tenant-option.ts";

interface TenantOptions extends CommonOptions {
  readonly tenant: TenantId;
}

interface ListOptions extends TenantOptions {
  readonly status?: string;
  readonly limit: string;
}

const NONE =
  "No erasures of this tenant. One for every tenant belongs to the common catalogue: --tenant shared.\n";

const whoseErasures = () => tenantOption("whose erasures they are");

/** `increator erasures list|show|decide|report`. */
export function addErasures(program: Command, io: Io): void {
  const erasures = program
    .command("erasures")
    .description("how far erasures are, and figures of all of them");
  erasures
    .command("list")
    .description("show erasures, newest first")
    .addOption(new Option("--status <status>", "only of this one").choices([...ERASURE_STATUSES]))
    .option("--limit <number>", "how many, 1 to 200", "20")
    .addOption(whoseErasures())
    .action(
      asking(
        io,
        (commands, { status, limit, tenant }: ListOptions) =>
          callApi(commands, listErasures, { status, limit }, { tenant }),
        ({ data }) => (data.length > 0 ? table(COLUMNS, data, io.columns) : NONE),
      ),
    );
  erasures
    .command("show")
    .description("show how far an erasure is, store by store")
    .argument("<id>", "an erasure's id, er_...")
    .addOption(whoseErasures())
    .action(
      asking(
        io,
        (commands, { tenant }: TenantOptions, id: string) =>
          callApi(commands, getErasure, { id }, { tenant }),
        (found) => erasurePage(found, io.columns),
      ),
    );
  erasures
    .command("decide")
    .description("decide, as the platform's administrator, what a tenant proposed for the common catalogue")
    .argument("<id>", "an erasure's id, er_...")
    .addArgument(new Argument("<decision>", "grant erases everywhere").choices(["grant", "refuse"]))
    .action(
      asking(
        io,
        (commands, _options, id: string, decision: string) =>
          callApi(commands, decideErasure, { id }, { tenant: SHARED_TENANT, body: { decision } }),
        (erasure) => erasurePage(erasure, io.columns),
        { works: true },
      ),
    );
  erasures
    .command("report")
    .description("the figures that a data protection officer asks for, of the last 90 days")
    .option("--csv", "as CSV")
    .addOption(whoseErasures())
    .action((_options: object, self: Command) =>
      report(io, self.optsWithGlobals<TenantOptions & { csv?: boolean }>()),
    );
}

const COLUMNS: readonly Column<ErasureView>[] = [
  { title: "ID", cell: ({ id }) => id },
  { title: "STATUS", cell: ({ status }) => status },
  { title: "SCOPE", cell: ({ scope }) => scope },
  { title: "RECEIVED", cell: ({ received_at }) => received_at },
  { title: "DUE", cell: ({ due_by }) => due_by },
  { title: "COMPLETED", cell: ({ completed_at }) => completed_at ?? "-" },
];

async function report(
  io: Io,
  { csv: asCsv, tenant, ...common }: TenantOptions & { csv?: boolean },
): Promise<void> {
  const found = await withCommands(io, common, (commands) =>
    callApi(commands, reportErasures, {}, { tenant }),
  );
  show(io, common, found, () => (asCsv ? csvOf(found) : textOf(found, io.columns)));
}

type Report = z.infer<typeof erasureReportAnswerSchema>;

/** Figures as pairs of name and value. An unknown value is empty. */
function figureLines({ at, figures, verification }: Report): [string, string][] {
  const { stores: _stores, received_by, ...plain } = figures;
  const values: [string, unknown][] = [
    ["at", at],
    ...Object.entries(plain),
    ...Object.entries(received_by).map(
      ([origin, count]) => [`received_by_${origin}`, count] as [string, unknown],
    ),
    ["verified_at", verification?.at],
    ["verified_sample", verification?.sample],
    ["verified_of", verification?.completed],
    ["came_back", verification?.came_back.length],
    ["verification_unanswered", verification?.unanswered],
  ];
  return values.map(([name, value]) => [name, value === null || value === undefined ? "" : String(value)]);
}

function csvOf(found: Report): string {
  const stores = found.figures.stores.flatMap(({ store, ...counts }) =>
    Object.entries(counts).map(([name, count]) => [`${store}_${name}`, String(count)]),
  );
  return csv([["figure", "value"], ...figureLines(found), ...stores]);
}

type StoreLine = Report["figures"]["stores"][number];

const STORE_COLUMNS: readonly Column<StoreLine>[] = [
  { title: "STORE", cell: ({ store }) => store },
  count("REMOVED", ({ removed }) => removed),
  count("DONE", ({ done }) => done),
  count("PENDING", ({ pending }) => pending),
  count("FAILED", ({ failed }) => failed),
];

function textOf(found: Report, width: number): string {
  const columns = [
    { title: "FIGURE", cell: ([name]: [string, string]) => name.replaceAll("_", " ") },
    { title: "VALUE", cell: ([, value]: [string, string]) => value || "-" },
  ];
  return `${table(columns, figureLines(found), width)}\n${table(STORE_COLUMNS, found.figures.stores, width)}`;
}
