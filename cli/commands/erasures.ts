import { Argument, type Command, Option } from "commander";
import type { z } from "zod";
import {
  decideErasure,
  erasureListSchema,
  erasureReportAnswerSchema,
  getErasure,
  listErasures,
  reportErasures,
} from "../../lib/domain/api/erasure-operations.ts";
import { type ErasureView, erasureViewSchema } from "../../lib/domain/erasure.ts";
import { SHARED_TENANT } from "../../lib/domain/ids.ts";
import { ERASURE_STATUSES } from "../../lib/domain/records.ts";
import { callApi } from "../api.ts";
import type { CommonOptions } from "../common-options.ts";
import { withCommands } from "../connection.ts";
import { showErasure } from "../erasure-table.ts";
import { type Io, printJson } from "../io.ts";
import { wholeNumber } from "../numbers.ts";
import { type Column, table } from "../table.ts";
import { tenantOf } from "../tenant-option.ts";

interface TenantOptions extends CommonOptions {
  readonly tenant: string;
}

interface ListOptions extends TenantOptions {
  readonly status?: string;
  readonly limit: string;
}

const tenantOption = () => new Option("--tenant <tenant>", "whose erasures they are").default("local");

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
    .addOption(tenantOption())
    .action((_options: object, self: Command) => list(io, self.optsWithGlobals<ListOptions>()));
  erasures
    .command("show")
    .description("show how far an erasure is, store by store")
    .argument("<id>", "an erasure's id, er_...")
    .addOption(tenantOption())
    .action((id: string, _options: object, self: Command) =>
      show(io, id, self.optsWithGlobals<TenantOptions>()),
    );
  erasures
    .command("decide")
    .description("decide, as the platform's administrator, what a tenant proposed for the common catalogue")
    .argument("<id>", "an erasure's id, er_...")
    .addArgument(new Argument("<decision>", "grant erases everywhere").choices(["grant", "refuse"]))
    .action((id: string, decision: string, _options: object, self: Command) =>
      decide(io, id, decision, self.optsWithGlobals<CommonOptions>()),
    );
  erasures
    .command("report")
    .description("the figures that a data protection officer asks for, of the last 90 days")
    .option("--csv", "as CSV")
    .addOption(tenantOption())
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

async function list(io: Io, { status, limit, tenant, ...common }: ListOptions): Promise<void> {
  const found = await withCommands(io, common, (commands) =>
    callApi(commands, listErasures, { status, limit }, erasureListSchema, { tenant: tenantOf(tenant) }),
  );
  if (common.json) printJson(io, found);
  else io.out(found.data.length > 0 ? table(COLUMNS, found.data, io.columns) : "No erasures.\n");
}

async function show(io: Io, id: string, { tenant, ...common }: TenantOptions): Promise<void> {
  const found = await withCommands(io, common, (commands) =>
    callApi(commands, getErasure, { id }, erasureViewSchema, { tenant: tenantOf(tenant) }),
  );
  showErasure(io, common, found);
}

async function decide(io: Io, id: string, decision: string, common: CommonOptions): Promise<void> {
  const call = { tenant: SHARED_TENANT, body: { decision } };
  const erasure = await withCommands(io, { ...common, works: true }, (commands) =>
    callApi(commands, decideErasure, { id }, erasureViewSchema, call),
  );
  showErasure(io, common, erasure);
}

async function report(io: Io, { csv, tenant, ...common }: TenantOptions & { csv?: boolean }): Promise<void> {
  const found = await withCommands(io, common, (commands) =>
    callApi(commands, reportErasures, {}, erasureReportAnswerSchema, { tenant: tenantOf(tenant) }),
  );
  if (common.json) printJson(io, found);
  else if (csv) io.out(csvOf(found));
  else io.out(textOf(found, io.columns));
}

type Report = z.infer<typeof erasureReportAnswerSchema>;

/** Figures as name and value; unknown is empty. */
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

/** RFC 4180. No value holds a comma or a quote: they are numbers, names of ours and instants. */
function csvOf(found: Report): string {
  const stores = found.figures.stores.flatMap(({ store, ...counts }) =>
    Object.entries(counts).map(([name, count]) => [`${store}_${name}`, String(count)]),
  );
  return [["figure", "value"], ...figureLines(found), ...stores]
    .map((row) => `${row.join(",")}\r\n`)
    .join("");
}

type StoreLine = Report["figures"]["stores"][number];

const STORE_COLUMNS: readonly Column<StoreLine>[] = [
  { title: "STORE", cell: ({ store }) => store },
  { title: "REMOVED", cell: ({ removed }) => wholeNumber(removed), align: "right" },
  { title: "DONE", cell: ({ done }) => wholeNumber(done), align: "right" },
  { title: "PENDING", cell: ({ pending }) => wholeNumber(pending), align: "right" },
  { title: "FAILED", cell: ({ failed }) => wholeNumber(failed), align: "right" },
];

function textOf(found: Report, width: number): string {
  const columns = [
    { title: "FIGURE", cell: ([name]: [string, string]) => name.replaceAll("_", " ") },
    { title: "VALUE", cell: ([, value]: [string, string]) => value || "-" },
  ];
  return `${table(columns, figureLines(found), width)}\n${table(STORE_COLUMNS, found.figures.stores, width)}`;
}
