import { join } from "node:path";
import { composeCrawler } from "../lib/compose/crawler.ts";
import type { Services } from "../lib/compose/services.ts";
import type { Environment } from "../lib/config.ts";
import type { CrawlProgress } from "../lib/crawl/crawl-progress.ts";
import { type CrawlReport, runCrawl } from "../lib/crawl/run-crawl.ts";
import { releaseClaims } from "../lib/crawl/targets/release-claims.ts";
import { AppError } from "../lib/domain/errors.ts";
import { ownScope } from "../lib/domain/tenant-scope.ts";
import { crawlLog } from "../lib/lambda/crawl-log.ts";
import type { Log } from "../lib/lambda/log.ts";
import { pause } from "../lib/ports/deadline.ts";
import { runRunbook } from "../lib/runbook/run-runbook.ts";
import type { CommandInput, CommandOptions } from "./command-inputs.ts";
import { EMBED_QUEUES, isEmbedIdle, isIngestIdle } from "./idle.ts";
import { openSimulation } from "./simulation.ts";

export type CrawlRequest = CommandInput<"crawl">;
type CrawlOptions = CommandOptions<CrawlProgress>;

/** Names of the settings that control a crawl. */
const CRAWL_SETTING_NAMES = [
  "YOUTUBE_API_KEY",
  "INSTAGRAM_USER_ID",
  "INSTAGRAM_ACCESS_TOKEN",
  "TIKTOK_CLIENT_KEY",
  "TIKTOK_CLIENT_SECRET",
  "X_BEARER_TOKEN",
  "INCREATOR_PROXIES",
  "INCREATOR_CRAWL_POSTS",
  "INCREATOR_CRAWL_USD_PER_DAY",
  "INCREATOR_CRAWL_DISCOVERY",
] as const;

export const crawlSettingsIn = (environment: Environment): Record<string, string> =>
  Object.fromEntries(
    CRAWL_SETTING_NAMES.flatMap((name) => {
      const value = environment[name];
      return value ? [[name, value] as const] : [];
    }),
  );

interface Parts {
  readonly services: Services;
  readonly dataDir: string;
  readonly log: Log;
}

/** Crawls what is due until every request is answered and what was fetched can be found. */
export async function crawl(
  parts: Parts,
  request: CrawlRequest,
  options: CrawlOptions,
): Promise<CrawlReport> {
  // Ends the runbook's expired pauses by the real clock first, because by the clock of simulated platforms they may
  // still lie ahead.
  await runRunbook(parts.services, { mode: "keep", actor: "crawl" });
  const report = request.simulation
    ? await crawlSimulated(parts, request, request.simulation, options)
    : await crawlReal(parts, request, options);
  await takenIn(parts.services, options.signal);
  return report;
}

const LOOK_MS = 200;

/**
 * Waits until what was fetched can be found: nothing waits between the raw objects and the index, or someone paused a
 * queue.
 */
async function takenIn(services: Services, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    if ((await isIngestIdle(services)) && (await isEmbedIdle(services))) return;
    const queues = ["ingest", ...EMBED_QUEUES] as const;
    const states = await Promise.all(queues.map((queue) => services.consumers.state(queue)));
    if (states.some(({ paused }) => paused)) return;
    await pause(LOOK_MS, signal);
  }
}

async function crawlReal(
  { services, log }: Parts,
  request: CrawlRequest,
  options: CrawlOptions,
): Promise<CrawlReport> {
  const crawler = await composeCrawler(request.settings, services);
  const without = request.platforms.filter(
    (platform) => !crawler.credentials.some((credential) => credential.platform === platform),
  );
  if (without.length > 0) throw noCredentials(without);
  return runCrawl(services, {
    ...options,
    tenantId: request.tenant,
    platforms: request.platforms,
    waits: request.waits,
    crawler: { ...crawler, onEvent: crawlLog(log) },
  });
}

async function crawlSimulated(
  { services, dataDir, log }: Parts,
  request: CrawlRequest,
  simulation: NonNullable<CrawlRequest["simulation"]>,
  options: CrawlOptions,
): Promise<CrawlReport> {
  const opened = await openSimulation(simulation, join(dataDir, "simulation"), services);
  try {
    const documents = services.openDocuments(ownScope(request.tenant));
    await releaseClaims({ clock: opened.clock }, documents, { synthetic: true });
    return await runCrawl(
      { ...services, clock: opened.clock, counters: opened.counters },
      {
        ...options,
        tenantId: request.tenant,
        platforms: request.platforms,
        waits: request.waits,
        claimHours: opened.claimHours,
        crawler: { ...opened.crawler, onEvent: crawlLog(log) },
      },
    );
  } finally {
    await opened.close();
  }
}

const SETTINGS_OF = {
  instagram: "INSTAGRAM_USER_ID and INSTAGRAM_ACCESS_TOKEN",
  tiktok: "TIKTOK_CLIENT_KEY and TIKTOK_CLIENT_SECRET",
  x: "X_BEARER_TOKEN",
  youtube: "YOUTUBE_API_KEY",
} as const;

function noCredentials(platforms: readonly (keyof typeof SETTINGS_OF)[]): AppError {
  const needed = platforms.map((platform) => `${SETTINGS_OF[platform]} for ${platform}`).join(", ");
  return new AppError(
    "invalid",
    "no-credentials",
    `No key is set: ${needed}. Or try it without any: increator crawl --simulated`,
    { platforms },
  );
}
