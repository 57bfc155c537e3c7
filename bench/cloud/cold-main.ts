import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { bundleFunctions, type FunctionBundle } from "../../cdk/bundle.ts";
import { composeCloud } from "../../lib/compose/cloud.ts";
import { wholeNumberFrom } from "../../local/whole-number.ts";
import { cloudWorldLacks } from "../../test/doubles/cloud/world.ts";
import { again, lambdaRuntimeLacks, startLambdaRuntime } from "../../test/doubles/lambda-runtime.ts";
import { type ColdCase, coldCases } from "./cold-cases.ts";
import { warmUp } from "./cold-warm-up.ts";
import { openBenchWorld } from "./world.ts";

type Environment = Readonly<Record<string, string>>;

/** Milliseconds of one start, as the emulator reports them. */
interface Start {
  /** Until the handler was loaded, including the start of Node. */
  readonly init: number;
  /** Until the first answer, including `init`. */
  readonly answered: number;
}

/** Measures the time of Node and Lambda's client alone. */
const EMPTY: Subject = { name: "an empty handler", event: async () => ({}), isRight: () => true };
type Subject = Pick<ColdCase, "name" | "event" | "isRight" | "goalMs">;
type Runnable = Pick<FunctionBundle, "stem" | "folder" | "bytes">;

/** Starts deployed bundles repeatedly and in turns, in Lambda's own runtime, and measures their first answers. */
async function main(): Promise<void> {
  const { runs, json } = optionsOf();
  const lacks = cloudWorldLacks() ?? lambdaRuntimeLacks();
  if (lacks !== null) throw new Error(`This bench needs ${lacks}`);
  const folder = await mkdtemp(join(tmpdir(), "increator-bench-cold-"));
  const world = await openBenchWorld();
  Object.assign(process.env, world.environment);
  const composition = await composeCloud(world.environment);
  try {
    const bundles = await bundleFunctions(folder);
    await warmUp(composition);
    const subjects = [
      { cold: EMPTY, bundle: await emptyBundle(join(folder, "empty")), starts: [] as Start[] },
      ...coldCases(composition).map((cold) => ({ cold, bundle: bundleOf(bundles, cold.stem), starts: [] })),
    ];
    for (let run = 0; run < runs; run += 1) {
      process.stderr.write(`run ${run + 1} of ${runs} ...\n`);
      for (const { cold, bundle, starts } of subjects)
        starts.push(await start(bundle, cold, run, world.environment));
    }
    const rows = subjects.map(rowOf);
    process.stdout.write(json ? `${JSON.stringify(rows, null, 2)}\n` : page(rows));
  } finally {
    await composition.close();
    await world.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function bundleOf(bundles: ReadonlyMap<string, FunctionBundle>, stem: string): Runnable {
  const found = bundles.get(stem);
  if (!found) throw new Error(`functions/${stem}.lambda.ts was not bundled.`);
  return found;
}

async function emptyBundle(folder: string): Promise<Runnable> {
  await mkdir(folder);
  await writeFile(join(folder, "index.mjs"), "export const handler = async () => ({});");
  return { stem: "empty", folder, bytes: 0 };
}

/** On a busy machine a first search can end without its indexes. Such a start is reported and repeated. */
const STARTS_MAX = 5;

/** @throws Error if every try gives another answer than the one to measure. */
const start = (...asked: Parameters<typeof startOnce>): Promise<Start> =>
  again(
    () => startOnce(...asked),
    STARTS_MAX,
    (error) => {
      process.stderr.write(`${error instanceof Error ? error.message.slice(0, 80) : error}\n`);
      return true;
    },
  );

async function startOnce(
  bundle: Runnable,
  cold: Subject,
  run: number,
  environment: Environment,
): Promise<Start> {
  const event = await cold.event(run);
  const settings = { ...environment, INCREATOR_LOG_LEVEL: "ERROR" };
  const runtime = await startLambdaRuntime(bundle, settings, { seconds: 29 });
  try {
    const answer = await runtime.invoke(event);
    if (!cold.isRight(answer)) throw new Error(`${cold.name} answered otherwise: ${answer}`);
    return reportOf(runtime.log());
  } finally {
    await runtime.close();
  }
}

/**
 * The emulator starts at the first event. Its line REPORT counts everything as the invocation, and another line gives
 * the time of init.
 */
function reportOf(log: string): Start {
  const init = /INIT REPORT\(durationMs: ([\d.]+)\)/.exec(log);
  const report = /REPORT RequestId: .*\tDuration: ([\d.]+) ms/.exec(log);
  if (!init || !report) throw new Error(`The emulator reported no start: ${log}`);
  return { init: Number(init[1]), answered: Number(report[1]) };
}

const rowOf = ({ cold, bundle, starts }: { cold: Subject; bundle: Runnable; starts: readonly Start[] }) => ({
  ...{ name: cold.name, goalMs: cold.goalMs, kbAtStart: Math.round(bundle.bytes / 1_000) },
  init: median(starts.map(({ init }) => init)),
  answered: median(starts.map(({ answered }) => answered)),
  slowest: Math.max(...starts.map(({ answered }) => answered)),
});

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function page(rows: readonly ReturnType<typeof rowOf>[]): string {
  const empty = rows[0]?.answered ?? Number.NaN;
  const lines = rows.map(({ name, kbAtStart, goalMs, init, answered, slowest }) => {
    const goal = goalMs === undefined ? "" : `${goalMs}: ${answered <= goalMs ? "met" : "**missed**"}`;
    const times = [init, answered, slowest].map((ms) => ms.toFixed(0));
    return `| ${[name, kbAtStart, ...times, (answered / empty).toFixed(1), goal].join(" | ")} |`;
  });
  return [
    "| first answer | kB at start | loaded, ms | answered, ms | slowest, ms | times empty | goal, ms |",
    "|---|---|---|---|---|---|---|",
    ...lines,
    "",
  ].join("\n");
}

function optionsOf(): { readonly runs: number; readonly json: boolean } {
  return new Command("npm run bench:cold --")
    .description("Cold starts of the bundled functions in Lambda's own runtime: medians of first answers.")
    .option("--runs <number>", "starts of each, in turns", wholeNumberFrom(1, 99), 5)
    .option("--json", "write the figures as JSON", false)
    .parse()
    .opts<{ runs: number; json: boolean }>();
}

await main();
