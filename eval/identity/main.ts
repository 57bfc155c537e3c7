import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Command, Option } from "commander";
import type { Matchable } from "../../lib/domain/identity-matching/match.ts";
import { febrl } from "./febrl.ts";
import { legislators } from "./legislators.ts";
import { type IdentityMeasure, judgedByUs, type LabelledSet, measured } from "./measure.ts";
import { type Splink, startSplink } from "./splink.ts";

interface Options {
  readonly data: string;
  readonly threshold: number;
  readonly seeds: number;
  readonly against?: "splink";
  readonly json?: string;
}

/** One set under one program. `seeds` has one measure per seed. */
interface Row {
  readonly name: string;
  readonly by: string;
  readonly seeds: readonly IdentityMeasure[];
}

const columnOf = (seeds: readonly IdentityMeasure[], of: (one: IdentityMeasure) => number): number[] =>
  seeds.map(of);
const mean = (values: readonly number[], digits = 4): string =>
  (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(digits);

function line({ name, by, seeds }: Row): string {
  const precision = columnOf(seeds, (one) => one.precision);
  const error = columnOf(seeds, (one) => one.calibrationError);
  return [
    `${name}, ${by}: ${mean(
      columnOf(seeds, ({ matches }) => matches),
      0,
    )} matches, ${mean(
      columnOf(seeds, ({ pairs }) => pairs),
      0,
    )} pairs compared`,
    `  precision ${mean(precision)} (worst ${Math.min(...precision).toFixed(4)}), recall ${mean(columnOf(seeds, ({ recall }) => recall))} of all matches`,
    `  calibration error ${mean(error)} (worst ${Math.max(...error).toFixed(4)})`,
    ...(seeds.every(({ converged }) => converged) ? [] : ["  NOT SETTLED"]),
    "",
  ].join("\n");
}

/** Measures every set's halves for one seed, under each program. */
async function measureSeed({ data, threshold }: Options, seed: number, splink: Splink | null) {
  const accounts = join(data, "us_legislators_accounts_cc0.jsonl");
  const measure = async <R extends Matchable>(set: LabelledSet<R>) => {
    const rowOf = (by: string, judged: Parameters<typeof measured>[1]) => ({
      ...{ name: set.name, by },
      measure: measured(set, judged, threshold),
    });
    const own = rowOf("increator", judgedByUs(set));
    return splink ? [own, rowOf("splink", { pairs: await splink.judge(set), converged: true })] : [own];
  };
  return [
    ...(await measure(legislators("legislators, handles alone", accounts, "handles", seed))),
    ...(await measure(legislators("legislators, handles and written names", accounts, "names", seed))),
    ...(await measure(legislators("legislators among namesakes", accounts, "namesakes", seed))),
    ...(await measure(febrl("febrl 1", join(data, "dataset1.csv"), seed))),
    ...(await measure(febrl("febrl 2", join(data, "dataset2.csv"), seed))),
  ];
}

async function measureAll(options: Options, splink: Splink | null): Promise<Row[]> {
  const all: Awaited<ReturnType<typeof measureSeed>> = [];
  for (let seed = 0; seed < options.seeds; seed += 1) all.push(...(await measureSeed(options, seed, splink)));
  return [...Map.groupBy(all, ({ name, by }) => `${name}, ${by}`).values()].map((rows) => ({
    ...{ name: rows[0]?.name ?? "", by: rows[0]?.by ?? "" },
    seeds: rows.map(({ measure }) => measure),
  }));
}

async function main(): Promise<void> {
  const options = new Command("npm run eval:identity --")
    .description("Measures identity suggestions: learnt from one half without labels, measured on the other.")
    .requiredOption(
      "--data <folder>",
      "folder with us_legislators_accounts_cc0.jsonl, dataset1.csv, dataset2.csv",
    )
    .option("--threshold <probability>", "the least probability that is suggested", Number, 0.95)
    .option("--seeds <number>", "ways of splitting the people into halves", Number, 5)
    .addOption(new Option("--against <program>", "measure another program beside").choices(["splink"]))
    .option("--json <file>", "write every number there")
    .parse()
    .opts<Options>();
  const splink = options.against ? await startSplink() : null;
  try {
    const rows = await measureAll(options, splink);
    process.stdout.write(rows.map(line).join("\n"));
    if (options.json) await writeFile(options.json, JSON.stringify({ ...options, rows }, null, 2));
  } finally {
    await splink?.close();
  }
}

await main();
