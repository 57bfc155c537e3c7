import type { CrawlEvent } from "../lib/crawl/crawl-events.ts";
import type { CrawlQueue } from "../lib/crawl/crawl-message.ts";
import { createCrawlWorker } from "../lib/crawl/crawl-worker.ts";
import type { CrawlerOptions, CrawlPorts } from "../lib/crawl/crawler.ts";
import { MINUTE_MS } from "../lib/domain/durations.ts";
import { crawlLog } from "../lib/lambda/crawl-log.ts";
import type { Log } from "../lib/lambda/log.ts";
import { createCrawlMetrics } from "./crawl-metrics.ts";

export interface ScraperParts {
  readonly ports: CrawlPorts;
  readonly crawler: Omit<CrawlerOptions, "onEvent">;
  readonly queues: readonly CrawlQueue[];
  /** Reads the keyring again if the last read is too old. */
  readonly refresh: () => Promise<void>;
  readonly log: Log;
  /** Writes a line of metrics. */
  readonly write: (line: string) => void;
  /** Fires at SIGTERM. */
  readonly signal: AbortSignal;
}

const METRICS_MS = MINUTE_MS;

/**
 * Works off the crawl queues until the signal fires. When it returns, each message it took is finished or handed back.
 * Each minute it writes what happened as CloudWatch metrics.
 */
export async function runScraper(parts: ScraperParts): Promise<void> {
  const { ports, crawler, queues, refresh, log, write, signal } = parts;
  const metrics = createCrawlMetrics();
  const told = crawlLog(log);
  const onEvent = (event: CrawlEvent): void => {
    metrics.note(event);
    told(event);
  };
  const worker = createCrawlWorker(ports, { ...crawler, onEvent, queues, refresh });
  const flush = (): void => {
    for (const line of metrics.flush(worker.state(), ports.clock.now())) write(line);
  };
  const timer = setInterval(flush, METRICS_MS);
  log.info("scraper started", { queues, credentials: crawler.credentials.map(({ name }) => name) });
  try {
    await worker.run(signal);
  } finally {
    clearInterval(timer);
    flush();
    log.info("scraper stopped", { queues });
  }
}
