import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { build } from "esbuild";
import { z } from "zod";
import { functionStems, moduleOptions } from "../../cdk/bundle.ts";
import { HTTP_FUNCTIONS, QUEUE_WORKERS, SCHEDULED_JOBS } from "../../cdk/functions.ts";
import { fits, likeOf, type MemoryRun, measuredSchema, SIZES_MB, timeLimitsOf } from "../../cdk/memory.ts";
import { cloudWorldLacks } from "../../test/doubles/cloud/world.ts";
import { type MemoryCase, memoryCases } from "./memory-cases.ts";
import { fillWorld } from "./memory-fill.ts";
import { openMemoryHost } from "./memory-host.ts";
import { memoryPage } from "./memory-page.ts";
import { openBenchWorld } from "./world.ts";

const MEASURED = fileURLToPath(new URL("../../cdk/memory-measured.json", import.meta.url));
const PROJECT = fileURLToPath(new URL("../../", import.meta.url));
const CREATORS = 4_000;

const ranSchema = z.object({
  ran: z.object({
    /** Kilobytes (of 1,024). */
    maxRSS: z.number(),
    computedMs: z.array(z.number()),
    waitedMs: z.number(),
    answers: z.array(z.unknown()),
  }),
});

interface Options {
  readonly only?: string[];
  readonly write: boolean;
  readonly json: boolean;
}

interface Bench {
  readonly folder: string;
  /** Of the database. */
  readonly data: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Runs every bundled function on heavy work, under one size of memory after the other, until one does. */
async function main(): Promise<void> {
  const { only, write, json } = optionsOf();
  const lacks = cloudWorldLacks();
  if (lacks !== null) throw new Error(`This bench needs ${lacks}`);
  const folder = await mkdtemp(join(tmpdir(), "increator-bench-memory-"));
  const world = await openBenchWorld();
  Object.assign(process.env, world.environment);
  const data = join(folder, "data");
  const host = await openMemoryHost(world.environment, data);
  try {
    const stems = only ?? functionStems().filter((stem) => !likeOf(stem));
    await bundleSubjects(stems, folder);
    const bench = { folder, data, environment: world.environment };
    progress(`filling: ${CREATORS} creators and a backup`);
    const fill = await fillWorld(host, CREATORS);
    const runs: MemoryRun[] = [];
    for (const one of memoryCases(fill, stems)) runs.push(...(await runsOrNone(bench, one)));
    const measured = { ...thisMachine(), runs: merged(await known(), runs) };
    if (write) await writeFile(MEASURED, `${JSON.stringify(measured, null, 2)}\n`);
    process.stdout.write(json ? `${JSON.stringify(runs, null, 2)}\n` : memoryPage(runs));
  } finally {
    await host.close();
    await world.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** One that cannot be measured keeps what was known of it, and is told. */
async function runsOrNone(bench: Bench, one: MemoryCase): Promise<MemoryRun[]> {
  try {
    return await runsOf(bench, one);
  } catch (error) {
    process.exitCode = 1;
    progress(`NOT MEASURED: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
}

/** From the smallest size up, until one does all and fits; the next larger is run too, to see what it would bring. */
async function runsOf(bench: Bench, one: MemoryCase): Promise<MemoryRun[]> {
  const runs: MemoryRun[] = [];
  let isEnough = false;
  for (const memoryMb of SIZES_MB) {
    progress(`${one.stem} under ${memoryMb} MB: ${one.work}`);
    const run = await runOnce(bench, one, memoryMb);
    runs.push(run);
    if (isEnough) break;
    isEnough = fits(run, timeLimitsOf(one.stem));
  }
  return runs;
}

async function runOnce(bench: Bench, one: MemoryCase, memoryMb: number): Promise<MemoryRun> {
  const { stem, work } = one;
  const eventsFile = join(bench.folder, "events.json");
  await writeFile(eventsFile, JSON.stringify(await one.events()));
  const subject = join(bench.folder, `${stem}.mjs`);
  const given = [...lambdaFlags(memoryMb), subject, eventsFile, bench.data, String(timeoutMsOf(stem))];
  const env = { ...bench.environment, NODE_OPTIONS: "--enable-source-maps", INCREATOR_LOG_LEVEL: "ERROR" };
  const stdout = await output(given, env);
  // V8 ends a process that has reached the end of its heap.
  if (stdout === null) return { stem, memoryMb, work, peakMb: null, firstMs: 0, laterMs: 0, waitedMs: 0 };
  const line = stdout.trimEnd().split("\n").at(-1) ?? "";
  const { ran } = ranSchema.parse(JSON.parse(line));
  const refused = ran.answers.filter((answer) => !one.isDone(answer));
  // A busy machine lets a double answer late now and then.
  if (refused.length * 2 > ran.answers.length)
    throw new Error(`${stem} answered: ${JSON.stringify(refused[0]).slice(0, 500)}`);
  const [firstMs = 0, ...later] = ran.computedMs.map((ms) => Math.round(ms));
  return {
    stem,
    memoryMb,
    work,
    peakMb: Math.ceil(ran.maxRSS / 1_024),
    firstMs,
    laterMs: median(later),
    waitedMs: Math.round(ran.waitedMs),
  };
}

/**
 * As Lambda's own runtime starts Node: nine tenths of the memory for the old heap, a twentieth for a half of the young
 * one (its `bootstrap`, as images of it show).
 */
const lambdaFlags = (memoryMb: number): string[] => [
  "--expose-gc",
  "--max-http-header-size",
  "81920",
  `--max-semi-space-size=${Math.floor(memoryMb / 20)}`,
  `--max-old-space-size=${Math.floor((memoryMb * 9) / 10)}`,
];

/** Null where the process was ended by a signal, as V8 does when its heap is full. */
const output = (given: readonly string[], env: Readonly<Record<string, string>>): Promise<string | null> =>
  new Promise((resolve, reject) => {
    execFile(process.execPath, [...given], { env, maxBuffer: 1 << 28 }, (error, stdout) => {
      if (error === null) resolve(stdout);
      else if (error.signal) resolve(null);
      else reject(error);
    });
  });

const timeoutMsOf = (stem: string): number =>
  ((QUEUE_WORKERS[stem] ?? SCHEDULED_JOBS[stem] ?? HTTP_FUNCTIONS[stem])?.timeoutSeconds ?? 10) * 1_000;

/** Each function as deployed, with what measures it and the database in one file beside it. */
async function bundleSubjects(stems: readonly string[], outdir: string): Promise<void> {
  for (const stem of stems) {
    const contents = [
      `import { create } from "./functions/${stem}.lambda.ts";`,
      'import { runMemoryCase } from "./bench/cloud/memory-run.ts";',
      "await runMemoryCase(create);",
    ].join("\n");
    const { splitting, ...options } = moduleOptions();
    await build({
      stdin: { contents, resolveDir: PROJECT, loader: "ts", sourcefile: `${stem}.ts` },
      outfile: join(outdir, `${stem}.mjs`),
      ...options,
    });
  }
}

/** What stands in the file already: of functions that are not measured anew. */
const known = async (): Promise<readonly MemoryRun[]> =>
  measuredSchema.parse(JSON.parse(await readFile(MEASURED, "utf8"))).runs;

function merged(old: readonly MemoryRun[], runs: readonly MemoryRun[]): MemoryRun[] {
  const stems = new Set(runs.map(({ stem }) => stem));
  return [...old.filter(({ stem }) => !stems.has(stem)), ...runs].sort(
    (a, b) => a.stem.localeCompare(b.stem) || a.memoryMb - b.memoryMb,
  );
}

const thisMachine = () => ({
  measuredOn: new Date().toISOString().slice(0, 10),
  machine: `${cpus()[0]?.model.trim() ?? "unknown"}, ${cpus().length} cores, ${process.arch}`,
  node: process.version,
});

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

const progress = (text: string): void => void process.stderr.write(`${text} ...\n`);

const optionsOf = (): Options =>
  new Command("npm run bench:memory --")
    .description("Peak memory and processor time of every bundled function on heavy work, by size of memory.")
    .option("--only <stems...>", "functions to measure; all unless given")
    .option("--write", "keep the figures in cdk/memory-measured.json, from which sizes are taken", false)
    .option("--json", "write the figures as JSON", false)
    .parse()
    .opts<Options>();

await main();
