import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { inHalf } from "./judged-set.ts";
import { type EvalOptions, evalOptions } from "./options.ts";
import { reportReading, runReading } from "./reading.ts";
import { report } from "./report.ts";
import { runSet } from "./run-set.ts";
import { openSet, type SearchSetName } from "./sets/open-set.ts";
import { summaries } from "./summary.ts";

const DATA = fileURLToPath(new URL("../../shared/data", import.meta.url));

/** What one set gave: for people, and every number of it. */
interface Measured {
  readonly text: string;
  readonly numbers: unknown;
}

async function main(): Promise<void> {
  const options = evalOptions(DATA);
  const measured: Measured[] = [];
  for (const name of options.set) {
    const one = name === "reading" ? measureReading(options) : await measureSearch(name, options);
    if (!one) continue;
    process.stdout.write(`${one.text}\n`);
    measured.push(one);
  }
  const { half, generated } = options;
  if (options.markdown) await writeFile(options.markdown, measured.map(({ text }) => text).join("\n"));
  if (options.json) {
    const sets = measured.map(({ numbers }) => numbers);
    await writeFile(options.json, JSON.stringify({ half, generated, sets }, null, 2));
  }
}

function measureReading({ data, half }: EvalOptions): Measured {
  const runs = runReading(data, half);
  return { text: reportReading(runs), numbers: { set: "reading", runs } };
}

/** Null, and a word about it, when the set's files are not there. */
async function measureSearch(name: SearchSetName, options: EvalOptions): Promise<Measured | null> {
  const set = openSet(name, options);
  if (!set) {
    say(`NOT MEASURED: ${name}. Its files are not in ${options.data}: name their folder with --data.\n`);
    process.exitCode = 2;
    return null;
  }
  const queries = set.queries.filter(inHalf(options.half)).slice(0, options.limit);
  const run = await runSet(set, queries, { ...options, onProgress: showProgress });
  showProgress("");
  const runs = run.runs.map((one) => ({ ...one, summaries: summaries(one.results) }));
  return { text: report(run), numbers: { ...run, runs } };
}

/** One line that is written over, where somebody looks on. */
function showProgress(message: string): void {
  if (process.stderr.isTTY) say(`\r\u001b[K${message}`);
}

const say = (message: string): void => void process.stderr.write(message);

await main();
