import { Presets, SingleBar } from "cli-progress";
import { Command } from "commander";
import { embeddedSettingsFrom, logLevelFrom, processEnvironment } from "../lib/config.ts";
import { isAppError } from "../lib/domain/errors.ts";
import { aborted } from "../lib/ports/deadline.ts";
import { jsonLinesLog } from "./json-lines-log.ts";
import type { LocalSystem, LocalSystemOptions } from "./local-system.ts";
import type { SampleProgress } from "./sample.ts";
import { wholeNumberFrom } from "./whole-number.ts";

interface Options {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly sample: number;
}

const EXAMPLES = `
Examples:
  npm start
  npm start -- --port 8080 --data-dir ~/creators --sample none

The log goes to standard error as JSON lines: INCREATOR_LOG_LEVEL=WARN for less. End it with Ctrl-C.`;

async function main(): Promise<void> {
  const environment = processEnvironment();
  const { port, host, dataDir, sample } = optionsOf(embeddedSettingsFrom(environment).dataDir);
  const stopping = new AbortController();
  const stop = () => {
    // A second signal ends the process at once. The next start delivers its unfinished messages again.
    if (stopping.signal.aborted) process.exit(1);
    stopping.abort();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, stop);
  const progress = sampleProgress(process.stderr);
  const system = await startUnlessStopped(stopping.signal, {
    ...{ port, host, dataDir, sample },
    log: jsonLinesLog(process.stderr, {
      level: environment.INCREATOR_LOG_LEVEL ? logLevelFrom(environment) : "WARN",
    }),
    onProgress: progress.show,
  });
  progress.end();
  if (!system) return;
  process.stdout.write(welcome(system));
  await aborted(stopping.signal);
  await system.close();
}

/** Null when it was told to stop before it was up. The next start continues what this one began. */
async function startUnlessStopped(
  signal: AbortSignal,
  options: Omit<LocalSystemOptions, "signal">,
): Promise<LocalSystem | null> {
  try {
    const { startLocalSystem } = await import("./local-system.ts");
    return await startLocalSystem({ ...options, signal });
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
}

function optionsOf(dataDir: string): Options {
  return new Command("npm start --")
    .description("Starts the whole system on this machine.")
    .option("--port <number>", "where to listen", wholeNumberFrom(0, 65_535), 3000)
    .option("--host <address>", "address to listen on; 0.0.0.0 lets other machines in", "127.0.0.1")
    .option("--data-dir <folder>", "where everything is kept (INCREATOR_DATA_DIR)", dataDir)
    .option("--sample <number|none>", "creators to generate in an empty folder", sampleOf, 2_000)
    .addHelpText("after", EXAMPLES)
    .showSuggestionAfterError()
    .parse()
    .opts<Options>();
}

function sampleOf(text: string): number {
  if (text === "none") return 0;
  return wholeNumberFrom(0, 9_999_999)(text);
}

/** Shows the progress of the sample: as a bar on a terminal, otherwise as a line at each tenth. */
function sampleProgress(output: NodeJS.WriteStream): {
  readonly show: (progress: SampleProgress) => void;
  readonly end: () => void;
} {
  if (!output.isTTY) return plainProgress(output);
  const bar = new SingleBar(
    { format: "Sample creators {bar} {value}/{total}", stream: output, hideCursor: true },
    Presets.shades_classic,
  );
  return {
    show({ done, total }) {
      if (!bar.isActive) bar.start(total, done);
      bar.update(done);
    },
    end: () => bar.stop(),
  };
}

function plainProgress(output: { write(text: string): unknown }) {
  let tenths = -1;
  return {
    show({ done, total }: SampleProgress) {
      const reached = Math.floor((10 * done) / total);
      if (reached === tenths) return;
      tenths = reached;
      output.write(`sample creators: ${done} of ${total}\n`);
    },
    end: () => undefined,
  };
}

/** What a person wants to know when the system is up: its address, its parts, and how to call it. */
function welcome({ url, devKey, parts }: Pick<LocalSystem, "url" | "devKey" | "parts">): string {
  const width = Math.max(...Object.keys(parts).map((name) => name.length));
  const key = `-H 'x-api-key: ${devKey}'`;
  const creators = `curl -s ${key} '${url}/search?q=fitness+coaches+in+Germany+with+10k-500k+followers&limit=3'`;
  const browse = `curl -s ${key} '${url}/search?sort=followers&platforms=youtube&limit=3'`;
  const dictionary = `curl -s ${key} '${url}/dictionaries/countries'`;
  return [
    `InCreator is up. Open ${url}`,
    `Development key: ${devKey}`,
    "",
    ...Object.entries(parts).map(([name, part]) => `  ${name.padEnd(width)}  ${part}`),
    "",
    "Try:",
    `  ${creators}`,
    `  ${browse}`,
    `  ${dictionary}`,
    "",
    "",
  ].join("\n");
}

try {
  await main();
} catch (error) {
  process.stderr.write(
    `error: ${isAppError(error) ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exitCode = 1;
}
