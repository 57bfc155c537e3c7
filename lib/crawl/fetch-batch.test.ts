import { expect, test } from "vitest";
import { handClock } from "../../test/doubles/platforms/simulated-platforms.ts";
import { createMemoryCache } from "../adapters/embedded/memory-cache.ts";
import { AppError } from "../domain/errors.ts";
import { plainHttp } from "../platforms/plain-http.ts";
import { createPlatformClients } from "../platforms/platform-clients.ts";
import type { CrawlEvent } from "./crawl-events.ts";
import { CRAWL_SETTINGS } from "./crawler.ts";
import { createPlatformFetcher } from "./fetch-batch.ts";
import { createHealthPool } from "./limits/health-pool.ts";

/** The proxies by which twelve tries went, all answered 429. */
async function triesBy(names: readonly string[], isRotating: boolean): Promise<string[]> {
  const clock = handClock();
  const clients = createPlatformClients({ clock, statements: null });
  const tries = 12;
  const events: CrawlEvent[] = [];
  const options = {
    clients: {
      ...clients,
      x: {
        ...clients.x,
        fetchAccounts: () => Promise.reject(new AppError("rate-limited", "throttled", "Slower.")),
      },
    },
    credentials: Array.from({ length: tries }, (_, at) => ({
      ...{ platform: "x" as const, name: `x-${at}`, app: `x-${at}`, bearerToken: "t" },
    })),
    routes: names.map((name) => ({ name, http: plainHttp })),
    synthetic: false,
    pause: async () => undefined,
    onEvent: (event: CrawlEvent) => void events.push(event),
    acts: { stands: async () => isRotating },
    settings: { ...CRAWL_SETTINGS, attempts: tries },
  };
  const counters = createMemoryCache({ clock });
  const routes = createHealthPool(options.routes, clock);
  const { fetch } = createPlatformFetcher({ counters, clock }, options, "x", routes);
  await fetch([{ handle: "somebody", platform_user_id: null }], new AbortController().signal);
  return events.flatMap((event) => (event.kind === "throttled" ? [event.route.replace("proxy-", "")] : []));
}

const FOUR = ["proxy-1", "proxy-2", "proxy-3", "proxy-4"];

test("while the proxies rotate, throttled ones rest and half of them stay in use", async () => {
  expect((await triesBy(FOUR, true)).join("")).toBe("123434343434");
  expect((await triesBy(FOUR, false)).join("")).toBe("123412341234");
});

test("a single proxy never rests, since nothing would be fetched", async () => {
  expect((await triesBy(["proxy-1"], true)).join("")).toBe("1".repeat(12));
});
