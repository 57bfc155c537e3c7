import { LRUCache } from "lru-cache";
import type { PlanName, Plans } from "../domain/api/plans.ts";
import { DAY_SECONDS } from "../domain/durations.ts";
import { AppError } from "../domain/errors.ts";
import type { TenantId } from "../domain/ids.ts";
import { keyedDigest } from "../domain/keyring.ts";
import type { Quota, QuotaState } from "../domain/rate-limit.ts";
import { type Cache, isCacheOut } from "../ports/cache.ts";
import { steadyTime } from "../ports/clock.ts";
import type { Ports } from "../ports/ports.ts";
import { noteUsage } from "./usage.ts";

type LimiterPorts = Pick<Ports, "cache" | "counters" | "clock" | "keyring">;

/** What one request takes from its caller's quotas. */
export interface RequestCost {
  /** The operation's id, under which the day's usage counts the units. */
  readonly operation: string;
  /** 1 for the cheapest request. */
  readonly units: number;
  /** Pages of results. */
  readonly pages: number;
}

/** Whose requests are counted. */
interface CountedCaller {
  readonly tenantId: TenantId;
  readonly keyId: string;
  readonly plan: PlanName;
}

/** The result of counting one request. */
export interface RateVerdict {
  /** Empty if the counters did not answer or the plan has no limits. */
  readonly states: readonly QuotaState[];
  /** False if the counters did not answer. Then the request passes uncounted. */
  readonly isCounted: boolean;
  /** Why the request must be refused; null: it may go on. */
  readonly refusal: AppError | null;
}

export interface RateLimiter {
  /** Counts a request of a key. Never rejects for counters that do not answer: then every request passes. */
  countCaller(caller: CountedCaller, cost: RequestCost): Promise<RateVerdict>;
  /** Counts a request without a key by the address that it comes from. `quota` is the quota of one address. */
  countAddress(quota: Quota, address: string): Promise<RateVerdict>;
  /**
   * What is left of a caller's quotas, without taking anything. Empty for a plan without limits. Rejects as the cache
   * does.
   */
  left(caller: CountedCaller): Promise<QuotaState[]>;
}

const UNCOUNTED: RateVerdict = { states: [], isCounted: false, refusal: null };
/** Buckets that this process knows to be empty. */
const REMEMBERED_REFUSALS = 10_000;
const MINUTE_SECONDS = 60;

/** A quota, the bucket that keeps it, and what is taken from it. */
interface Take {
  readonly quota: Quota;
  readonly bucket: string;
  readonly tokens: number;
}

/** A refused take. Until this time the same or a larger take is refused without asking the cache. */
interface Refusal {
  readonly until: number;
  readonly tokens: number;
}

/**
 * Counts requests in the cache's token buckets. All calls of a request start in one tick, so they share a round trip
 * with the request's other calls of the cache. A caller that repeats a refused request is refused from memory. If one
 * bucket refuses, nothing is taken from the others, so a runaway key does not use up its tenant's share.
 */
export function createRateLimiter(ports: LimiterPorts, plans: Plans): RateLimiter {
  const refusals = new LRUCache<string, Refusal>({ max: REMEMBERED_REFUSALS });
  const now = steadyTime(ports.clock);
  const count = (takes: readonly Take[], note: NoteUnits): Promise<RateVerdict> =>
    countIn(ports.cache, now(), refusals, takes, note);
  return {
    countCaller: async (caller, cost) => {
      const note: NoteUnits = (sign) => noteUsage(ports, caller, cost.operation, sign * cost.units);
      const takes = takesOf(plans, caller, cost);
      if (takes.length > 0) return count(takes, note);
      await note(1);
      return { ...UNCOUNTED, isCounted: true };
    },
    countAddress: async (quota, address) => {
      const { digest } = keyedDigest(ports.keyring, "client-address", networkOf(address));
      return count([{ quota, bucket: `rate:${quota.name}:${digest}`, tokens: 1 }], async () => undefined);
    },
    left: (caller) =>
      Promise.all(
        takesOf(plans, caller, { units: 0, pages: 0 }).map(async (take) => {
          const { remaining } = await ports.cache.takeTokens(take.bucket, { ...bucketOf(take), tokens: 0 });
          return { quota: take.quota, remaining };
        }),
      ),
  };
}

/** Adds a request's units to the day's usage (1), or gives them back (-1). */
type NoteUnits = (sign: 1 | -1) => Promise<void>;

/** Empty for a plan without limits. */
function takesOf(
  plans: Plans,
  { tenantId, keyId, plan }: CountedCaller,
  cost: Pick<RequestCost, "units" | "pages">,
): Take[] {
  if (plan === "unlimited") return [];
  const { keyUnitsPerMinute, tenantUnitsPerMinute, pagesPerDay } = plans[plan];
  const perMinute = (name: string, units: number, bucket: string): Take => ({
    quota: { name, units, windowSeconds: MINUTE_SECONDS },
    bucket: `rate:${name}:${tenantId}${bucket}`,
    tokens: cost.units,
  });
  const pages: Take = {
    quota: { name: "pages", units: pagesPerDay, windowSeconds: DAY_SECONDS },
    bucket: `rate:pages:${tenantId}:${keyId}`,
    tokens: cost.pages,
  };
  return [
    perMinute("key", keyUnitsPerMinute, `:${keyId}`),
    perMinute("tenant", tenantUnitsPerMinute, ""),
    pages,
  ];
}

async function countIn(
  cache: Cache,
  now: number,
  refusals: LRUCache<string, Refusal>,
  all: readonly Take[],
  note: NoteUnits,
): Promise<RateVerdict> {
  const takes = all.filter(({ tokens }) => tokens > 0);
  const known = takes.flatMap((take) => {
    const refusal = refusals.get(take.bucket);
    const holds = refusal && refusal.until > now && refusal.tokens <= take.tokens;
    return holds ? [{ take, waitMs: refusal.until - now }] : [];
  });
  if (known.length > 0) return refused(known, []);
  const takeFrom = (take: Take, tokens: number) =>
    cache.takeTokens(take.bucket, { ...bucketOf(take), tokens });
  try {
    const [answers] = await Promise.all([
      Promise.all(takes.map(async (take) => ({ take, ...(await takeFrom(take, take.tokens)) }))),
      note(1),
    ]);
    const states = answers.map(({ take, remaining }) => ({ quota: take.quota, remaining }));
    const empty = answers
      .filter(({ granted }) => !granted)
      .map(({ take, retryAfterMs }) => ({ take, waitMs: retryAfterMs }));
    if (empty.length === 0) return { states, isCounted: true, refusal: null };
    for (const { take, waitMs } of empty) {
      refusals.set(take.bucket, { until: now + waitMs, tokens: take.tokens });
    }
    const taken = answers.filter(({ granted }) => granted);
    await Promise.all([...taken.map(({ take }) => takeFrom(take, -take.tokens)), note(-1)]);
    return refused(empty, states);
  } catch (error) {
    // Limits protect the system from its users. A cache that is down must not shut them all out.
    if (isCacheOut(error)) return UNCOUNTED;
    throw error;
  }
}

const bucketOf = ({ quota }: Take) => ({
  capacity: quota.units,
  refillPerSecond: quota.units / quota.windowSeconds,
});

function refused(
  empty: readonly { readonly take: Take; readonly waitMs: number }[],
  states: readonly QuotaState[],
): RateVerdict {
  const retryAfterSeconds = Math.max(1, ...empty.map(({ waitMs }) => Math.ceil(waitMs / 1_000)));
  const quotas = empty.map(({ take }) => take.quota);
  const detail = quotas.map(({ name, units, windowSeconds }) =>
    windowSeconds === DAY_SECONDS
      ? `the quota "${name}" of ${units} a day is used up`
      : `the quota "${name}" of ${units} units in ${windowSeconds} s is used up`,
  );
  return {
    states: states.length > 0 ? states : quotas.map((quota) => ({ quota, remaining: 0 })),
    isCounted: true,
    refusal: new AppError(
      "rate-limited",
      "quota-exceeded",
      `Too many requests: ${detail.join(", and ")}. Come back in ${retryAfterSeconds} s.`,
      { retryAfterSeconds, violatedPolicies: quotas.map(({ name }) => name) },
    ),
  };
}

/** A customer's line has a whole /64 of IPv6 (RFC 6177), so a limit by single addresses would limit nobody. */
export function networkOf(address: string): string {
  if (!address.includes(":") || address.includes(".")) return address.replace(/^::ffff:/i, "");
  const [head = "", tail] = address.toLowerCase().split("::");
  const left = head.split(":").filter(Boolean);
  const right = (tail ?? "").split(":").filter(Boolean);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array<string>(zeros).fill("0"), ...right]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":");
}
