import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { type CrawlReport, crawlReportSchema } from "../../../lib/crawl/run-crawl.ts";
import type { CreatorRecord } from "../../../lib/domain/creator.ts";
import { creatorIdOf, LOCAL_TENANT } from "../../../lib/domain/ids.ts";
import { LOCAL_SCOPE } from "../../../lib/domain/tenant-scope.ts";
import type { Simulation } from "../../../local/simulation.ts";
import { acceleratedClock } from "../../../local/simulator/accelerated-clock.ts";
import type { SimulatedAccount } from "../../../local/simulator/simulated-account.ts";
import { type PlatformSimulator, startSimulator } from "../../../local/simulator/start-simulator.ts";
import { openSystem } from "../../../local/system.ts";
import { silentLog } from "../running-system.ts";

const COMMAND = fileURLToPath(new URL("../../../cli/increator.ts", import.meta.url));
const DAY_MS = 86_400_000;

export interface TrialOptions {
  readonly accounts: number;
  readonly credentials: number;
  /** Simulated seconds in a second. */
  readonly speed: number;
  readonly faultShare: number;
}

/** A simulator in this process, and a crawl of it in other processes, which can be killed. */
export async function openTrial({ accounts, credentials, speed, faultShare }: TrialOptions) {
  const folder = await mkdtemp(join(tmpdir(), "increator-crawl-"));
  const clock = { start: new Date(Date.now() - 25 * DAY_MS), realStart: Date.now(), speed };
  const simulator = await startSimulator({
    count: accounts,
    seed: 7,
    clock: acceleratedClock(clock),
    credentialsPerPlatform: credentials,
  });
  simulator.faults.share = faultShare;
  simulator.faults.slowMs = 200;
  const simulation: Simulation = {
    kind: "elsewhere",
    origins: simulator.origins,
    clock,
    credentials: [...simulator.credentials.all],
    postsPerAccount: 5,
  };
  const [settings, list] = [join(folder, "simulation.json"), join(folder, "targets.csv")];
  await writeFile(settings, JSON.stringify(simulation));
  await writeFile(list, targetsCsv(simulator.world.accounts));
  const dataDir = join(folder, "data");
  return {
    simulator,
    dataDir,
    /** Begins a crawl, the first with the list of targets. */
    crawl: (options: { readonly withTargets: boolean }) =>
      startCrawl(dataDir, ["--simulation", settings, ...(options.withTargets ? ["--targets", list] : [])]),
    async [Symbol.asyncDispose]() {
      await simulator.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Every second account is named by its platform's id where the platform can be asked by it. */
const isNamedById = ({ platform, index }: SimulatedAccount): boolean =>
  (platform === "x" || platform === "youtube") && index % 2 === 0;

const targetsCsv = (accounts: readonly SimulatedAccount[]): string =>
  [
    "platform,handle,platform_user_id",
    ...accounts.map((account) =>
      isNamedById(account)
        ? `${account.platform},,${account.platformUserId}`
        : `${account.platform},${account.handle},`,
    ),
    "",
  ].join("\n");

export interface RunningCrawl {
  readonly process: ChildProcess;
  /** The exit code, or the signal that ended it, with its output. */
  readonly ended: Promise<{ readonly code: number | string; readonly out: string; readonly err: string }>;
  report(): Promise<CrawlReport>;
}

function startCrawl(dataDir: string, args: readonly string[]): RunningCrawl {
  const child = spawn(process.execPath, [COMMAND, "crawl", "--json", ...args], {
    env: { ...process.env, INCREATOR_DATA_DIR: dataDir, INCREATOR_LOG_LEVEL: "WARN" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const written = { out: "", err: "" };
  child.stdout.on("data", (chunk: Buffer) => {
    written.out += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    written.err += chunk.toString();
  });
  const { promise: ended, resolve } = Promise.withResolvers<Awaited<RunningCrawl["ended"]>>();
  child.on("close", (code, signal) => resolve({ code: code ?? signal ?? "unknown", ...written }));
  return {
    process: child,
    ended,
    async report() {
      const { out, err, code } = await ended;
      if (code !== 0) throw new Error(`The crawl ended with ${code}: ${err.slice(-2_000)}`);
      return crawlReportSchema.parse(JSON.parse(out));
    },
  };
}

/** Waits until the simulator got this number of requests. Rejects if the crawl ends earlier. */
export async function askedTimes(
  { log }: PlatformSimulator,
  crawl: RunningCrawl,
  times: number,
): Promise<void> {
  let hasEnded = false;
  void crawl.ended.then(() => {
    hasEnded = true;
  });
  while (log.length < times) {
    if (hasEnded) throw new Error(`The crawl ended after ${log.length} requests: ${(await crawl.ended).err}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What a platform shows of a target, as the simulator knows it. */
export function truthOf(account: SimulatedAccount): {
  readonly reachable: boolean;
  readonly newcomer: boolean;
} {
  const { state } = account;
  if (state === "public") return { reachable: true, newcomer: false };
  if (state === "handed-over" && !isNamedById(account)) return { reachable: false, newcomer: true };
  const isFoundById = isNamedById(account) && (state === "renamed" || state === "handed-over");
  return { reachable: isFoundById, newcomer: false };
}

/** What the system holds after the crawl: creators by id, and what each of their raw objects says. */
export async function storedIn(dataDir: string) {
  const system = await openSystem({ dataDir, log: silentLog });
  if (!system) throw new Error("Somebody still has the folder open.");
  try {
    const { services } = system.composition;
    const creators = new Map<string, CreatorRecord>();
    for await (const page of services.openDocuments(LOCAL_SCOPE).scan("creators", "")) {
      for (const record of page) creators.set(record.id, record);
    }
    const raw = new Map<string, string[]>();
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof services.objects.list>> = await services.objects.list(
        `raw/${LOCAL_TENANT}/`,
        { limit: 1_000, ...(cursor && { cursor }) },
      );
      for (const { key } of page.objects) {
        const id = key.split("/")[3] ?? "";
        const { payload, posts } = JSON.parse(gunzipSync(await services.objects.get(key)).toString());
        raw.set(id, [...(raw.get(id) ?? []), JSON.stringify({ payload, posts })]);
      }
      cursor = page.cursor;
    } while (cursor !== null);
    return { creators, raw };
  } finally {
    await system.close();
  }
}

export const creatorOf = ({ platform, platformUserId, handle }: SimulatedAccount): string =>
  creatorIdOf(LOCAL_TENANT, platform, platformUserId ?? handle.toLowerCase());
