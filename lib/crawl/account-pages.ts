import { DAY_MS } from "../domain/durations.ts";
import { AppError, isAppError } from "../domain/errors.ts";
import { type AccountName, channelIdOf } from "../domain/identity.ts";
import type { Platform } from "../domain/platform.ts";
import type { FetchOutcome } from "../platforms/platform-client.ts";
import {
  type AccountPage,
  type AccountPages,
  type FetchPurpose,
  NO_CREDENTIAL,
} from "../ports/account-pages.ts";
import { type CrawlerOptions, type CrawlPorts, perPlatform } from "./crawler.ts";
import { createPlatformFetcher, type Fetched } from "./fetch-batch.ts";
import { createHealthPool } from "./limits/health-pool.ts";

type LookPorts = Pick<CrawlPorts, "counters" | "clock">;

/** Somebody waits for the answer, and a gateway waits 29 s at most. By the machine's clock. */
const FETCH_MS = 10_000;
const CALL_MS = 8_000;
/** Anybody may ask us to look at proof, and on X each look costs a cent. This allows two dollars a day at most. */
const FETCHES_PER_DAY = 200;

/**
 * Looks at one account by the platforms' own APIs, with the crawlers' credentials, counters and routes. It draws on
 * the reserve that crawling leaves. The profile is read in memory and dropped.
 */
export function createAccountPages(ports: LookPorts, crawler: CrawlerOptions): AccountPages {
  const options: CrawlerOptions = {
    ...crawler,
    drawsOn: "reserve",
    settings: { ...crawler.settings, postsPerAccount: 0, attempts: 2, patienceMs: 0, callMs: CALL_MS },
  };
  const routes = createHealthPool(options.routes, ports.clock);
  const fetchers = perPlatform((platform) => createPlatformFetcher(ports, options, platform, routes));
  return {
    async fetch(name, purpose) {
      const { fetch, pace, hasCredentials } = fetchers[name.platform];
      if (!hasCredentials) return notAsked(NO_CREDENTIAL);
      const signal = AbortSignal.timeout(FETCH_MS);
      try {
        await countLook(ports, name.platform, purpose);
        await pace.enter(signal);
        const fetched = await fetch([asAsked(name)], signal).finally(() => pace.leave());
        return await pageOf(fetched, name.platform, ports.clock.now());
      } catch (error) {
        if (signal.aborted) return notAsked("too-slow");
        if (isAppError(error)) return notAsked(error.code);
        throw error;
      }
    },
  };
}

const notAsked = (reason: string): AccountPage => ({ kind: "not-asked", reason });

const asAsked = (name: AccountName) => {
  const platform_user_id = channelIdOf(name);
  return { platform_user_id, handle: platform_user_id === null ? name.name : null };
};

/** @throws AppError `rate-limited`, code `looks-spent`; `unavailable` when the counters do not answer. */
async function countLook({ counters, clock }: LookPorts, platform: Platform, purpose: FetchPurpose) {
  const day = clock.now().toISOString().slice(0, 10);
  const ttlSeconds = (2 * DAY_MS) / 1_000;
  const fetches = await counters.increment(`crawl:looks:${purpose}:${platform}:${day}`, 1, { ttlSeconds });
  if (fetches > FETCHES_PER_DAY)
    throw new AppError("rate-limited", "looks-spent", "Too many single accounts were looked at today.");
}

async function pageOf({ outcomes, because }: Fetched, platform: Platform, now: Date): Promise<AccountPage> {
  const [outcome] = outcomes;
  if (outcome?.kind === "found") return shownBy(outcome, platform, now);
  if (outcome?.kind === "absent") return { kind: "absent" };
  return notAsked(outcome?.kind ?? because?.reason ?? "no-answer");
}

/** Uses the normalisers, which know where each platform keeps the bio, and loads them: few accounts are looked at. */
async function shownBy(
  { payload, platform_user_id }: Extract<FetchOutcome, { kind: "found" }>,
  platform: Platform,
  now: Date,
): Promise<AccountPage> {
  const envelope = { platform, fetched_at: now.toISOString(), payload, synthetic: false };
  const { PLATFORM_MODULES } = await import("../platforms/registry.ts");
  const { bio } = PLATFORM_MODULES[platform].normalise(envelope);
  return { kind: "shown", platform_user_id, bio };
}
