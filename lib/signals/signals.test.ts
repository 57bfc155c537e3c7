import { describe, expect, test } from "vitest";
import { handClock } from "../../test/doubles/platforms/simulated-platforms.ts";
import { searchWorld } from "../../test/doubles/search-world.ts";
import { createMemoryCache } from "../adapters/embedded/memory-cache.ts";
import { AppError } from "../domain/errors.ts";
import { SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import { createActsInForce } from "./acts-in-force.ts";
import { readSignals } from "./read-signals.ts";
import { createSignalTally } from "./tally.ts";

describe("what processes count", () => {
  const ports = () => {
    const clock = handClock();
    return { clock, counters: createMemoryCache({ clock }) };
  };

  test("adds up over all of them, for this minute and the last", async () => {
    const shared = ports();
    for (const tally of [createSignalTally(shared), createSignalTally(shared)]) {
      tally.note("crawl/x/throttled");
      tally.note("crawl/x/throttled");
      await tally.flush();
    }
    for (const [minutes, count] of [
      [0, 4],
      [1, 4],
      [1, 0],
    ] as const) {
      shared.clock.forward(minutes * 60_000);
      expect((await readSignals(shared))["crawl/x/throttled"]).toBe(count);
    }
  });

  test("is told once in five seconds, in the minute in which it was noted, and at once at a process's end", async () => {
    const shared = ports();
    const tally = createSignalTally(shared);
    tally.note("vectors/asked");
    await tally.flush();
    tally.note("vectors/asked");
    await tally.flush();
    expect((await readSignals(shared))["vectors/asked"]).toBe(1);
    await tally.flush("now");
    expect((await readSignals(shared))["vectors/asked"]).toBe(2);
    tally.note("vectors/asked");
    shared.clock.forward(120_000);
    await tally.flush();
    expect((await readSignals(shared))["vectors/asked"]).toBe(0);
  });

  test("is lost while the cache is out, and harms nobody", async () => {
    const shared = ports();
    const out = async () => {
      throw new AppError("unavailable", "cache-out", "Out.");
    };
    const tally = createSignalTally({ ...shared, counters: { ...shared.counters, increment: out } });
    tally.note("vectors/slow");
    await expect(tally.flush()).resolves.toBeUndefined();
  });
});

describe("what the runbook has in force", () => {
  test("is read once in 15 s, ends at its time, and stays known while it cannot be read", async () => {
    const world = searchWorld();
    const { clock } = world.ports;
    const system = world.as(SYSTEM_SCOPE).documents;
    let reads = 0;
    let isOut = false;
    const getMany: typeof system.getMany = (...asked) => {
      reads += 1;
      if (isOut) throw new AppError("unavailable", "documents-out", "Out.");
      return system.getMany(...asked);
    };
    const acts = createActsInForce({ openDocuments: () => ({ ...system, getMany }), clock });
    expect(await acts.stands("fewer-candidates")).toBe(false);
    const until = new Date(clock.now().getTime() + 60_000).toISOString();
    const set = { reason: "slow", since: clock.now().toISOString(), until, by: "key-1", before: null };
    await system.upsertMany("acts", [{ id: "fewer-candidates", version: "1", set }]);
    expect(await acts.stands("fewer-candidates")).toBe(false);
    expect(reads).toBe(1);
    world.pass(15);
    expect(await acts.stands("fewer-candidates")).toBe(true);
    expect(await acts.stands("rotate-proxies")).toBe(false);
    isOut = true;
    world.pass(44);
    expect(await acts.stands("fewer-candidates")).toBe(true);
    world.pass(1);
    expect(await acts.stands("fewer-candidates")).toBe(false);
    world.close();
  });
});
