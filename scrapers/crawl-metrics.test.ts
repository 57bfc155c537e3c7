import { expect, it } from "vitest";
import type { PlatformState } from "../lib/crawl/crawl-worker.ts";
import { perPlatform } from "../lib/crawl/crawler.ts";
import { createCrawlMetrics } from "./crawl-metrics.ts";

const NOW = new Date("2026-11-20T10:00:00Z");
const cooling = (restsMs: number) => ({ name: `k${restsMs}`, score: 1, restsMs });
const STATE = perPlatform<PlatformState>((platform) => ({
  running: 1,
  limit: platform === "x" ? 7 : 4,
  credentials: [cooling(0), cooling(0), cooling(60_000)],
}));

it("adds up what was settled and counts what went wrong, one line a platform that was busy", () => {
  const metrics = createCrawlMetrics();
  metrics.note({ kind: "settled", platform: "x", settlement: "stored", reason: null, count: 40 });
  metrics.note({ kind: "settled", platform: "x", settlement: "stored", reason: null, count: 2 });
  metrics.note({ kind: "throttled", platform: "x", credential: "x-1", route: "direct" });
  metrics.note({ kind: "outage", platform: "youtube", route: "direct" });
  const lines = metrics.flush(STATE, NOW).map((line) => JSON.parse(line));
  expect(lines).toMatchObject([
    { platform: "x", stored: 42, throttled: 1, outage: 0, concurrency: 7, credentials_awake: 2 },
    { platform: "youtube", stored: 0, outage: 1, concurrency: 4 },
  ]);
});

it("declares every figure of a line as CloudWatch's embedded format asks, and dates it", () => {
  const metrics = createCrawlMetrics();
  metrics.note({ kind: "renamed", platform: "tiktok" });
  const [{ _aws, platform, ...figures }] = metrics.flush(STATE, NOW).map((line) => JSON.parse(line)) as [
    Record<string, unknown>,
  ];
  expect(platform).toBe("tiktok");
  expect(_aws).toEqual({
    Timestamp: NOW.getTime(),
    CloudWatchMetrics: [
      {
        Namespace: "InCreator/Crawl",
        Dimensions: [["platform"]],
        Metrics: Object.keys(figures).map((Name) => ({ Name, Unit: "Count" })),
      },
    ],
  });
});

it("begins anew with each flush, and is silent where nothing happened", () => {
  const metrics = createCrawlMetrics();
  expect(metrics.flush(STATE, NOW)).toEqual([]);
  metrics.note({ kind: "renamed", platform: "x" });
  expect(metrics.flush(STATE, NOW)).toHaveLength(1);
  expect(metrics.flush(STATE, NOW)).toEqual([]);
});

it("makes no figure of what is for the log alone", () => {
  const metrics = createCrawlMetrics();
  metrics.note({ kind: "message-failed", platform: "x", error: new Error("secret") });
  metrics.note({ kind: "quota", platform: "x", bucket: "users", left: 3 });
  metrics.note({ kind: "credential-refused", platform: "x", credential: "x-1", reason: "expired" });
  expect(metrics.flush(STATE, NOW)).toEqual([]);
});
