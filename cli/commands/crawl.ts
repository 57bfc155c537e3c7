import { readFile } from "node:fs/promises";
import { type Command, Option } from "commander";
import type { CrawlReport } from "../../lib/crawl/run-crawl.ts";
import { ADD_MAX } from "../../lib/crawl/targets/add-targets.ts";
import { AppError } from "../../lib/domain/errors.ts";
import type { TenantId } from "../../lib/domain/ids.ts";
import { PLATFORMS, type Platform } from "../../lib/domain/platform.ts";
import type { Commands } from "../../local/commands.ts";
import { type CrawlRequest, crawlSettingsIn } from "../../local/crawl-command.ts";
import { elsewhereSchema, type Simulation } from "../../local/simulation.ts";
import { show } from "../asking.ts";
import type { CommonOptions } from "../common-options.ts";
import { withCommands } from "../connection.ts";
import { crawlPage, crawlProgressText } from "../crawl-report.ts";
import { EXIT, type Io } from "../io.ts";
import { progressLine } from "../progress-line.ts";
import { readTargets } from "../target-files.ts";
import { tenantOption } from "../tenant-option.ts";
import { numericOption } from "../volume-options.ts";

interface CrawlOptions extends CommonOptions {
  readonly tenant: TenantId;
  readonly platform?: Platform;
  readonly targets?: string;
  readonly wait: boolean;
  readonly simulated?: boolean;
  readonly simulation?: string;
  readonly accounts: number;
  readonly credentials: number;
  readonly speed: number;
  readonly faults: number;
}

const EXAMPLES = `
Examples:
  YOUTUBE_API_KEY=... increator crawl --platform youtube --targets handles.csv
  increator crawl --platform x --no-wait
  increator crawl --simulated
  increator crawl --simulated --accounts 2000 --faults 0.05 --json

Keys come from the environment, several joined by commas: YOUTUBE_API_KEY, X_BEARER_TOKEN, INSTAGRAM_USER_ID with
INSTAGRAM_ACCESS_TOKEN, TIKTOK_CLIENT_KEY with TIKTOK_CLIENT_SECRET. What is fetched can be found by search at once.
It ends when everything that was asked for is answered; Ctrl-C ends it sooner, and the next one goes on.
Exit code: 0 all is answered, 2 some lines of the list name no account, 1 failure, 130 interrupted.`;

/** `increator crawl`; `exitWith` receives the exit code. */
export function addCrawl(program: Command, io: Io, exitWith: (code: number) => void): void {
  program
    .command("crawl")
    .description("fetch accounts that are due from their platforms, within every limit")
    .addOption(new Option("--platform <platform>", "only this one").choices([...PLATFORMS]))
    .option("--targets <file>", "first make the accounts of a list targets; - reads standard input")
    .option("--no-wait", "end when every quota is spent for now")
    .addOption(tenantOption("whose creators they become"))
    .option("--simulated", "ask simulated platforms, without any key")
    .addOption(numericOption("--accounts <number>", "simulated accounts", 400, { min: 1, max: 1_000_000 }))
    .addOption(
      numericOption("--credentials <number>", "simulated keys for each platform", 2, { min: 1, max: 100 }),
    )
    .addOption(
      numericOption("--speed <number>", "simulated seconds in a second", 1_440, { min: 1, max: 20_000 }),
    )
    .addOption(
      numericOption("--faults <share>", "share of simulated answers that go wrong", 0, { min: 0, max: 1 }),
    )
    .addOption(new Option("--simulation <file>", "of a simulator that runs elsewhere").hideHelp())
    .addHelpText("after", EXAMPLES)
    .action(async (_options: object, self: Command) =>
      exitWith(await crawl(io, self.optsWithGlobals<CrawlOptions>())),
    );
}

async function crawl(io: Io, options: CrawlOptions): Promise<number> {
  const request = await requestOf(io, options);
  const line = progressLine(io);
  const bad: number[] = [];
  const report = await withCommands(io, { ...options, creates: true, works: true }, async (commands) => {
    if (options.targets !== undefined) bad.push(await addList(io, commands, options, request));
    return commands.crawl(request, {
      signal: io.signal,
      onProgress: (progress) => line.show(crawlProgressText(progress)),
    });
  });
  line.end();
  const [badLines = 0] = bad;
  show(io, options, { ...report, bad_lines: badLines }, () => crawlPage(report, io.columns));
  return exitCode(io, report, badLines);
}

function exitCode(io: Io, { finished }: CrawlReport, badLines: number): number {
  if (io.signal.aborted) return EXIT.interrupted;
  if (badLines > 0) {
    io.err(`${badLines} line(s) of the list name no account: increator targets add shows which.\n`);
    return EXIT.someQuarantined;
  }
  if (!finished) io.err("Every quota is spent for now; the same command goes on later.\n");
  return EXIT.ok;
}

async function requestOf(io: Io, options: CrawlOptions): Promise<CrawlRequest> {
  const settings = crawlSettingsIn(io.environment);
  const simulation = await simulationOf(options);
  return {
    tenant: options.tenant,
    platforms: platformsOf(options, settings, simulation),
    waits: options.wait,
    settings,
    simulation,
  };
}

/** If none is chosen: the platforms with credentials, or all of them if none has any or the crawl is simulated. */
function platformsOf(
  { platform }: CrawlOptions,
  settings: Record<string, string>,
  simulation: Simulation | null,
): Platform[] {
  if (platform) return [platform];
  const names = Object.keys(settings);
  const withKeys = PLATFORMS.filter((one) => names.some((name) => name.startsWith(`${one.toUpperCase()}_`)));
  return simulation === null && withKeys.length > 0 ? withKeys : [...PLATFORMS];
}

async function simulationOf(options: CrawlOptions): Promise<Simulation | null> {
  if (options.simulation !== undefined) {
    return elsewhereSchema.parse(JSON.parse(await readFile(options.simulation, "utf8")));
  }
  if (!options.simulated) return null;
  const { accounts, credentials, speed, faults, platform } = options;
  const platforms = platform ? [platform] : [...PLATFORMS];
  if (options.targets !== undefined) {
    throw new AppError("invalid", "bad-options", "--targets: simulated accounts are made up; leave it out.");
  }
  return {
    kind: "own",
    tenant: options.tenant,
    platforms,
    accounts,
    seed: 1,
    credentials,
    speed,
    faults,
  };
}

/** Returns how many lines name no account. */
async function addList(
  io: Io,
  commands: Commands,
  { targets: path = "-", platform }: CrawlOptions,
  { tenant, simulation }: CrawlRequest,
): Promise<number> {
  let bad = 0;
  for await (const batch of readTargets(path, io.stdin, { platform: platform ?? null, batch: ADD_MAX })) {
    io.signal.throwIfAborted();
    bad += batch.bad.length;
    await commands.addTargets({
      tenant,
      accounts: [...batch.accounts],
      priority: "high",
      synthetic: simulation !== null,
    });
  }
  return bad;
}
