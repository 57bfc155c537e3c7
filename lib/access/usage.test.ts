import { expect, test } from "vitest";
import { createMemoryCache } from "../adapters/embedded/memory-cache.ts";
import { PLANS } from "../domain/api/plans.ts";
import { USAGE_DAYS } from "../domain/api/usage-operations.ts";
import { AppError } from "../domain/errors.ts";
import { tenantIdSchema } from "../domain/ids.ts";
import type { Counters } from "../ports/cache.ts";
import { createRateLimiter } from "./rate-limiter.ts";
import { usedUnits } from "./usage.ts";

const ACME = tenantIdSchema.parse("acme");
const RIVAL = tenantIdSchema.parse("rival");
const keyring = { current: 1, keys: new Map([[1, new Uint8Array(32).fill(7)]]) };
const plans = { ...PLANS, team: { tenantUnitsPerMinute: 100, keyUnitsPerMinute: 60, pagesPerDay: 10 } };

function counting(changeCounters: (counters: Counters) => Counters = (counters) => counters) {
  let now = new Date("2026-11-20T23:59:00.000Z");
  const clock = { now: () => now };
  const cache = createMemoryCache({ clock });
  const counters = changeCounters(createMemoryCache({ clock }));
  const limiter = createRateLimiter({ cache, counters, clock, keyring }, plans);
  const caller = (keyId: string, tenantId = ACME) => ({ tenantId, keyId, plan: "team" as const });
  return {
    limiter,
    caller,
    call: (units: number, { keyId = "k1", tenantId = ACME, operation = "getCreator", pages = 0 } = {}) =>
      limiter.countCaller(caller(keyId, tenantId), { operation, units, pages }),
    used: (keyId: string, days = 7) =>
      usedUnits({ counters, clock }, caller(keyId), ["getCreator", "searchCreators"], days),
    passDays: (days: number) => {
      now = new Date(now.getTime() + days * 86_400_000);
    },
  };
}

const row = (day: string, operation: string, key_units: number, tenant_units: number) => ({
  ...{ day, operation, key_units, tenant_units },
});

test("units are told by day and operation, of the key and of all keys of its tenant", async () => {
  const { call, used, passDays } = counting();
  await call(5);
  await call(3, { keyId: "k2", operation: "searchCreators" });
  await call(9, { tenantId: RIVAL });
  passDays(1);
  await call(2);
  expect(await used("k1")).toEqual([
    row("2026-11-21", "getCreator", 2, 2),
    row("2026-11-20", "getCreator", 5, 5),
    row("2026-11-20", "searchCreators", 0, 3),
  ]);
  expect(await used("k2", 1)).toEqual([row("2026-11-21", "getCreator", 0, 2)]);
});

test("a request that was refused used nothing", async () => {
  const { call, used } = counting();
  await call(50);
  expect((await call(20)).refusal).not.toBeNull();
  expect((await call(20)).refusal).not.toBeNull();
  expect(await used("k1")).toEqual([row("2026-11-20", "getCreator", 50, 50)]);
});

test("days that are no longer told are forgotten", async () => {
  const { call, used, passDays } = counting();
  await call(5);
  passDays(USAGE_DAYS - 1);
  expect(await used("k1", USAGE_DAYS)).toHaveLength(1);
  passDays(3);
  await call(1);
  passDays(-3);
  expect(await used("k1", USAGE_DAYS)).toEqual([]);
});

test("counters that do not answer stop neither requests nor limits", async () => {
  const down = () => Promise.reject(new AppError("unavailable", "cache-unavailable", "It does not answer."));
  const { call } = counting((counters) => ({ ...counters, increment: down }));
  expect(await call(50)).toMatchObject({ isCounted: true, refusal: null });
  expect((await call(50)).refusal).not.toBeNull();
});

test("what is left is told without taking anything", async () => {
  const { call, limiter, caller } = counting();
  await call(15, { pages: 1 });
  const left = async () =>
    (await limiter.left(caller("k1"))).map(({ quota, remaining }) => [quota.name, remaining]);
  const expected = [
    ["key", 45],
    ["tenant", 85],
    ["pages", 9],
  ];
  expect(await left()).toEqual(expected);
  expect(await left()).toEqual(expected);
  expect(await limiter.left({ ...caller("k1"), plan: "unlimited" })).toEqual([]);
});
