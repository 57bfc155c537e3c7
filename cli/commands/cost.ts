import { type Command, Option } from "commander";
import { alternativesTo } from "../../lib/domain/cost/alternatives.ts";
import type { Line } from "../../lib/domain/cost/line.ts";
import {
  type Bill,
  breakEvenNodeHour,
  firstFill,
  monthlyBill,
  onDemandQueriesPerSecond,
} from "../../lib/domain/cost/monthly-bill.ts";
import { REQUESTED_TOTAL, requestedEstimates } from "../../lib/domain/cost/requested-estimates.ts";
import { type Volumes, volumesSchema } from "../../lib/domain/cost/volumes.ts";
import type { CommonOptions } from "../common-options.ts";
import { type Io, printJson } from "../io.ts";
import { wholeNumber } from "../numbers.ts";
import { type Column, csv, figure, table } from "../table.ts";
import { numericOption, volumesFrom } from "../volume-options.ts";

interface CostOptions extends CommonOptions, Partial<Record<keyof Volumes, unknown>> {
  readonly csv?: boolean;
  readonly compare?: boolean;
}

const DEFAULTS = volumesSchema.parse({});

/** `increator cost`. */
export function addCost(program: Command, io: Io): void {
  const command = program
    .command("cost")
    .description("what a month costs at stated volumes, line by line, with the source of each price");
  for (const option of OPTIONS) command.addOption(option);
  command.action((_options: object, self: Command) => {
    const options = self.optsWithGlobals<CostOptions>();
    const volumes = volumesFrom(volumesSchema, options);
    const bill = monthlyBill(volumes);
    if (options.json) printJson(io, report(bill, options.compare ?? false));
    else if (options.csv) io.out(csvOf(bill));
    else io.out(page(bill, options.compare ?? false, io.columns));
  });
}

const choice = (flags: string, description: string, choices: readonly string[], value: string) =>
  new Option(flags, `${description} (default: ${value})`).choices(choices);

const OPTIONS: readonly Option[] = [
  numericOption("--creators <number>", "creators kept", DEFAULTS.creators),
  numericOption("--updates <number>", "profiles taken a month", DEFAULTS.updates),
  numericOption("--queries <number>", "searches a month", DEFAULTS.queries),
  numericOption("--dimensions <number>", "dimensions of a vector", DEFAULTS.dimensions),
  numericOption("--cache-hit-rate <share>", "share of searches answered by a cache", DEFAULTS.cacheHitRate),
  numericOption("--rerank-share <share>", "share of the others that are reranked", DEFAULTS.rerankShare),
  numericOption("--one-platform-share <share>", "share that name one platform", DEFAULTS.onePlatformShare),
  numericOption("--changed-text-share <share>", "share of updates with new text", DEFAULTS.changedTextShare),
  choice("--namespaces <layout>", "of the vectors", ["by-platform", "one"], DEFAULTS.namespaces),
  choice("--reads <kind>", "of the vectors", ["on-demand", "dedicated"], DEFAULTS.reads),
  choice("--drops <kind>", "how profiles arrive", ["bulk", "per-profile"], DEFAULTS.drops),
  choice("--embeddings <way>", "how text is embedded", ["direct", "batch"], DEFAULTS.embeddings),
  numericOption("--regions <number>", "that answer searches: 1 or 2", DEFAULTS.regions),
  numericOption("--node-hour <usd>", "price of a dedicated read node", DEFAULTS.nodeHour),
  numericOption("--search-node-hour <usd>", "price of an Atlas Search node", DEFAULTS.searchNodeHour),
  new Option("--compare", "show what each other choice would cost"),
  new Option("--csv", "write the lines as CSV").conflicts(["json", "compare"]),
];

const report = (bill: Bill, withAlternatives: boolean) => ({
  ...bill,
  first_fill: firstFill(bill.volumes),
  on_demand_queries_per_second: onDemandQueriesPerSecond(bill.volumes),
  break_even_node_hour: breakEvenNodeHour(bill.volumes),
  requested: requestedEstimates(bill),
  ...(withAlternatives && {
    alternatives: alternativesTo(bill.volumes).map(({ name, difference, bill: other }) => ({
      name,
      total: other.total,
      difference,
      unpriced: other.unpriced,
    })),
  }),
});

const money = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const dollars = (usd: number | null): string => (usd === null ? "ask" : money.format(usd));
const amounts = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });

const LINE_COLUMNS: readonly Column<Line>[] = [
  { title: "SUPPLIER", cell: ({ supplier }) => supplier },
  { title: "ITEM", cell: ({ item }) => item },
  figure("QUANTITY", ({ quantity }) => amounts.format(quantity)),
  { title: "UNIT", cell: ({ unit }) => unit, shrinksTo: 8 },
  figure("PRICE", priceText),
  figure("USD", ({ usd }) => dollars(usd)),
  { title: "WHY", cell: ({ why }) => why, shrinksTo: 12 },
];

function priceText({ price, isConfirmed }: Line): string {
  if (price === null) return "ask";
  return isConfirmed ? String(price) : `~${price}`;
}

type Choice = ReturnType<typeof alternativesTo>[number];

const CHOICE_COLUMNS: readonly Column<Choice>[] = [
  { title: "INSTEAD", cell: ({ name }) => name },
  figure("USD", ({ bill }) => `${bill.unpriced.length > 0 ? ">" : ""}${dollars(bill.total)}`),
  figure("DIFFERENCE", ({ difference }) => signed(difference)),
  { title: "NOT IN IT", cell: ({ bill }) => bill.unpriced.join(", "), shrinksTo: 10 },
];

const signed = (usd: number | null): string =>
  usd === null ? "ask" : `${usd > 0 ? "+" : ""}${money.format(usd)}`;

function page(bill: Bill, withAlternatives: boolean, width: number): string {
  const { volumes, total, unpriced } = bill;
  const parts = [
    `${wholeNumber(volumes.creators)} creators, ${wholeNumber(volumes.updates)} updates and ${wholeNumber(volumes.queries)} searches a month, ${volumes.dimensions} dimensions; list prices, us-east-1 (~: to be checked)\n`,
    table(LINE_COLUMNS, bill.lines, width),
    totalText(total, unpriced),
    unconfirmedText(bill),
    once(volumes),
    requestedText(bill),
  ];
  if (withAlternatives)
    parts.push(`Each other choice alone:\n${table(CHOICE_COLUMNS, alternativesTo(volumes), width)}`);
  return parts.join("\n");
}

const totalText = (total: number, unpriced: readonly string[]): string =>
  unpriced.length === 0
    ? `Total: ${dollars(total)} USD a month\n`
    : `Total: at least ${dollars(total)} USD a month; not in it, since the price must be asked for: ${unpriced.join(", ")}\n`;

function unconfirmedText({ unconfirmed: { lines, usd, share } }: Bill): string {
  if (lines.length === 0) return "";
  const percent = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 }).format(share);
  return `Of it ${dollars(usd)} USD (${percent}) stand on prices that are to be checked (~; where: --csv, column source): ${lines.join(", ")}\n`;
}

const once = (volumes: Volumes): string =>
  [
    `Once, to embed all creators in batches: ${dollars(firstFill(volumes))} USD`,
    `On demand the index answers at most ${amounts.format(onDemandQueriesPerSecond(volumes))} searches a second`,
    `Dedicated read nodes are cheaper than reads on demand below ${dollars(breakEvenNodeHour(volumes))} USD a node-hour\n`,
  ].join("\n");

function requestedText(bill: Bill): string {
  const { least, most } = REQUESTED_TOTAL;
  const lines = requestedEstimates(bill).map(
    ({ item, estimate, billed, holds, why }) =>
      `  ${item}: ${estimate}, here ${dollars(billed)}. ${holds ? "Holds" : "Does not hold"}. ${why}`,
  );
  return `The first estimates, ${wholeNumber(least)} to ${wholeNumber(most)} USD a month in all:\n${lines.join("\n")}\n`;
}

const CSV_FIELDS = ["supplier", "item", "quantity", "unit", "price", "usd", "why", "source"] as const;

const csvOf = ({ lines }: Bill): string =>
  csv([CSV_FIELDS, ...lines.map((line) => CSV_FIELDS.map((field) => line[field] ?? ""))]);
