import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createUpstashCache } from "../../lib/adapters/cloud/upstash-cache.ts";
import { IS_DEEP } from "../deep.ts";
import { hasRedisServer, type RedisProcess, startRedis } from "../doubles/upstash/redis-process.ts";
import { startUpstashDouble, UPSTASH_TOKEN, type UpstashDouble } from "../doubles/upstash/server.ts";
import { describeCacheContract } from "./cache-contract.ts";
import { uniqueName } from "./sample-records.ts";

/** Long for a machine that is busy with tests; production waits 150 ms. */
const timeoutMs = 5_000;
const LONG = { ttlSeconds: 600 };

if (IS_DEEP && hasRedisServer()) {
  describeCacheContract("Upstash over REST", async () => {
    const { redis, double } = await start();
    return {
      port: createUpstashCache({ url: double.url, token: UPSTASH_TOKEN, timeoutMs }),
      advance: (seconds) => sleep(seconds * 1_000),
      close: () => stop(redis, double),
    };
  });
  describeRoundTrips();
} else {
  console.warn(
    "NOT RUN: the contract of Cache on Upstash: npm run test:deep, with redis-server (.ci/install-redis.sh)",
  );
  it.skip("Upstash keeps the contract of Cache (no redis-server: .ci/install-redis.sh)", () => {});
}

function describeRoundTrips(): void {
  describe("the cache in Upstash", () => {
    let redis: RedisProcess;
    let double: UpstashDouble;
    beforeAll(async () => {
      ({ redis, double } = await start());
    });
    afterEach(() => {
      double.trouble = null;
    });
    afterAll(() => stop(redis, double));
    const open = (options: { timeoutMs?: number; token?: string } = {}) =>
      createUpstashCache({ url: double.url, token: UPSTASH_TOKEN, timeoutMs, ...options });

    it("asks for page, erased set and rate counter of a search in one round trip", async () => {
      const cache = open();
      const before = double.requests.length;
      const [page, erased, count] = await Promise.all([
        cache.getMany([uniqueName("page")]),
        cache.members(uniqueName("erased")),
        cache.increment(uniqueName("rate"), 1, LONG),
      ]);
      expect([page, erased, count]).toEqual([[null], [], 1]);
      expect(double.requests.length - before).toBe(1);
    });

    it("answers each command for itself when one of a round trip is wrong", async () => {
      const cache = open();
      const key = uniqueName("text");
      await cache.set(key, "text", LONG);
      const [wrong, right] = await Promise.allSettled([cache.members(key), cache.getMany([key])]);
      expect(wrong).toMatchObject({ reason: { kind: "conflict", code: "cache-key-of-another-kind" } });
      expect(right).toMatchObject({ value: ["text"] });
    });

    it.each([
      [429, "ERR max requests limit exceeded", "rate-limited", "cache-rate-limited"],
      [400, "ERR max daily request limit exceeded", "rate-limited", "cache-rate-limited"],
      [400, "ERR DB capacity quota exceeded", "unavailable", "cache-full"],
      [400, "ERR max request size exceeded", "unavailable", "cache-too-large"],
      [413, "ERR max record size exceeded", "unavailable", "cache-too-large"],
      [500, "ERR internal", "unavailable", "cache-unavailable"],
    ])("turns status %i, %s, into %s", async (status, error, kind, code) => {
      double.trouble = { status, error };
      const asked = open().set("key", "secret text", LONG);
      await expect(asked).rejects.toMatchObject({ kind, code });
      await expect(asked).rejects.not.toHaveProperty("cause");
      await expect(asked).rejects.not.toThrow("secret text");
    });

    it("gives up on a slow or silent service instead of waiting", async () => {
      double.trouble = { delayMs: 2_000 };
      const slow = open({ timeoutMs: 30 }).getMany(["key"]);
      await expect(slow).rejects.toMatchObject({ kind: "unavailable", code: "cache-timed-out" });
      double.trouble = null;
      const nobody = createUpstashCache({ url: "http://127.0.0.1:1", token: UPSTASH_TOKEN });
      await expect(nobody.getMany(["key"])).rejects.toMatchObject({ kind: "unavailable" });
    });

    it("counts once, and takes tokens once, when the answer was lost and the request is sent again", async () => {
      const cache = open();
      const [counter, bucket] = [uniqueName("rate"), uniqueName("bucket")];
      const take = () => cache.takeTokens(bucket, { capacity: 10, refillPerSecond: 0.001, tokens: 3 });
      const before = double.requests.length;
      double.answersToLose = 1;
      const [count, taken] = await Promise.all([cache.increment(counter, 5, LONG), take()]);
      expect(double.requests.length - before).toBe(2);
      expect(count).toBe(5);
      expect(taken).toMatchObject({ granted: true, remaining: 7 });
      expect(await cache.getMany([counter])).toEqual(["5"]);
      expect((await take()).remaining).toBe(4);
      expect(await cache.increment(counter, 1, LONG)).toBe(6);
    });

    it("says that the token is refused", async () => {
      const asked = open({ token: "another" }).members("key");
      await expect(asked).rejects.toMatchObject({ kind: "unavailable", code: "cache-credentials-refused" });
    });
  });
}

async function start(): Promise<{ redis: RedisProcess; double: UpstashDouble }> {
  const redis = await startRedis();
  return { redis, double: await startUpstashDouble(redis.socket) };
}

async function stop(redis: RedisProcess, double: UpstashDouble): Promise<void> {
  await double.close();
  await redis.close();
}
