import type { CrawlEvent } from "../../../lib/crawl/crawl-events.ts";
import { CRAWL_SETTINGS, type CrawlerOptions } from "../../../lib/crawl/crawler.ts";
import { plainHttp } from "../../../lib/platforms/plain-http.ts";
import { createPlatformClients } from "../../../lib/platforms/platform-clients.ts";
import type { Clock } from "../../../lib/ports/clock.ts";
import type { PlatformSimulator } from "../../../local/simulator/start-simulator.ts";

/** A crawler of the simulated platforms, by their clock. It asks as it would ask the real ones; waits take no time. */
export const crawlerOf = (
  { origins, credentials }: PlatformSimulator,
  clock: Clock,
  onEvent: (event: CrawlEvent) => void = () => undefined,
): CrawlerOptions => ({
  clients: createPlatformClients({ clock, origins, statements: null }),
  credentials: credentials.all,
  routes: [{ name: "direct", http: plainHttp }],
  synthetic: false,
  pause: async () => undefined,
  onEvent,
  settings: CRAWL_SETTINGS,
});
