import { beforeEach, expect, test } from "vitest";
import { withChaos } from "../../test/doubles/chaos.ts";
import { createMemoryCache } from "../adapters/embedded/memory-cache.ts";
import { tenantIdSchema } from "../domain/ids.ts";
import type { Cache } from "../ports/cache.ts";
import { answerOnce, idempotencyKeyOf, type RepeatableRequest } from "./idempotency.ts";

const REQUEST: RepeatableRequest = {
  caller: { tenantId: tenantIdSchema.parse("acme"), keyId: "key-of-acme" },
  operation: "eraseCreator",
  key: "8e03978e-40d5-43dd-bc93-6894a57f9324",
  input: { id: "c_1", scope: "creator" },
};
const keyring = { current: 1, keys: new Map([[1, new Uint8Array(32).fill(7)]]) };

let cache: Cache;
let now: Date;
let runs: number;

beforeEach(() => {
  now = new Date("2026-11-20T10:00:00Z");
  cache = createMemoryCache({ clock: { now: () => now } });
  runs = 0;
});

const run = async (): Promise<object> => {
  runs += 1;
  return { id: `er_${runs}` };
};
const once = (change: Partial<RepeatableRequest> = {}, work = run, over = cache) =>
  answerOnce({ cache: over, keyring }, { ...REQUEST, ...change }, work);

test("a repetition gets the first answer and runs nothing", async () => {
  expect(await once()).toEqual({ body: { id: "er_1" }, isReplay: false });
  expect(await once()).toEqual({ body: { id: "er_1" }, isReplay: true });
  expect(runs).toBe(1);
});

test("another request under the same key is refused, and runs nothing", async () => {
  await once();
  await expect(once({ input: { id: "c_2" } })).rejects.toMatchObject({
    kind: "invalid",
    code: "idempotency-key-reused",
  });
  expect(runs).toBe(1);
});

test.each([
  ["another tenant", { caller: { tenantId: tenantIdSchema.parse("rival"), keyId: "key-of-acme" } }],
  ["another key of the tenant", { caller: { ...REQUEST.caller, keyId: "k2" } }],
  ["another route", { operation: "requestErasure" }],
  ["another Idempotency-Key", { key: "other" }],
])("%s is another request", async (_what, change) => {
  await once();
  expect((await once(change)).isReplay).toBe(false);
  expect(runs).toBe(2);
});

test("while the first is running its repetition is told to come later", async () => {
  const { promise, resolve } = Promise.withResolvers<object>();
  const first = once({}, () => promise);
  await new Promise((done) => setImmediate(done));
  await expect(once()).rejects.toMatchObject({ kind: "conflict", code: "request-in-progress" });
  resolve({ id: "er_9" });
  await first;
  expect(await once()).toEqual({ body: { id: "er_9" }, isReplay: true });
});

test("a failure is not kept: the repetition runs", async () => {
  await expect(once({}, () => Promise.reject(new Error("store is down")))).rejects.toThrow("store is down");
  expect(await once()).toEqual({ body: { id: "er_1" }, isReplay: false });
});

test("a request whose process died blocks its repetition for a minute, and an answer is kept for a day", async () => {
  void once({}, () => new Promise(() => undefined));
  await new Promise((done) => setImmediate(done));
  now = new Date(now.getTime() + 60_000);
  expect((await once()).isReplay).toBe(false);
  now = new Date(now.getTime() + 86_399_000);
  expect((await once()).isReplay).toBe(true);
  now = new Date(now.getTime() + 1_000);
  expect((await once()).isReplay).toBe(false);
});

test("a cache that is down lets the request run", async () => {
  const down = withChaos(cache, { getMany: {}, increment: {}, set: {}, delete: {} });
  expect((await once({}, run, down)).isReplay).toBe(false);
  expect((await once({}, run, down)).isReplay).toBe(false);
});

test("nothing that is kept shows the request, the answer or the key", async () => {
  const kept: unknown[] = [];
  const watching = new Proxy(cache, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      return (...given: unknown[]) => {
        kept.push(given);
        return Reflect.apply(method, target, given);
      };
    },
  });
  await once({ input: { handle: "vera.gruen" } }, async () => ({ said: "vera.gruen" }), watching);
  expect(kept.length).toBeGreaterThan(0);
  expect(JSON.stringify(kept)).not.toMatch(/vera|8e03978e|key-of-acme/);
});

test.each([
  ['"8e03978e-40d5-43dd-bc93-6894a57f9324"', "8e03978e-40d5-43dd-bc93-6894a57f9324"],
  ["order-7", "order-7"],
  ['"two words"', "two words"],
])("%s is the key %s", (header, key) => {
  expect(idempotencyKeyOf(header)).toBe(key);
});

test.each(["", '""', '"', "two words", "ключ", 'a"b', "a\\b", "x".repeat(256)])("%j is no key", (header) => {
  expect(() => idempotencyKeyOf(header)).toThrow(expect.objectContaining({ code: "bad-idempotency-key" }));
});
