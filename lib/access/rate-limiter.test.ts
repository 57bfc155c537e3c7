import { expect, test } from "vitest";
import { createMemoryCache } from "../adapters/embedded/memory-cache.ts";
import { PLANS } from "../domain/api/plans.ts";
import { AppError } from "../domain/errors.ts";
import { tenantIdSchema } from "../domain/ids.ts";
import { rateLimitFields } from "../domain/rate-limit.ts";
import type { Cache } from "../ports/cache.ts";
import { createRateLimiter, networkOf } from "./rate-limiter.ts";

const ACME = tenantIdSchema.parse("acme");
const RIVAL = tenantIdSchema.parse("rival");
const keyring = { current: 1, keys: new Map([[1, new Uint8Array(32).fill(7)]]) };
const SMALL = { tenantUnitsPerMinute: 100, keyUnitsPerMinute: 60, pagesPerDay: 10 };
const plans = { ...PLANS, team: SMALL };

function limiterAt(start = "2026-11-20T10:00:00.000Z", change: (cache: Cache) => Cache = (cache) => cache) {
  let now = new Date(start);
  const clock = { now: () => now };
  const counters = createMemoryCache({ clock });
  const cache = change(createMemoryCache({ clock }));
  const limiter = createRateLimiter({ cache, counters, clock, keyring }, plans);
  const call = (units: number, keyId = "k1", tenantId = ACME, pages = 0) =>
    limiter.countCaller({ tenantId, keyId, plan: "team" }, { operation: "getCreator", units, pages });
  return {
    ...{ limiter, counters, clock },
    call,
    pass: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1_000);
    },
  };
}

test("a key is let through until its units are used up, and again when enough have come back", async () => {
  const { call, pass } = limiterAt();
  expect((await call(50)).refusal).toBeNull();
  const { refusal } = await call(20);
  expect(refusal).toMatchObject({
    kind: "rate-limited",
    code: "quota-exceeded",
    context: { retryAfterSeconds: 10, violatedPolicies: ["key"] },
  });
  pass(10);
  expect((await call(20)).refusal).toBeNull();
});

test("what is expensive is refused while what is cheap goes on", async () => {
  const { call } = limiterAt();
  await call(50);
  expect((await call(22)).refusal).not.toBeNull();
  expect((await call(1)).refusal).toBeNull();
});

test("a key that runs away leaves the other keys of its tenant, and other tenants, alone", async () => {
  const { call } = limiterAt();
  for (let attempt = 0; attempt < 200; attempt += 1) await call(1, "noisy");
  const quiet = await call(40, "quiet");
  expect(quiet.refusal).toBeNull();
  expect((await call(1, "third")).refusal?.context.violatedPolicies).toEqual(["tenant"]);
  expect((await call(60, "k1", RIVAL)).refusal).toBeNull();
});

test("pages of a day are counted by key and come back over the day", async () => {
  const { call, pass } = limiterAt();
  const page = () => call(1, "copier", ACME, 1);
  for (let taken = 0; taken < 10; taken += 1) expect((await page()).refusal).toBeNull();
  pass(60);
  const { refusal } = await page();
  expect(refusal?.context.violatedPolicies).toEqual(["pages"]);
  expect(refusal?.message).toContain("10 a day");
  expect((await call(1, "copier")).refusal).toBeNull();
  pass(8_640);
  expect((await page()).refusal).toBeNull();
});

test("who hammers is refused from memory", async () => {
  let asked = 0;
  const { call } = limiterAt(undefined, (cache) => ({
    ...cache,
    takeTokens: (...args) => {
      asked += 1;
      return cache.takeTokens(...args);
    },
  }));
  await call(60);
  await call(5);
  const before = asked;
  for (let attempt = 0; attempt < 50; attempt += 1) expect((await call(5)).refusal).not.toBeNull();
  expect(asked).toBe(before);
});

test("counters that do not answer let everything through, and say so", async () => {
  const down = () =>
    Promise.reject(new AppError("unavailable", "cache-unavailable", "The cache does not answer."));
  const { call } = limiterAt(undefined, (cache) => ({ ...cache, takeTokens: down }));
  expect(await call(1_000)).toEqual({ states: [], isCounted: false, refusal: null });
});

test("the header fields say what is allowed, what is left and when all of it is back", async () => {
  const { call } = limiterAt();
  const { states } = await call(15);
  expect(rateLimitFields(states)).toEqual({
    "ratelimit-policy": '"key";q=60;w=60, "tenant";q=100;w=60',
    ratelimit: '"key";r=45;t=15, "tenant";r=85;t=9',
  });
});

test("the operator's own tools are not counted", async () => {
  const { limiter } = limiterAt();
  const caller = { tenantId: ACME, keyId: "k1", plan: "unlimited" } as const;
  const verdict = await limiter.countCaller(caller, { operation: "getCreator", units: 1e9, pages: 1e9 });
  expect(verdict).toEqual({ states: [], isCounted: true, refusal: null });
});

test.each([
  ["192.0.2.1", "192.0.2.1"],
  ["::ffff:192.0.2.1", "192.0.2.1"],
  ["2001:db8:0:7::1", "2001:db8:0:7"],
  ["2001:0DB8:0000:0007:1:2:3:4", "2001:db8:0:7"],
  ["2001:db8::1", "2001:db8:0:0"],
  ["::1", "0:0:0:0"],
  ["", ""],
])("address %s counts as %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test("no bucket holds an address in clear", async () => {
  const buckets: string[] = [];
  const { limiter } = limiterAt(undefined, (cache) => ({
    ...cache,
    takeTokens: (bucket, options) => {
      buckets.push(bucket);
      return cache.takeTokens(bucket, options);
    },
  }));
  await limiter.countAddress({ name: "form", units: 5, windowSeconds: 3_600 }, "192.0.2.77");
  expect(buckets).toHaveLength(1);
  expect(buckets[0]).not.toContain("192.0.2");
});
