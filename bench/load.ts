/**
 * The whole system under load: `npm run bench:load`. It runs in its own process on 127.0.0.1. Searches differ, so that
 * no cache answers them, unless a row says otherwise. Prints a table, and stores everything as JSON in
 * `bench/results/`.
 */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { Command } from "commander";
import { tenantIdSchema } from "../lib/domain/ids.ts";
import { envelopeLines } from "../local/generate/write-envelopes.ts";
import { wholeNumberFrom } from "../local/whole-number.ts";
import { figure } from "./figure.ts";
import { distinctSearches, type LoadFindings, repeatedSearches } from "./load/clients.ts";
import { createFeed } from "./load/feed.ts";
import { type Phase, type PhaseFindings, type PhaseSources, runPhase } from "./load/phases.ts";
import { type SystemUnderLoad, startSystem, tenantWithKey, untilSettled } from "./load/system-under-load.ts";
import { machine } from "./report.ts";

const SEED = 7;
const RESULTS = new URL("./results/", import.meta.url);
const TENANTS = ["noisy", "quiet"] as const;

const PHASES: readonly Phase[] = [
  { name: "ingest alone", noisy: 0, quiet: false, ingest: true },
  { name: "1 connection", noisy: 1, quiet: false, ingest: false },
  { name: "50 connections", noisy: 50, quiet: false, ingest: false },
  { name: "1 connection, ingest beside", noisy: 1, quiet: false, ingest: true },
  { name: "50 connections, ingest beside", noisy: 50, quiet: false, ingest: true },
  { name: "1 connection, the same searches again", noisy: 1, quiet: false, ingest: false, repeats: true },
  { name: "50 connections, the same searches again", noisy: 50, quiet: false, ingest: false, repeats: true },
  { name: "quiet tenant alone", noisy: 0, quiet: true, ingest: false },
  { name: "quiet beside 49 connections", noisy: 49, quiet: true, ingest: false },
  { name: "quiet beside 49 connections and ingest", noisy: 49, quiet: true, ingest: true },
  { name: "quiet beside 49 connections on plan free", noisy: 49, quiet: true, ingest: false, limited: true },
];

interface Options {
  readonly creators: number;
  readonly seconds: number;
  readonly only?: string;
  readonly soak?: number;
  readonly profile?: string;
}

function optionsOf(): Options {
  return new Command("npm run bench:load --")
    .description("Searches over 1 and 50 connections, alone, beside ingest and beside another tenant.")
    .option("--creators <number>", "of each of the two tenants that search", wholeNumberFrom(1), 5_000)
    .option("--seconds <number>", "of each row, beside 2 to warm up", wholeNumberFrom(1), 8)
    .option("--only <expression>", "only rows whose name matches")
    .option(
      "--soak <minutes>",
      "in place of the rows one mixed load for this time, and memory over it",
      wholeNumberFrom(1),
    )
    .option("--profile <folder>", "write the system's processor profile there, one file a thread")
    .parse()
    .opts<Options>();
}

async function fill({ commands }: SystemUnderLoad, creators: number): Promise<void> {
  const dropped = [];
  for (const tenant of TENANTS) {
    const lines = Readable.from(envelopeLines({ count: creators, seed: SEED, now: new Date() }));
    dropped.push(
      await commands.drop({ tenant: tenantIdSchema.parse(tenant), name: "creators.ndjson" }, lines),
    );
  }
  await commands.follow(dropped, { signal: new AbortController().signal, onProgress: () => undefined });
}

async function measure(system: SystemUnderLoad, options: Options): Promise<PhaseFindings[]> {
  const sources = await sourcesOf(system, options);
  const rows: PhaseFindings[] = [];
  process.stdout.write(HEAD);
  for (const phase of PHASES.filter(({ name }) => new RegExp(options.only ?? "").test(name))) {
    const found = await runPhase(sources, phase, options.seconds);
    rows.push(found);
    process.stdout.write(rowOf(found));
  }
  return rows;
}

/**
 * A mixed load, minute after minute: many connections, ingest of the same creators again, and repeated searches in
 * every third minute.
 */
async function soak(system: SystemUnderLoad, options: Options, minutes: number): Promise<PhaseFindings[]> {
  const sources = { ...(await sourcesOf(system, options)), feed: createFeed(system, { isGrowing: false }) };
  const rows: PhaseFindings[] = [];
  process.stdout.write(HEAD);
  for (let minute = 1; minute <= minutes; minute += 1) {
    const repeats = minute % 3 === 0;
    const phase = { name: `minute ${minute}`, noisy: 8, quiet: true, ingest: true, repeats };
    const found = await runPhase(sources, phase, 58);
    rows.push(found);
    process.stdout.write(rowOf(found));
  }
  return rows;
}

async function sourcesOf(system: SystemUnderLoad, { creators }: Options): Promise<PhaseSources> {
  const [noisy, quiet] = [await tenantWithKey(system, "noisy"), await tenantWithKey(system, "quiet")];
  return {
    system,
    feed: createFeed(system, { isGrowing: true }),
    keys: { noisy, quiet },
    bodies: {
      noisy: distinctSearches(SEED, creators),
      repeated: repeatedSearches(SEED + 1, creators),
      quiet: distinctSearches(SEED + 2, creators),
    },
  };
}

const HEAD = [
  "| load | searches/s | p50 | p95 | p99 ms | refused/s | errors | ingest/s | quiet p50 | p99 ms | empty request p99 | max ms | processor ms a search | busiest thread | memory MB |",
  "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
  "",
].join("\n");

function rowOf({
  name,
  noisy,
  quiet,
  ingestPerSecond,
  emptyRequest,
  processorMs,
  memoryMb,
  seconds,
}: PhaseFindings): string {
  const cells = [
    name,
    ...cellsOf(noisy, ({ answeredPerSecond, p50, p95, p99 }) => [answeredPerSecond, p50, p95, p99]),
    ...cellsOf(noisy, ({ refused }) => [refused / seconds]).slice(0, 1),
    String((noisy?.errors ?? 0) + (quiet?.errors ?? 0)),
    ingestPerSecond === null ? "" : figure(ingestPerSecond),
    ...cellsOf(quiet, ({ p50, p99 }) => [p50, p99]).slice(0, 2),
    figure(emptyRequest.p99),
    figure(emptyRequest.max),
    processorMs === null ? "" : figure(processorMs.allThreads),
    processorMs === null ? "" : figure(processorMs.busiestThread),
    `${figure(memoryMb.start)} to ${figure(memoryMb.end)}`,
  ];
  return `| ${cells.join(" | ")} |\n`;
}

const cellsOf = (load: LoadFindings | null, of: (load: LoadFindings) => number[]): string[] =>
  load === null ? ["", "", "", ""] : of(load).map(figure);

async function main(): Promise<void> {
  const options = optionsOf();
  const folder = await mkdtemp(join(tmpdir(), "increator-bench-load-"));
  const profiled = options.profile ? ["--cpu-prof", `--cpu-prof-dir=${options.profile}`] : [];
  const system = await startSystem(join(folder, "data"), profiled);
  try {
    process.stderr.write(`taking in ${TENANTS.length} times ${options.creators} creators ...\n`);
    await fill(system, options.creators);
    await untilSettled(system);
    const rows = options.soak ? await soak(system, options, options.soak) : await measure(system, options);
    const at = new Date().toISOString();
    await mkdir(RESULTS, { recursive: true });
    const file = new URL(`${at.slice(0, 19).replaceAll(":", "")}-load.json`, RESULTS);
    await writeFile(
      file,
      `${JSON.stringify({ settings: options, at, machine: machine(), rows }, null, 2)}\n`,
    );
    process.stdout.write(`${file.pathname}\n`);
    if (rows.some(({ noisy, quiet }) => (noisy?.errors ?? 0) + (quiet?.errors ?? 0) > 0))
      process.exitCode = 1;
  } finally {
    await system.close();
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
