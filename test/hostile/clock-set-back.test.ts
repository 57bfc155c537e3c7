import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createRateLimiter } from "../../lib/access/rate-limiter.ts";
import { createMemoryCache } from "../../lib/adapters/embedded/memory-cache.ts";
import { createSqliteCounters } from "../../lib/adapters/embedded/sqlite-counters.ts";
import { createSqliteQueues } from "../../lib/adapters/embedded/sqlite-queues.ts";
import { PLANS } from "../../lib/domain/api/plans.ts";
import { LOCAL_TENANT } from "../../lib/domain/ids.ts";
import type { Counters } from "../../lib/ports/cache.ts";
import { elapsedMs, steadyTime } from "../../lib/ports/clock.ts";

/* A clock that ran an hour ahead and is corrected must hold nobody up for that hour. */

const HOUR_MS = 3_600_000;
const START = Date.parse("2026-11-20T10:00:00Z");
const folder = mkdtempSync(join(tmpdir(), "increator-clock-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function movableClock(at = START + HOUR_MS) {
  const time = { at };
  const move = (ms: number): void => {
    time.at += ms;
  };
  return { clock: { now: () => new Date(time.at) }, move };
}

const BUCKET = { capacity: 10, refillPerSecond: 1, tokens: 1 };

describe.each<[string, (clock: { now(): Date }, name: string) => Counters]>([
  ["in memory", (clock) => createMemoryCache({ clock })],
  ["in a file", (clock, name) => createSqliteCounters(join(folder, name), { clock })],
])("a token bucket %s", (kind, open) => {
  it("refills within its own time after the clock was set back", async () => {
    const { clock, move } = movableClock();
    const cache = open(clock, `${kind}.sqlite`);
    for (let taken = 0; taken < 10; taken += 1) await cache.takeTokens("b", BUCKET);
    move(-HOUR_MS);
    const refused = await cache.takeTokens("b", BUCKET);
    expect(refused.granted).toBe(false);
    expect(refused.retryAfterMs).toBeLessThanOrEqual(1_000);
    move(2_000);
    expect((await cache.takeTokens("b", BUCKET)).granted).toBe(true);
  });
});

it("counters that an earlier process wrote ahead of time refill likewise", async () => {
  const file = join(folder, "counters.sqlite");
  const ahead = createSqliteCounters(file, { clock: movableClock().clock });
  for (let taken = 0; taken < 10; taken += 1) await ahead.takeTokens("b", BUCKET);
  ahead.close();
  const { clock, move } = movableClock(START);
  const corrected = createSqliteCounters(file, { clock });
  await corrected.takeTokens("b", BUCKET);
  move(2_000);
  expect((await corrected.takeTokens("b", BUCKET)).granted).toBe(true);
  corrected.close();
});

it("a refused key is let in again after its own wait, however the clock was set", async () => {
  const { clock, move } = movableClock();
  const keyring = { current: 1, keys: new Map([[1, new Uint8Array(32).fill(7)]]) };
  const cache = createMemoryCache({ clock });
  const limiter = createRateLimiter({ cache, counters: cache, clock, keyring }, PLANS);
  const caller = { tenantId: LOCAL_TENANT, keyId: "key-1", plan: "free" } as const;
  const ask = async () =>
    (await limiter.countCaller(caller, { operation: "getCreator", units: 1, pages: 0 })).refusal;
  while ((await ask()) === null);
  move(-HOUR_MS);
  await ask();
  move(60_000);
  await ask();
  move(2_000);
  expect(await ask()).toBeNull();
});

describe("a queue", () => {
  it("hands out what was sent ahead of time, in this process and after a restart", async () => {
    const file = join(folder, "queues.sqlite");
    const { clock, move } = movableClock();
    const first = createSqliteQueues(file, { clock, maxReceives: 5 });
    await first.send("ingest", [{ body: "one" }, { body: "two", delaySeconds: 10 }]);
    move(-HOUR_MS);
    const receive = { max: 1, visibilitySeconds: 30, waitSeconds: 0 };
    expect(await first.receive("ingest", receive)).toMatchObject([{ body: "one" }]);
    first.close();
    const second = createSqliteQueues(file, { clock, maxReceives: 5 });
    // One that was in hand when its process ended comes alone.
    const bodies = [await second.receive("ingest", receive), await second.receive("ingest", receive)].flat();
    expect(bodies.map(({ body }) => body)).toEqual(["one", "two"]);
    second.close();
  });
});

describe("what is measured within a process", () => {
  it("never goes back, and goes on at once", () => {
    const { clock, move } = movableClock();
    const steady = steadyTime(clock);
    const before = steady();
    move(-HOUR_MS);
    const after = steady();
    expect(after - before).toBeLessThan(1_000);
    expect(after).toBeGreaterThanOrEqual(before);
    move(5);
    expect(steady()).toBe(after + 5);
    expect(elapsedMs(new Date(START + 10), new Date(START))).toBe(0);
  });
});
