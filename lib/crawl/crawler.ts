import { MINUTE_MS } from "../domain/durations.ts";
import type { Platform } from "../domain/platform.ts";
import type { PrepareEnvelopes } from "../ingest/prepare-envelopes.ts";
import type { Credential, Http } from "../platforms/platform-client.ts";
import type { PlatformClients } from "../platforms/platform-clients.ts";
import type { ShapeDrift } from "../platforms/shape-drift.ts";
import type { Ports } from "../ports/ports.ts";
import type { ActsInForce } from "../signals/acts-in-force.ts";
import type { CrawlEvent } from "./crawl-events.ts";
import { PACE_SETTINGS, type PaceSettings } from "./limits/platform-pace.ts";
import type { Draw } from "./limits/quota-gate.ts";
import type { NotifyIngest } from "./notify-ingest.ts";

export interface CrawlPorts
  extends Pick<
    Ports,
    | "openDocuments"
    | "objects"
    | "queues"
    | "consumers"
    | "counters"
    | "clock"
    | "ids"
    | "keyring"
    | "statements"
  > {
  /** See `Services`. Default `prepareHere`. */
  readonly prepareEnvelopes?: PrepareEnvelopes;
}

/** What the parts of one worker share besides the ports. */
export interface WorkerPorts extends CrawlPorts {
  readonly notifyIngest: NotifyIngest;
  readonly drift: ShapeDrift;
}

/** A way to the platforms: direct, or through a proxy. The name is no secret. */
export interface Route {
  readonly name: string;
  readonly http: Http;
}

/** What a crawler of this process needs besides the ports. */
export interface CrawlerOptions {
  readonly clients: PlatformClients;
  readonly credentials: readonly Credential[];
  readonly routes: readonly Route[];
  /** Whether simulated platforms are asked instead of the real ones. */
  readonly synthetic: boolean;
  /** Waits by the ports' clock. Ends early when the signal fires. */
  readonly pause: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  readonly onEvent: (event: CrawlEvent) => void;
  /** The runbook's acts that are in force. */
  readonly acts?: ActsInForce;
  /** Which part of the platforms' budgets its calls draw on. Default `share`. */
  readonly drawsOn?: Draw;
  readonly settings: CrawlSettings;
}

export interface CrawlSettings {
  readonly postsPerAccount: number;
  /** What a platform's calls may cost per UTC day. */
  readonly usdPerDay: number;
  /** Messages handled at once. */
  readonly messages: number;
  /** Attempts for one batch before it goes back to the frontier. */
  readonly attempts: number;
  /**
   * If a credential is usable again within this time, the crawler waits for it. Otherwise the targets go back to the
   * frontier.
   */
  readonly patienceMs: number;
  /** One HTTP call with its pages; by the machine's clock. */
  readonly callMs: number;
  /** How long a throttled credential or a platform with an open circuit rests. */
  readonly cooldownMs: number;
  /** After this number of outages in a row, a platform is left alone for `cooldownMs` by the machine's clock. */
  readonly breaker: { readonly failures: number; readonly cooldownMs: number };
  /** How long the low-priority queue stays paused after a storm of 429s. */
  readonly stormPauseMs: number;
  /** Time that a call may still take after SIGTERM before it is cut off; by the machine's clock. */
  readonly graceMs: number;
  /** Accounts that one profile's links and mentions may add to the frontier; 0: none. */
  readonly discoveredPerProfile: number;
  /** Targets of one tenant that are in the frontier only because of links and mentions. */
  readonly discoveredMax: number;
  readonly pace: PaceSettings;
}

export const CRAWL_SETTINGS: CrawlSettings = {
  postsPerAccount: 12,
  usdPerDay: 10,
  messages: 64,
  attempts: 5,
  patienceMs: 10_000,
  callMs: MINUTE_MS,
  cooldownMs: 30_000,
  breaker: { failures: 5, cooldownMs: 10_000 },
  stormPauseMs: 5 * MINUTE_MS,
  graceMs: 10_000,
  discoveredPerProfile: 0,
  discoveredMax: 100_000,
  pace: PACE_SETTINGS,
};

export type PerPlatform<T> = Readonly<Record<Platform, T>>;

/** One for each platform. */
export const perPlatform = <T>(make: (platform: Platform) => T): PerPlatform<T> => ({
  instagram: make("instagram"),
  tiktok: make("tiktok"),
  x: make("x"),
  youtube: make("youtube"),
});
