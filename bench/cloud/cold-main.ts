import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Command, InvalidArgumentError } from "commander";
import { build } from "esbuild";
import { z } from "zod";
import { bundleFunctions, type FunctionBundles } from "../../cdk/bundle.ts";
import { type CloudComposition, composeCloud } from "../../lib/compose/cloud.ts";
import { cloudWorldLacks } from "../../test/doubles/cloud/world.ts";
import { type ColdCase, coldCases } from "./cold-cases.ts";
import { bundleFloors, callingFloorName, floorName } from "./cold-floors.ts";
import { warmUp } from "./cold-warm-up.ts";
import { openBenchWorld } from "./world.ts";

const RUNNER = fileURLToPath(new URL("./cold-run.ts", import.meta.url));
/** First answer from L2 within this many times the empty handler, any other within this many times its floor. */
const GOALS = { l2: 2, other: 1.3 };

const spentSchema = z.object({ wallMs: z.number(), processorMs: z.number() });
const coldSchema = z.object({
  cold: z.object({ loaded: spentSchema, answered: spentSchema, answer: z.unknown().optional() }),
});
type Run = Omit<z.infer<typeof coldSchema>["cold"], "answer">;

interface Subject {
  readonly name: string;
  readonly file: string;
  readonly runs: Run[];
  readonly cold?: ColdCase;
}

/** Starts every function anew, again and again and in turns, against an empty one and against the SDKs alone. */
async function main(): Promise<void> {
  const { runs, json } = optionsOf();
  const lacks = cloudWorldLacks();
  if (lacks !== null) throw new Error(`This bench needs ${lacks}`);
  const folder = await mkdtemp(join(tmpdir(), "increator-bench-cold-"));
  const world = await openBenchWorld();
  Object.assign(process.env, world.environment);
  const composition = await composeCloud(world.environment);
  try {
    const bundles = await bundleFunctions(join(folder, "functions"));
    await warmUp(composition);
    const runner = await plainRunner(folder);
    const subjects = await subjectsOf(folder, bundles, composition);
    for (let run = 0; run < runs; run += 1) {
      process.stderr.write(`run ${run + 1} of ${runs} ...\n`);
      for (const subject of subjects)
        subject.runs.push(await runOnce(subject, run, { folder, runner, environment: world.environment }));
    }
    process.stdout.write(
      json ? `${JSON.stringify(subjects.map(figuresOf), null, 2)}\n` : page(subjects, bundles),
    );
  } finally {
    await composition.close();
    await world.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Without types, which would have to be stripped in every start. */
async function plainRunner(folder: string): Promise<string> {
  const outfile = join(folder, "cold-run.mjs");
  await build({ entryPoints: [RUNNER], outfile, format: "esm", platform: "node", target: "node24" });
  return outfile;
}

async function subjectsOf(
  folder: string,
  bundles: FunctionBundles,
  composition: CloudComposition,
): Promise<Subject[]> {
  const cases = coldCases(composition);
  const floors = await bundleFloors(join(folder, "floors"), cases);
  const starts = [...bundles.values()].filter(({ stem }) => !cases.some((one) => one.stem === stem));
  return [
    ...[...floors].map(([name, file]) => ({ name, file, runs: [] })),
    ...cases.map((cold) => ({ name: cold.name, file: indexOf(bundles, cold.stem), runs: [], cold })),
    ...starts.map(({ stem }) => ({ name: stem, file: indexOf(bundles, stem), runs: [] })),
  ];
}

const indexOf = (bundles: FunctionBundles, stem: string): string =>
  join(bundles.get(stem)?.folder ?? "", "index.mjs");

async function runOnce(
  { name, file, cold }: Subject,
  run: number,
  {
    folder,
    runner,
    environment,
  }: {
    readonly folder: string;
    readonly runner: string;
    readonly environment: Readonly<Record<string, string>>;
  },
): Promise<Run> {
  const eventFile = join(folder, "event.json");
  await writeFile(eventFile, JSON.stringify(cold ? await cold.event(run) : {}));
  const { stdout } = await promisify(execFile)(process.execPath, [runner, file, eventFile], {
    env: { ...environment, INCREATOR_LOG_LEVEL: "ERROR" },
  });
  const line = stdout.trimEnd().split("\n").at(-1) ?? "";
  const { loaded, answered, answer } = coldSchema.parse(JSON.parse(line)).cold;
  if (cold && !cold.isRight(answer)) throw new Error(`${name} answered otherwise: ${JSON.stringify(answer)}`);
  return { loaded, answered };
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const figuresOf = ({ name, runs }: Subject) => ({
  name,
  loadedMs: median(runs.map(({ loaded }) => loaded.wallMs)),
  answeredMs: median(runs.map(({ answered }) => answered.wallMs)),
  loadedProcessorMs: median(runs.map(({ loaded }) => loaded.processorMs)),
  answeredProcessorMs: median(runs.map(({ answered }) => answered.processorMs)),
});
type Figures = ReturnType<typeof figuresOf>;

function page(subjects: readonly Subject[], bundles: FunctionBundles): string {
  const figures = new Map(subjects.map((subject) => [subject.name, figuresOf(subject)]));
  const empty = figures.get("empty");
  const rows = subjects.map((subject) => {
    const own = figuresOf(subject);
    const bundle = bundles.get(subject.cold?.stem ?? subject.name);
    const size = bundle ? `${kb(bundle.bytes)} of ${kb(bundle.packageBytes)}` : "";
    const times = `${ms(own.loadedMs)} (${ms(own.loadedProcessorMs)})`.padStart(12);
    const answered = subject.cold || !bundle ? `${ms(own.answeredMs)} (${ms(own.answeredProcessorMs)})` : "";
    return `${subject.name.padEnd(44)} ${size.padStart(16)} ${times} ${answered.padStart(12)}  ${verdict(subject, own, figures, empty)}`;
  });
  return `${"kB at start, of all; medians of ms, processor's in brackets".padEnd(61)}       loaded     answered\n${rows.join("\n")}\n`;
}

function verdict(
  { cold }: Subject,
  own: Figures,
  figures: ReadonlyMap<string, Figures>,
  empty: Figures | undefined,
): string {
  if (!cold || !empty) return "";
  const isFromL2 = cold.name === "search from L2";
  const base = isFromL2 ? empty : figures.get(floorName(cold.needs));
  if (!base) return "";
  const ratio = own.answeredMs / base.answeredMs;
  const processor = own.answeredProcessorMs / base.answeredProcessorMs;
  const calling = own.answeredMs / (figures.get(callingFloorName(cold.needs)) ?? base).answeredMs;
  const goal = isFromL2 ? GOALS.l2 : GOALS.other;
  const what = isFromL2 ? "empty" : "floor";
  return `${ratio.toFixed(2)} x ${what} (processor ${processor.toFixed(2)}), goal ${goal}: ${ratio <= goal ? "met" : "MISSED"}; ${calling.toFixed(2)} x the floor that calls`;
}

const ms = (value: number): string => value.toFixed(0);
const kb = (bytes: number): string => (bytes / 1_000).toFixed(0);

function optionsOf(): { readonly runs: number; readonly json: boolean } {
  return new Command("npm run bench:cold --")
    .description(
      "Cold starts of the bundled functions, against an empty one and against the SDKs that they need.",
    )
    .option("--runs <number>", "starts of each, in turns", positive, 11)
    .option("--json", "write the figures as JSON", false)
    .parse()
    .opts<{ runs: number; json: boolean }>();
}

function positive(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError("It must be a whole number from 1 to 99.");
  return Number(text);
}

await main();
