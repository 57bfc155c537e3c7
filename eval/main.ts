import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { changeOf, readBefore } from "./changes.ts";
import { inHalf, type JudgedSet } from "./judged-set.ts";
import { measureLanguages } from "./languages.ts";
import { leaveOneOut } from "./leave-one-out.ts";
import { type EvalOptions, evalOptions } from "./options.ts";
import { reportReading, runReading } from "./reading.ts";
import { overview, report, reportLanguages, reportLeftOut } from "./report.ts";
import { runSet, type SetRun } from "./run-set.ts";
import { openSet, type SearchSetName } from "./sets/open-set.ts";
import { summaries } from "./summary.ts";
import { loadSystem } from "./systems/increator.ts";
import type { LlmSource } from "./systems/llm-search.ts";
import { fullSearch } from "./systems/variants.ts";

const DATA = fileURLToPath(new URL("../../shared/data", import.meta.url));

/** One set's results: a text for people, and every number. */
interface Measured {
  readonly text: string;
  readonly numbers: unknown;
}

async function main(): Promise<void> {
  const options = evalOptions(DATA);
  const llm = options.llm ? llmSource(options) : null;
  const before = options.before === undefined ? null : readBefore(options.before);
  const measured: Measured[] = [];
  const searched: SetRun[] = [];
  const add = (one: Measured | null): void => {
    if (!one) return;
    process.stdout.write(`${one.text}\n`);
    measured.push(one);
  };
  for (const name of options.set) {
    if (name === "reading") add(measureReading(options));
    else if (name === "languages") add(await measureOverlap(options));
    else {
      const run = await measureSearch(name, options, llm);
      if (run) searched.push(run);
      add(run && { text: report(run), numbers: numbersOf(run) });
    }
  }
  if (searched.length > 1 || before) add(whole(searched, before));
  if (options.leaveOneOut) add(leftOut(searched));
  const { half, generated } = options;
  if (options.markdown) await writeFile(options.markdown, measured.map(({ text }) => text).join("\n"));
  if (options.json) {
    const sets = measured.flatMap(({ numbers }) => numbers ?? []);
    await writeFile(options.json, JSON.stringify({ half, generated, sets }, null, 2));
  }
}

/**
 * Without a key it says so and returns null. The `OPENAI_` settings leave the environment, so that the system itself
 * still uses this machine's vectors.
 */
function llmSource({ llmAnswers: answers }: EvalOptions): LlmSource | null {
  const environment = { ...process.env };
  if (!environment.OPENAI_API_KEY) {
    notMeasured("the language model. OPENAI_API_KEY is not set.");
    return null;
  }
  for (const key of Object.keys(environment)) if (key.startsWith("OPENAI_")) delete process.env[key];
  return { environment, answers };
}

function measureReading({ data, half }: EvalOptions): Measured {
  const runs = runReading(data, half);
  return { text: reportReading(runs), numbers: { set: "reading", runs } };
}

/** Asks questions in eleven languages over the profiles of `judged_dev`. */
async function measureOverlap(options: EvalOptions): Promise<Measured | null> {
  const set = openJudged("judged_dev", options);
  if (!set) return null;
  const { ports, close } = await loadSystem(set.envelopes(), (found) => showProgress(`languages: ${found}`));
  const overlaps = await measureLanguages(fullSearch(ports())).finally(close);
  showProgress("");
  return { text: reportLanguages(overlaps), numbers: { set: "languages", overlaps } };
}

async function measureSearch(
  name: SearchSetName,
  options: EvalOptions,
  llm: LlmSource | null,
): Promise<SetRun | null> {
  const set = openJudged(name, options);
  if (!set) return null;
  const queries = set.queries.filter(inHalf(options.half)).slice(0, options.limit);
  const run = await runSet(set, queries, { ...options, llm, onProgress: showProgress });
  showProgress("");
  return run;
}

const numbersOf = ({ recorded: _, ...run }: SetRun) => ({
  ...run,
  runs: run.runs.map((one) => ({ ...one, summaries: summaries(one.results) })),
});

function whole(runs: readonly SetRun[], before: ReturnType<typeof readBefore> | null): Measured {
  const changes = runs.flatMap(({ set, runs: [full] }) => {
    const was = before?.get(set);
    return was?.length && full ? [changeOf(set, was, full.results)] : [];
  });
  return { text: overview(runs, changes), numbers: null };
}

function leftOut(runs: readonly SetRun[]): Measured {
  const rows = leaveOneOut(runs.flatMap(({ recorded }) => recorded ?? []));
  return { text: reportLeftOut(rows), numbers: { set: "leave-one-out", rows } };
}

/** If the set's files are missing, says so and returns null. */
function openJudged(name: SearchSetName, options: EvalOptions): JudgedSet | null {
  const set = openSet(name, options);
  if (!set) notMeasured(`${name}. Its files are not in ${options.data}: name their folder with --data.`);
  return set;
}

function notMeasured(what: string): void {
  say(`NOT MEASURED: ${what}\n`);
  process.exitCode = 2;
}

/** One line that is overwritten each time. Only on a terminal. */
function showProgress(message: string): void {
  if (process.stderr.isTTY) say(`\r\u001b[K${message}`);
}

const say = (message: string): void => void process.stderr.write(message);

await main();
