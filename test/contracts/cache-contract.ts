import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Cache, Counters } from "../../lib/ports/cache.ts";
import type { Opened } from "./eventually.ts";
import { uniqueName } from "./sample-records.ts";

export interface OpenedCache<C extends Counters = Cache> extends Opened<C> {
  /** Lets seconds pass: moves a fixed clock, or waits for a real one. */
  advance(seconds: number): Promise<void>;
}

const LONG = { ttlSeconds: 600 };
const SHORT = { ttlSeconds: 2 };

/** What every implementation of `Cache` promises. That it may drop entries is not tested. */
export const describeCacheContract = (name: string, open: () => Promise<OpenedCache>): void =>
  describeContract(`${name} keeps the contract of Cache`, open, (cache) => {
    describeCounting(cache);
    describeSets(cache);
  });

/** What every implementation of `Counters` promises. */
export const describeCountersContract = (name: string, open: () => Promise<OpenedCache<Counters>>): void =>
  describeContract(`${name} keeps the contract of Counters`, open, describeCounting);

function describeContract<C extends Counters>(
  title: string,
  open: () => Promise<OpenedCache<C>>,
  tests: (opened: () => OpenedCache<C>) => void,
): void {
  describe(title, () => {
    let opened: OpenedCache<C>;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());
    tests(() => opened);
  });
}

function describeCounting(counters: () => OpenedCache<Counters>): void {
  describeValues(counters);
  describeCounters(counters);
  describeBuckets(counters);
}

function describeValues(cache: () => OpenedCache<Counters>): void {
  it("answers in the order of the keys, null for what it does not hold", async () => {
    const { port } = cache();
    const [a, b] = [uniqueName("a"), uniqueName("b")];
    await port.set(a, "ünï 🎮 \u0000", LONG);
    await port.set(b, "", LONG);
    expect(await port.getMany([b, uniqueName("none"), a, b])).toEqual(["", null, "ünï 🎮 \u0000", ""]);
    expect(await port.getMany([])).toEqual([]);
  });

  it("replaces and expires values", async () => {
    const { port, advance } = cache();
    const [kept, brief] = [uniqueName("kept"), uniqueName("brief")];
    await port.set(kept, "1", LONG);
    await port.set(kept, "2", LONG);
    await port.set(brief, "1", SHORT);
    expect(await port.getMany([kept, brief])).toEqual(["2", "1"]);
    await advance(3);
    expect(await port.getMany([kept, brief])).toEqual(["2", null]);
  });
}

function describeCounters(cache: () => OpenedCache<Counters>): void {
  it("counts without losing an increment, and expires by the first one", async () => {
    const { port, advance } = cache();
    const key = uniqueName("counter");
    const counts = await Promise.all(Array.from({ length: 20 }, () => port.increment(key, 2, SHORT)));
    expect(counts.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => 2 * (index + 1)));
    await advance(1);
    expect(await port.increment(key, -1, LONG)).toBe(39);
    expect(await port.getMany([key])).toEqual(["39"]);
    await advance(2);
    expect(await port.increment(key, 5, LONG)).toBe(5);
  });
}

function describeSets(cache: () => OpenedCache): void {
  it("deletes values", async () => {
    const { port } = cache();
    const [kept, gone] = [uniqueName("kept"), uniqueName("gone")];
    await port.set(kept, "1", LONG);
    await port.set(gone, "1", LONG);
    await port.delete([gone, uniqueName("none")]);
    expect(await port.getMany([kept, gone])).toEqual(["1", null]);
  });

  it("keeps members until each one's own time is over", async () => {
    const { port, advance } = cache();
    const key = uniqueName("set");
    expect(await port.members(key)).toEqual([]);
    await port.addMembers(key, ["early", "renewed"], SHORT);
    await port.addMembers(key, ["late", "renewed"], LONG);
    await port.addMembers(key, [], LONG);
    expect((await port.members(key)).sort()).toEqual(["early", "late", "renewed"]);
    await advance(3);
    expect((await port.members(key)).sort()).toEqual(["late", "renewed"]);
    await port.delete([key]);
    expect(await port.members(key)).toEqual([]);
  });

  it("keeps as many members as asked, of those that expire last", async () => {
    const { port } = cache();
    const key = uniqueName("set");
    await port.addMembers(key, ["early", "renewed"], { ...SHORT, keep: 2 });
    await port.addMembers(key, ["late", "renewed"], { ...LONG, keep: 2 });
    expect((await port.members(key)).sort()).toEqual(["late", "renewed"]);
    await port.addMembers(key, ["later"], LONG);
    expect((await port.members(key)).length).toBe(3);
  });
}

function describeBuckets(cache: () => OpenedCache<Counters>): void {
  it("grants tokens while there are enough, takes none otherwise and says when to come back", async () => {
    const { port, advance } = cache();
    const bucket = uniqueName("bucket");
    const take = (tokens: number) => port.takeTokens(bucket, { capacity: 10, refillPerSecond: 1, tokens });
    expect(await take(8)).toMatchObject({ granted: true, retryAfterMs: 0 });
    const refused = await take(5);
    expect(refused.granted).toBe(false);
    expect(refused.retryAfterMs).toBeGreaterThan(0);
    expect(refused.retryAfterMs).toBeLessThanOrEqual(3_000);
    expect((await take(1)).granted).toBe(true);
    await advance(5);
    expect((await take(5)).granted).toBe(true);
  });

  it("takes back what was taken in vain, up to the capacity", async () => {
    const { port } = cache();
    const bucket = uniqueName("given-back");
    const take = (tokens: number) => port.takeTokens(bucket, { capacity: 10, refillPerSecond: 0.01, tokens });
    await take(10);
    expect((await take(4)).granted).toBe(false);
    expect(await take(-4)).toMatchObject({ granted: true, remaining: 4 });
    expect((await take(4)).granted).toBe(true);
    await take(-100);
    expect((await take(11)).granted).toBe(false);
    expect((await take(10)).granted).toBe(true);
  });

  it("never holds more than the capacity", async () => {
    const { port, advance } = cache();
    const bucket = uniqueName("full");
    const take = (tokens: number) => port.takeTokens(bucket, { capacity: 2, refillPerSecond: 10, tokens });
    await take(1);
    await advance(2);
    expect((await take(2)).granted).toBe(true);
    const together = await Promise.all([take(2), take(2), take(2)]);
    expect(together.filter(({ granted }) => granted).length).toBeLessThanOrEqual(1);
  });
}
