import { type CrawlEvent, SETTLEMENTS } from "../lib/crawl/crawl-events.ts";
import type { PlatformState } from "../lib/crawl/crawl-worker.ts";
import type { PerPlatform } from "../lib/crawl/crawler.ts";
import { PLATFORMS, type Platform } from "../lib/domain/platform.ts";

const NAMESPACE = "InCreator/Crawl";
const COUNTED = [...SETTLEMENTS, "renamed", "throttled", "outage", "cooling-down"] as const;
type Counted = (typeof COUNTED)[number];

export interface CrawlMetrics {
  note(event: CrawlEvent): void;
  /**
   * Returns what was noted since the last flush as lines in CloudWatch's embedded metric format: one for each busy
   * platform.
   */
  flush(state: PerPlatform<PlatformState>, now: Date): string[];
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
export function createCrawlMetrics(): CrawlMetrics {
  let counts = new Map<Platform, Map<Counted, number>>();
  const add = (platform: Platform, name: Counted, by: number): void => {
    const ofPlatform = counts.get(platform) ?? new Map<Counted, number>();
    counts.set(platform, ofPlatform.set(name, (ofPlatform.get(name) ?? 0) + by));
  };
  return {
    note(event) {
      if (event.kind === "settled") add(event.platform, event.settlement, event.count);
      else if (isCounted(event)) add(event.platform, event.kind, 1);
    },
    flush(state, now) {
      const lines = PLATFORMS.flatMap((platform) => {
        const ofPlatform = counts.get(platform);
        return ofPlatform ? [lineOf(platform, ofPlatform, state[platform], now)] : [];
      });
      counts = new Map();
      return lines;
    },
  };
}

const isCounted = (
  event: CrawlEvent,
): event is Extract<CrawlEvent, { kind: "renamed" | "throttled" | "outage" | "cooling-down" }> =>
  event.kind === "renamed" ||
  event.kind === "throttled" ||
  event.kind === "outage" ||
  event.kind === "cooling-down";

function lineOf(
  platform: Platform,
  counts: ReadonlyMap<Counted, number>,
  { limit, credentials }: PlatformState,
  now: Date,
): string {
  const values = {
    ...Object.fromEntries(COUNTED.map((name) => [name, counts.get(name) ?? 0])),
    concurrency: limit,
    credentials_awake: credentials.filter(({ restsMs }) => restsMs === 0).length,
  };
  const metrics = Object.keys(values).map((name) => ({ Name: name, Unit: "Count" }));
  return JSON.stringify({
    _aws: {
      Timestamp: now.getTime(),
      CloudWatchMetrics: [{ Namespace: NAMESPACE, Dimensions: [["platform"]], Metrics: metrics }],
    },
    platform,
    ...values,
  });
}
