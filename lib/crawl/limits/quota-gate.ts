import { DAY_SECONDS, HOUR_MS, isoAfter, MINUTE_MS } from "../../domain/durations.ts";
import { AppError } from "../../domain/errors.ts";
import type { Credential, PlatformLimits, QuotaGate } from "../../platforms/platform-client.ts";
import type { LimitScope, QuotaBucket, QuotaReading } from "../../platforms/quota.ts";
import { msUntilFull, periodOf } from "../../platforms/quota-window.ts";
import type { Ports } from "../../ports/ports.ts";

/** All workers share the counters, which keep a count at least as long as its window. */
export type QuotaGatePorts = Pick<Ports, "counters" | "clock">;

export interface QuotaGateOptions {
  readonly limits: PlatformLimits;
  readonly credential: Pick<Credential, "name" | "app">;
  /** What the platform's calls may cost per UTC day, over all credentials. */
  readonly usdPerDay: number;
  /** Simulated platforms have counters of their own. */
  readonly synthetic: boolean;
  /** `reserve`: what crawling leaves, for single calls that somebody waits for. Default `share`. */
  readonly drawsOn?: Draw | undefined;
  /** Gets what is left of a counted budget, to show it to people. */
  readonly onLeft?: (bucket: string, left: number) => void;
}

/** The part of a budget that a call may draw on. */
export type Draw = "share" | "reserve";

/**
 * Shares of a published budget: for crawling, and on top of that for single looks. So a person who asks to be
 * forgotten does not wait when a crawl has used up the day. The rest allows for clocks that differ around midnight and
 * for people who try the same key by hand.
 */
const SHARE = 0.95;
const RESERVE = 0.04;
/**
 * Share of a rolling budget that may be used at once. The rest flows in steadily, so no period as long as the window
 * exceeds the budget.
 */
const BURST = 0.1;
/** Looks are rare and come one by one, and the whole reserve is a dozen calls. */
const RESERVE_BURST = 0.5;
/** The count of a calendar period is kept a day longer than the period. */
const PERIOD_GRACE_SECONDS = DAY_SECONDS;
const MICRO = 1_000_000;
const UTC_DAY = { kind: "day", zone: "UTC" } as const;
/** From this point on, an answer's headers stop the credential for a while, because other calls may be running. */
const NEARLY = { percent: 90, remaining: 0.02 };
const NEARLY_COOLDOWN_MS = MINUTE_MS;
const COOLDOWN_MS: Readonly<Record<LimitScope, number>> = {
  "short-window": MINUTE_MS,
  day: HOUR_MS,
  month: 6 * HOUR_MS,
  credential: HOUR_MS,
};

interface Gate extends QuotaGatePorts, QuotaGateOptions {}

/** Gives back what was counted if the call is not made after all. */
type GiveBack = () => Promise<unknown>;
const NOTHING_COUNTED: GiveBack = async () => undefined;

/**
 * Counts a credential's calls before they are made, in counters that all workers share. A worker that dies between
 * count and call wastes a unit; no unit too many is spent.
 */
export function createQuotaGate(ports: QuotaGatePorts, options: QuotaGateOptions): QuotaGate {
  const gate: Gate = { ...ports, ...options };
  return {
    take: (costs) =>
      take(
        gate,
        costs
          .filter(({ units }) => units > 0)
          .map(({ bucket, units }) => ({ bucket: bucketNamed(gate, bucket), units })),
      ),
    // What the headers say matters less than the answer itself.
    observe: (reading) => heed(gate, reading).catch(() => undefined),
  };
}

function bucketNamed({ limits }: Gate, name: string): QuotaBucket {
  const bucket = limits.buckets.find((one) => one.name === name);
  if (!bucket) throw new Error(`${limits.platform} has no quota ${name}.`);
  return bucket;
}

const keyOf = ({ synthetic, limits, credential }: Gate, kind: string, bucket: QuotaBucket, period = "") =>
  [
    "crawl:quota",
    ...(synthetic ? ["simulated"] : []),
    limits.platform,
    bucket.per === "app" ? credential.app : credential.name,
    bucket.name,
    kind,
    period,
  ].join(":");

async function take(
  gate: Gate,
  costs: readonly { readonly bucket: QuotaBucket; readonly units: number }[],
): Promise<void> {
  await refuseCoolingDown(
    gate,
    costs.map(({ bucket }) => bucket),
  );
  const counted: GiveBack[] = [];
  try {
    for (const { bucket, units } of costs) {
      counted.push(await takeFromPeriod(gate, bucket, units));
      counted.push(await spend(gate, bucket, priceOf(bucket, units)));
    }
    // This comes last, because a token cannot be put back. No call draws on two rolling budgets.
    for (const { bucket, units } of costs) await takeRolling(gate, bucket, units);
  } catch (error) {
    for (const giveBack of counted) await giveBack();
    throw error;
  }
}

async function coolDown(gate: Gate, bucket: QuotaBucket, ms: number): Promise<void> {
  const until = isoAfter(gate.clock.now(), ms);
  const ttlSeconds = Math.max(1, Math.ceil(ms / 1_000));
  await gate.counters.set(keyOf(gate, "cooldown", bucket), until, { ttlSeconds });
}

async function refuseCoolingDown(gate: Gate, buckets: readonly QuotaBucket[]): Promise<void> {
  const kept = await gate.counters.getMany(buckets.map((bucket) => keyOf(gate, "cooldown", bucket)));
  const now = gate.clock.now().getTime();
  for (const [at, bucket] of buckets.entries()) {
    const until = Date.parse(kept[at] ?? "");
    if (until > now) throw quotaSpent(gate.limits, bucket, until - now);
  }
}

/** Takes units from the budget of a calendar day or month. */
async function takeFromPeriod(gate: Gate, bucket: QuotaBucket, units: number): Promise<GiveBack> {
  const { counters, clock, limits, drawsOn = "share", onLeft } = gate;
  const { window } = bucket;
  if (window.kind === "rolling" || bucket.capacity === null) return NOTHING_COUNTED;
  const now = clock.now();
  const { endsAt, key } = periodOf(window, now);
  const ttlSeconds = Math.ceil((endsAt - now.getTime()) / 1_000) + PERIOD_GRACE_SECONDS;
  const counter = keyOf(gate, "used", bucket, key);
  const add = (by: number): Promise<number> => counters.increment(counter, by, { ttlSeconds });
  // Both draws share one count, so the reserve is what is left of the whole.
  const capacity = Math.floor(bucket.capacity * (drawsOn === "reserve" ? SHARE + RESERVE : SHARE));
  const used = await add(units);
  if (used > capacity) {
    await add(-units);
    throw quotaSpent(limits, bucket, endsAt - now.getTime());
  }
  onLeft?.(bucket.name, capacity - used);
  return () => add(-units);
}

/** Micro-dollars, rounded up, because counters are whole numbers. */
const priceOf = ({ usdPerUnit }: QuotaBucket, units: number): number => Math.ceil(units * usdPerUnit * MICRO);

/** Counts a price in micro-dollars towards the day's limit. A negative price gives it back. */
async function spend(gate: Gate, bucket: QuotaBucket, price: number): Promise<GiveBack> {
  const { counters, clock, limits, synthetic, usdPerDay } = gate;
  if (price === 0) return NOTHING_COUNTED;
  const { endsAt, key } = periodOf(UTC_DAY, clock.now());
  const counter = `crawl:usd:${synthetic ? "simulated:" : ""}${limits.platform}:${key}`;
  const add = (by: number): Promise<number> =>
    counters.increment(counter, by, { ttlSeconds: 2 * PERIOD_GRACE_SECONDS });
  if ((await add(price)) > usdPerDay * MICRO) {
    await add(-price);
    throw quotaSpent(limits, { ...bucket, window: UTC_DAY }, endsAt - clock.now().getTime());
  }
  return () => add(-price);
}

async function takeRolling(gate: Gate, bucket: QuotaBucket, units: number): Promise<void> {
  const { counters, limits, drawsOn = "share", onLeft } = gate;
  const { window, capacity: published } = bucket;
  if (window.kind !== "rolling" || published === null) return;
  // The reserve has a bucket of its own. Otherwise the caller that asks most often would take everything that flows
  // in.
  const [kind, share, burst] =
    drawsOn === "reserve"
      ? (["reserve", RESERVE, RESERVE_BURST] as const)
      : (["tokens", SHARE, BURST] as const);
  const usable = published * share;
  const capacity = Math.max(units, Math.floor(usable * burst), 1);
  const refillPerSecond = Math.max(usable - capacity, usable * BURST) / window.seconds;
  const options = { capacity, refillPerSecond, tokens: units };
  const taken = await counters.takeTokens(keyOf(gate, kind, bucket), options);
  onLeft?.(bucket.name, taken.remaining);
  if (!taken.granted) throw quotaSpent(limits, bucket, taken.retryAfterMs);
}

async function heed(gate: Gate, reading: QuotaReading): Promise<void> {
  if (reading.kind === "refused") return;
  const bucket = bucketNamed(gate, reading.bucket);
  const now = gate.clock.now();
  switch (reading.kind) {
    case "remaining": {
      const isNearly = reading.remaining <= reading.limit * NEARLY.remaining;
      if (isNearly) await coolDown(gate, bucket, Math.max(1_000, reading.resetsAt - now.getTime()));
      return;
    }
    case "usage":
      if (reading.percent >= NEARLY.percent) await coolDown(gate, bucket, NEARLY_COOLDOWN_MS);
      return;
    case "used":
      await giveBackUnused(gate, bucket, reading.taken - reading.used);
      return;
    case "exceeded":
      await coolDown(gate, bucket, reading.retryAfterMs ?? cooldownAfter(bucket, reading.scope, now));
  }
}

async function giveBackUnused(gate: Gate, bucket: QuotaBucket, units: number): Promise<void> {
  if (units <= 0) return;
  await spend(gate, bucket, -priceOf(bucket, units));
  if (bucket.window.kind === "rolling" || bucket.capacity === null) return;
  const { key } = periodOf(bucket.window, gate.clock.now());
  const counter = keyOf(gate, "used", bucket, key);
  await gate.counters.increment(counter, -units, { ttlSeconds: PERIOD_GRACE_SECONDS });
}

/**
 * If the window is the day or month that the answer names, wait until that period ends. Otherwise wait the scope's
 * default.
 */
function cooldownAfter({ window }: QuotaBucket, scope: LimitScope, now: Date): number {
  const isOver = (scope === "day" || scope === "month") && window.kind === scope;
  return isOver ? msUntilFull(window, now) : COOLDOWN_MS[scope];
}

function quotaSpent({ platform }: PlatformLimits, { name, window }: QuotaBucket, ms: number): AppError {
  const scope: LimitScope = window.kind === "rolling" ? "short-window" : window.kind;
  const retryAfterMs = Math.max(1, Math.ceil(ms));
  return new AppError("rate-limited", "quota-spent", `The quota ${name} of ${platform} is spent for now.`, {
    platform,
    bucket: name,
    scope,
    retryAfterMs,
  });
}
