import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { wholeNumberFrom } from "../local/whole-number.ts";
import { compareWith } from "./against/compare.ts";
import { PEER_NAMES } from "./against/peers.ts";
import { worsened } from "./check.ts";
import { curveTable } from "./curve.ts";
import type { IngestFindings } from "./ingest-phase.ts";
import type { RecallFindings } from "./recall-phase.ts";
import { type BenchReport, machine, tableOf } from "./report.ts";
import { runPhase } from "./run-phase.ts";
import type { SearchFindings } from "./search-phase.ts";
import { measureStart } from "./start-phase.ts";

interface Options {
  readonly creators: number;
  readonly curve?: readonly number[];
  readonly seed: number;
  readonly queries: number;
  readonly keep: boolean;
  readonly against: readonly string[];
  readonly check: boolean;
}

const RESULTS = new URL("./results/", import.meta.url);

/** Measures one size, or several sizes one after another and how each figure grows. */
async function main(): Promise<void> {
  const options = optionsOf();
  const reports: BenchReport[] = [];
  tell("compiling");
  await compileAll(options.seed);
  for (const creators of options.curve ?? [options.creators]) {
    const report = await measured({ ...options, creators });
    reports.push(report);
    process.stdout.write(`\n${tableOf(report)}`);
    process.stdout.write(`${await keepReport(report)}\n`);
  }
  if (options.curve) process.stdout.write(`\n${curveTable(reports)}`);
  for (const reason of options.check ? reports.flatMap(worsened) : []) {
    process.stdout.write(`WORSE: ${reason}\n`);
    process.exitCode = 1;
  }
}

/**
 * Node keeps the code that it compiles (`local/keep-compiled.js`). Until it has, a process takes some 50 MB and seconds of
 * processor time more. So each phase first runs over a few creators, as a system has started before.
 */
async function compileAll(seed: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "increator-bench-"));
  const settings = { dataDir: join(folder, "data"), creators: 300, seed, queries: 10 };
  try {
    await runPhase("./ingest-phase.ts", settings);
    await measureStart(settings.dataDir);
    for (const phase of ["./search-phase.ts", "./recall-phase.ts"]) await runPhase(phase, settings);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Fills a new data folder with generated creators, searches it, and collects the figures. */
async function measured({ creators, seed, queries, keep, against }: Options): Promise<BenchReport> {
  const folder = await mkdtemp(join(tmpdir(), "increator-bench-"));
  const settings = { dataDir: join(folder, "data"), creators, seed, queries };
  try {
    tell(`generating and ingesting ${creators} creators`);
    const ingest = await runPhase<IngestFindings>("./ingest-phase.ts", settings);
    tell("starting");
    const startMs = await measureStart(settings.dataDir);
    tell("searching");
    const search = await runPhase<SearchFindings>("./search-phase.ts", settings);
    tell("comparing with exact search");
    const recall = await runPhase<RecallFindings>("./recall-phase.ts", settings);
    const compared = against.length === 0 ? {} : { compared: await compareWith(against, settings, ingest) };
    const at = new Date().toISOString();
    const findings = { ingest, startMs, search, recall, ...compared };
    return { settings: { creators, seed, queries }, at, machine: machine(), ...findings };
  } finally {
    if (keep) process.stdout.write(`${settings.dataDir}\n`);
    else await rm(folder, { recursive: true, force: true });
  }
}

const tell = (what: string) => process.stderr.write(`${what} ...\n`);

/** Returns the file's path. */
async function keepReport(report: BenchReport): Promise<string> {
  await mkdir(RESULTS, { recursive: true });
  const file = new URL(
    `${report.at.slice(0, 19).replaceAll(":", "")}-${report.settings.creators}.json`,
    RESULTS,
  );
  await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
  return file.pathname;
}

function optionsOf(): Options {
  return new Command("npm run bench --")
    .description("Measures the whole local system against its goals, in a folder of its own.")
    .option("--creators <number>", "how many to generate and ingest", wholeNumberFrom(1), 100_000)
    .option(
      "--curve <numbers>",
      "these sizes one after another, such as 10000,30000, and how each figure grows",
      sizes,
    )
    .option("--seed <number>", "another seed, other creators", wholeNumberFrom(1), 1)
    .option("--queries <number>", "searches per mode", wholeNumberFrom(1), 1_200)
    .option("--against <peers>", `the same next to ${PEER_NAMES.join(", ")}`, peers, [])
    .option("--check", "fail when recall is below, or a ratio twice, what bench/check.json records", false)
    .option("--keep", "keep the data folder and tell where it is", false)
    .parse()
    .opts<Options>();
}

const sizes = (text: string): number[] => text.split(",").map(wholeNumberFrom(1));

function peers(text: string): string[] {
  const names = text.split(",");
  const unknown = names.filter((name) => !PEER_NAMES.includes(name));
  if (unknown.length > 0) throw new InvalidArgumentError(`There are ${PEER_NAMES.join(", ")}.`);
  return names;
}

await main();
