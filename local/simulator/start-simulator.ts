import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import type { Platform } from "../../lib/domain/platform.ts";
import type { PlatformOrigins } from "../../lib/platforms/platform-clients.ts";
import type { Clock } from "../../lib/ports/clock.ts";
import { type CredentialBook, createCredentialBook, type Handled, handled, type Reply } from "./exchange.ts";
import { type FaultKind, type Faults, faultOf, noFaults } from "./faults.ts";
import { answerInstagram, INSTAGRAM_THROTTLED } from "./instagram-api.ts";
import { createQuotaCounters, PUBLISHED_RULES, type QuotaRule } from "./quotas.ts";
import { answerTiktok, TIKTOK_THROTTLED } from "./tiktok-api.ts";
import { createWorld, type SimulatedWorld, type StateShares } from "./world.ts";
import { answerX, X_THROTTLED } from "./x-api.ts";
import type { XSpelling } from "./x-spelling.ts";
import { answerYoutube, YOUTUBE_THROTTLED } from "./youtube-api.ts";

export interface SimulatorOptions {
  /** Accounts on all platforms together. */
  readonly count: number;
  readonly seed: number;
  readonly clock: Clock;
  readonly shares?: StateShares;
  readonly rules?: readonly QuotaRule[];
  readonly credentialsPerPlatform?: number;
  readonly xSpelling?: XSpelling;
}

/** One request, as the platform saw it. */
export interface LoggedRequest {
  /** On the simulator's clock, milliseconds since 1970. */
  readonly at: number;
  readonly platform: Platform;
  /** For example `channels` or `users/by`. */
  readonly endpoint: string;
  /** The app of the credential; null if it was unknown. */
  readonly app: string | null;
  readonly costs: readonly { readonly bucket: string; readonly units: number }[];
  /** Whether the call exceeded a budget. */
  readonly isRefused: boolean;
}

/** The four platforms on loopback. */
export interface PlatformSimulator {
  readonly origins: PlatformOrigins;
  readonly credentials: CredentialBook;
  readonly world: SimulatedWorld;
  /** May change while the simulator runs. */
  readonly faults: Faults;
  readonly log: readonly LoggedRequest[];
  close(): Promise<void>;
}

/** Most requests in the log. The oldest are removed first. */
const LOG_MAX = 500_000;

const APIS = [
  { platform: "youtube", path: /^\/youtube\/v3\//, answer: answerYoutube, throttled: YOUTUBE_THROTTLED },
  { platform: "instagram", path: /^\/v\d+\.\d+\//, answer: answerInstagram, throttled: INSTAGRAM_THROTTLED },
  { platform: "tiktok", path: /^\/v2\//, answer: answerTiktok, throttled: TIKTOK_THROTTLED },
  { platform: "x", path: /^\/2\//, answer: answerX, throttled: X_THROTTLED },
] as const;

/**
 * Serves generated creators like YouTube, Instagram, TikTok and X, with their authentication, paging, quotas and
 * errors. The same seed gives the same accounts, states and faults. Each server counts and logs for itself.
 */
export async function startSimulator(options: SimulatorOptions): Promise<PlatformSimulator> {
  const { count, seed, clock, shares, rules = PUBLISHED_RULES } = options;
  const world = createWorld({ count, seed, now: clock.now(), ...(shares && { shares }) });
  const parts = {
    world,
    clock,
    quotas: createQuotaCounters(rules, clock),
    credentials: createCredentialBook(options.credentialsPerPlatform ?? 1),
    faults: noFaults(),
    xSpelling: options.xSpelling ?? "mixed",
  };
  const log: LoggedRequest[] = [];
  let requests = 0;
  async function answered(incoming: IncomingMessage, response: ServerResponse) {
    const url = new URL(incoming.url ?? "/", "http://platform");
    const api = APIS.find(({ path }) => path.test(url.pathname));
    if (!api) return void response.writeHead(404).end();
    const { platform } = api;
    requests += 1;
    const fault = faultOf(parts.faults, seed, requests, platform);
    const request = {
      method: incoming.method ?? "",
      url,
      header: headerOf(incoming),
      body: await text(incoming),
    };
    const answer = struck(api.answer(request, parts), fault, api.throttled);
    if (log.length >= LOG_MAX) log.shift();
    const { endpoint, credential, costs, isRefused } = answer;
    log.push({
      at: clock.now().getTime(),
      platform,
      endpoint,
      app: credential?.app ?? null,
      costs,
      isRefused,
    });
    await sleep(fault === "slow" ? parts.faults.slowMs : 0);
    send(response, answer, fault);
  }
  // A caller that hangs up before its body ends fails alone.
  const server = createServer((incoming, response) => {
    answered(incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origins: { youtube: origin, instagram: origin, tiktok: origin, x: origin },
    credentials: parts.credentials,
    world,
    faults: parts.faults,
    log,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const headerOf =
  ({ headers }: IncomingMessage) =>
  (name: string): string | null => {
    const value = headers[name];
    return typeof value === "string" ? value : null;
  };

/** A fault replaces a good answer. The call is counted all the same, as on real platforms. */
function struck(answer: Handled, fault: FaultKind | null, throttled: Reply): Handled {
  const { endpoint, credential, costs, isRefused } = answer;
  if (answer.status >= 400 || fault === null) return answer;
  const keep = { costs, isRefused };
  if (fault === "throttled") return handled(endpoint, credential, throttled, keep);
  if (fault === "server-error") return handled(endpoint, credential, { status: 503, body: "" }, keep);
  if (fault === "not-json") {
    return handled(
      endpoint,
      credential,
      { status: 200, body: "<html><body>Be right back</body></html>" },
      keep,
    );
  }
  return answer;
}

function send(response: ServerResponse, { status, body, headers }: Handled, fault: FaultKind | null): void {
  if (fault === "dropped") return void response.destroy();
  const content = typeof body === "string" ? body : JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(content),
    ...headers,
  });
  if (fault !== "truncated") return void response.end(content);
  // The rest of the promised length never arrives.
  response.write(content.slice(0, content.length / 2), () => response.destroy());
}
