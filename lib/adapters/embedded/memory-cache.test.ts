import { expect, it } from "vitest";
import { createMemoryCache } from "./memory-cache.ts";

it("A cache in memory forgets what was not used for longest once it is full", async () => {
  const cache = createMemoryCache({ clock: { now: () => new Date(0) }, maxTextLength: 500 });
  await cache.set("a", "1", { ttlSeconds: 60 });
  await cache.set("b", "2", { ttlSeconds: 60 });
  await cache.getMany(["a"]);
  await cache.set("c", "3", { ttlSeconds: 60 });
  expect(await cache.getMany(["a", "b", "c"])).toEqual(["1", null, "3"]);
});

it("A cache in memory refuses a key that holds another kind of value, as Redis does", async () => {
  const cache = createMemoryCache({ clock: { now: () => new Date(0) } });
  await cache.increment("counter", 1, { ttlSeconds: 60 });
  await expect(cache.members("counter")).rejects.toMatchObject({ kind: "conflict" });
});

it("A cache in memory holds texts up to a size together, and loses no set or counter for them", async () => {
  const cache = createMemoryCache({
    clock: { now: () => new Date(0) },
    maxTextLength: 1_300,
  });
  await cache.addMembers("erased", ["c_1"], { ttlSeconds: 60 });
  for (const key of ["a", "b", "c"]) await cache.set(key, "x".repeat(400), { ttlSeconds: 60 });
  expect((await cache.getMany(["a", "b", "c"])).map((text) => text?.length ?? null)).toEqual([
    null,
    400,
    400,
  ]);
  expect(await cache.members("erased")).toEqual(["c_1"]);
});

it("A cache in memory bounds counters by their size, and lets no counter push a set out", async () => {
  const cache = createMemoryCache({ clock: { now: () => new Date(0) }, maxMarksLength: 5_000 });
  await cache.addMembers("erased", ["c_1"], { ttlSeconds: 60 });
  const names = Array.from({ length: 40 }, (_, at) => `creator-${String(at).padStart(2, "0")}`);
  for (const name of names) await cache.increment(name, 1, { ttlSeconds: 60 });
  const counts = await cache.getMany(names);
  expect(counts.filter(Boolean).length).toBeLessThan(40);
  expect(counts.at(-1)).toBe("1");
  expect(await cache.members("erased")).toEqual(["c_1"]);
});
