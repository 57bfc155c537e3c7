import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleWhen } from "cockatiel";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../domain/durations.ts";
import { AppError, isAppError } from "../domain/errors.ts";
import type { Platform } from "../domain/platform.ts";
import type { AccountName, Credential, FetchOutcome, PlatformCall } from "../platforms/platform-client.ts";
import type { PlatformClients } from "../platforms/platform-clients.ts";
import { NO_CREDENTIAL } from "../ports/account-pages.ts";
import type { CrawlerOptions, CrawlPorts, Route } from "./crawler.ts";
import { createHealthPool, type HealthPool } from "./limits/health-pool.ts";
import { createPlatformPace, type PlatformPace } from "./limits/platform-pace.ts";
import { createQuotaGate } from "./limits/quota-gate.ts";

/** The result for one batch: outcomes of the accounts that a platform answered, and why the others wait. */
export interface Fetched {
  readonly outcomes: readonly FetchOutcome[];
  /**
   * Not answered. Either the platform rests until `until` (milliseconds since 1970), or the attempts are used up
   * (null).
   */
  readonly left: readonly AccountName[];
  readonly because: { readonly reason: string; readonly until: number | null } | null;
}

export interface PlatformFetcher {
  fetch(accounts: readonly AccountName[], signal: AbortSignal): Promise<Fetched>;
  readonly pace: PlatformPace;
  readonly credentials: HealthPool<Credential>;
  /** Whether the platform can be asked at all. */
  readonly hasCredentials: boolean;
}

type FetchPorts = Pick<CrawlPorts, "counters" | "clock">;

/** Asks one platform, within all its known limits. */
export function createPlatformFetcher(
  ports: FetchPorts,
  options: CrawlerOptions,
  platform: Platform,
  routes: HealthPool<Route>,
): PlatformFetcher {
  const { settings } = options;
  const own = options.credentials.filter((credential) => credential.platform === platform);
  const credentials = createHealthPool(own, ports.clock);
  const pace = createPlatformPace(ports.clock, settings.pace);
  const breaker = circuitBreaker(handleWhen(isOutage), {
    halfOpenAfter: settings.breaker.cooldownMs,
    breaker: new ConsecutiveBreaker(settings.breaker.failures),
  });
  const parts: Parts = { ports, options, platform, routes, credentials, pace };
  const attempt: Attempt = (accounts, credential, route, signal) =>
    breaker.execute(() => callOnce(parts, accounts, credential, route, signal));
  return {
    pace,
    credentials,
    hasCredentials: own.length > 0,
    fetch: (accounts, signal) => fetchAll(parts, attempt, accounts, signal),
  };
}

interface Parts {
  readonly ports: FetchPorts;
  readonly options: CrawlerOptions;
  readonly platform: Platform;
  readonly routes: HealthPool<Route>;
  readonly credentials: HealthPool<Credential>;
  readonly pace: PlatformPace;
}

type Attempt = (
  accounts: readonly AccountName[],
  credential: Credential,
  route: Route,
  signal: AbortSignal,
) => Promise<readonly FetchOutcome[]>;

/**
 * Repeats for the accounts without an answer, by another credential or route, until all are answered or the attempts
 * are used up.
 */
async function fetchAll(
  parts: Parts,
  attempt: Attempt,
  accounts: readonly AccountName[],
  signal: AbortSignal,
): Promise<Fetched> {
  const outcomes: FetchOutcome[] = [];
  let left = accounts;
  let reason = "platform-unavailable";
  for (let attempts = 0; left.length > 0 && attempts < parts.options.settings.attempts; ) {
    const means = await takeMeans(parts, signal);
    if ("until" in means) return { outcomes, left, because: means };
    try {
      const answers = await attempt(left, means.credential, means.route, signal);
      const deferred = answers.filter((answer) => answer.kind === "deferred");
      outcomes.push(...answers.filter((answer) => answer.kind !== "deferred"));
      left = deferred.map(({ account }) => account);
      const [first] = deferred;
      if (!first) break;
      const trouble = await heed(parts, means, first.error);
      reason = trouble.reason;
      if (trouble.counts) attempts += 1;
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof BrokenCircuitError) return { outcomes, left, because: circuitOpen(parts) };
      if (!isAppError(error)) throw error;
      if (error.code === "platform-not-permitted") return { outcomes, left, because: notPermitted(parts) };
      if (error.code === "platform-rejected") {
        return joined(outcomes, await halved(parts, attempt, left, signal));
      }
      if (error.kind === "invalid") throw error;
      const trouble = await heed(parts, means, error);
      reason = trouble.reason;
      if (trouble.counts) attempts += 1;
      if (error.code === "platform-unavailable") await parts.options.pause(backoff(attempts), signal);
    }
    signal.throwIfAborted();
  }
  return { outcomes, left, because: left.length > 0 ? { reason, until: null } : null };
}

const joined = (outcomes: readonly FetchOutcome[], rest: Fetched): Fetched => ({
  ...rest,
  outcomes: [...outcomes, ...rest.outcomes],
});

/** If a platform rejects a whole request, one account in it may be the cause. So it asks for each half separately. */
async function halved(
  parts: Parts,
  attempt: Attempt,
  accounts: readonly AccountName[],
  signal: AbortSignal,
): Promise<Fetched> {
  if (accounts.length <= 1) {
    return { outcomes: [], left: accounts, because: { reason: "platform-rejected", until: null } };
  }
  const middle = Math.ceil(accounts.length / 2);
  const first = await fetchAll(parts, attempt, accounts.slice(0, middle), signal);
  const second = await fetchAll(parts, attempt, accounts.slice(middle), signal);
  return {
    outcomes: [...first.outcomes, ...second.outcomes],
    left: [...first.left, ...second.left],
    because: first.because ?? second.because,
  };
}

/**
 * There is no jitter, because that needs randomness, and workers hold different batches anyway. Milliseconds of the
 * ports' clock.
 */
const backoff = (attempts: number): number => 250 * 2 ** Math.min(attempts, 6);

type Means = { readonly credential: Credential; readonly route: Route };

/**
 * A credential and a route that do not cool down, after a short wait if needed. Otherwise until when there is none.
 */
async function takeMeans(
  { options, ports, credentials, routes }: Parts,
  signal: AbortSignal,
): Promise<Means | { readonly reason: string; readonly until: number }> {
  for (;;) {
    const credential = credentials.take();
    const route = credential && routes.take();
    if (credential && route) return { credential, route };
    const now = ports.clock.now().getTime();
    const until = Math.max(credentials.availableAt() ?? now, routes.availableAt() ?? now);
    if (credentials.availableAt() === null) return { reason: NO_CREDENTIAL, until: now + NO_CREDENTIAL_MS };
    if (until - now > options.settings.patienceMs) return { reason: "quota-spent", until };
    await options.pause(Math.max(1, until - now), signal);
    signal.throwIfAborted();
  }
}

const NO_CREDENTIAL_MS = HOUR_MS;

/** One call of the client. A good answer is noted for the pace and for the health of credential and route. */
async function callOnce(
  { ports, options, platform, routes, credentials, pace }: Parts,
  accounts: readonly AccountName[],
  credential: Credential,
  route: Route,
  signal: AbortSignal,
): Promise<readonly FetchOutcome[]> {
  const { clients, synthetic, settings, onEvent } = options;
  const quota = createQuotaGate(ports, {
    limits: clients[platform].limits,
    credential,
    synthetic,
    drawsOn: options.drawsOn,
    usdPerDay: settings.usdPerDay,
    onLeft: (bucket, left) => onEvent({ kind: "quota", platform, bucket, left }),
  });
  const timed = AbortSignal.any([signal, AbortSignal.timeout(settings.callMs)]);
  const call = { http: route.http, quota, signal: timed, postsPerAccount: settings.postsPerAccount };
  const answers = await askWith(clients, credential, accounts, call).catch((error: unknown) => {
    throw timed.aborted && !signal.aborted ? tooSlow(platform) : error;
  });
  if (!answers.some(({ kind }) => kind === "deferred")) {
    onEvent({ kind: "answered", platform });
    pace.succeeded();
    credentials.succeeded(credential);
    routes.succeeded(route);
  }
  return answers;
}

/** Gives each client a credential of its own platform. */
function askWith(
  clients: PlatformClients,
  credential: Credential,
  accounts: readonly AccountName[],
  call: Omit<PlatformCall, "credential">,
): Promise<readonly FetchOutcome[]> {
  switch (credential.platform) {
    case "youtube":
      return clients.youtube.fetchAccounts(accounts, { ...call, credential });
    case "instagram":
      return clients.instagram.fetchAccounts(accounts, { ...call, credential });
    case "tiktok":
      return clients.tiktok.fetchAccounts(accounts, { ...call, credential });
    case "x":
      return clients.x.fetchAccounts(accounts, { ...call, credential });
  }
}

const tooSlow = (platform: Platform): AppError =>
  new AppError("unavailable", "platform-unavailable", `${platform} did not answer in time.`, { platform });

/**
 * Applies an error to credential, route and pace. `counts`: whether it uses up an attempt; a spent quota does not.
 */
async function heed(
  { options, platform, credentials, routes, pace }: Parts,
  { credential, route }: Means,
  error: AppError,
): Promise<{ readonly reason: string; readonly counts: boolean }> {
  const { cooldownMs } = options.settings;
  const told = error.context.retryAfterMs;
  const retryMs = typeof told === "number" ? told : null;
  switch (error.code) {
    case "quota-spent":
      credentials.coolDown(credential, retryMs ?? cooldownMs);
      return { reason: "quota-spent", counts: false };
    case "usage-capped":
      credentials.coolDown(credential, retryMs ?? CAPPED_MS);
      return { reason: "usage-capped", counts: false };
    case "throttled":
      pace.throttled();
      credentials.failed(credential, retryMs ?? cooldownMs);
      // The platform may accept another address.
      routes.failed(route, (await options.acts?.stands("rotate-proxies")) ? rotationMs(routes) : 0);
      options.onEvent({ kind: "throttled", platform, credential: credential.name, route: route.name });
      return { reason: "throttled", counts: true };
    case "credential-refused": {
      credentials.failed(credential, REFUSED_MS);
      const reason = String(error.context.reason ?? "refused");
      options.onEvent({ kind: "credential-refused", platform, credential: credential.name, reason });
      return { reason: "credential-refused", counts: true };
    }
    default:
      routes.failed(route, 0);
      options.onEvent({ kind: "outage", platform, route: route.name });
      return { reason: error.code, counts: true };
  }
}

/**
 * How long a throttled route cools down while the proxies rotate, in milliseconds. Half of them stay usable: if all rested,
 * nothing would be fetched, and a credential's 429 says nothing about the address.
 */
function rotationMs(routes: HealthPool<Route>): number {
  const all = routes.health();
  const awake = all.filter(({ restsMs }) => restsMs === 0).length;
  return 2 * (awake - 1) >= all.length ? ROUTE_COOLDOWN_MS : 0;
}

const ROUTE_COOLDOWN_MS = MINUTE_MS;

/**
 * An account with a cap or spent credits is tried again after some hours, because the operator may have bought more.
 */
const CAPPED_MS = 6 * HOUR_MS;
/** A refused credential is tried again in an hour, because an operator may renew it in place. */
const REFUSED_MS = HOUR_MS;

const isOutage = (error: unknown): boolean => isAppError(error) && error.code === "platform-unavailable";

const circuitOpen = ({ ports, options }: Parts) => ({
  reason: "platform-unavailable",
  until: ports.clock.now().getTime() + options.settings.cooldownMs,
});

const NOT_PERMITTED_MS = DAY_MS;
const notPermitted = ({ ports }: Parts) => ({
  reason: "platform-not-permitted",
  until: ports.clock.now().getTime() + NOT_PERMITTED_MS,
});
