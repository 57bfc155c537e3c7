import { composeCloud } from "../lib/compose/cloud.ts";
import { composeCrawler } from "../lib/compose/crawler.ts";
import { withPlatformSettings, withSecretSettings } from "../lib/compose/secret-environment.ts";
import { crawlSettingsFrom, processEnvironment } from "../lib/config.ts";
import { CRAWL_QUEUES } from "../lib/crawl/crawl-message.ts";
import { lambdaLog } from "../lib/lambda/log.ts";
import { runScraper } from "./run-scraper.ts";

/** The Fargate task. It works until ECS stops it, because Spot takes its machine back or fewer workers are needed. */
async function main(): Promise<void> {
  const stopping = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => stopping.abort());
  const environment = await withPlatformSettings(await withSecretSettings(processEnvironment()));
  const { services, refresh, close } = await composeCloud(environment);
  const { queue } = crawlSettingsFrom(environment);
  await runScraper({
    ports: services,
    crawler: await composeCrawler(environment, services),
    queues: queue ? [queue] : CRAWL_QUEUES,
    refresh: async () => refresh?.(),
    log: lambdaLog(),
    write: (line) => void process.stdout.write(`${line}\n`),
    signal: stopping.signal,
  });
  await close();
}

await main();
// Connections kept open for a next call would keep the process alive.
process.exit(0);
