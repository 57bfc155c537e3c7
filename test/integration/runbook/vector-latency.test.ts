import { afterEach, beforeEach, expect, it } from "vitest";
import { createMemoryCache } from "../../../lib/adapters/embedded/memory-cache.ts";
import { systemIds } from "../../../lib/adapters/system-clock.ts";
import { AppError } from "../../../lib/domain/errors.ts";
import { storedSearchSchema } from "../../../lib/domain/search-request.ts";
import { SYSTEM_SCOPE } from "../../../lib/domain/tenant-scope.ts";
import type { ReadCapacity } from "../../../lib/ports/read-capacity.ts";
import type { VectorIndex } from "../../../lib/ports/vector-index.ts";
import { runRunbook } from "../../../lib/runbook/run-runbook.ts";
import { storedSearchPage } from "../../../lib/search/stored-search.ts";
import { createActsInForce } from "../../../lib/signals/acts-in-force.ts";
import { createSignalTally } from "../../../lib/signals/tally.ts";
import { grantedPorts } from "../../doubles/granted-ports.ts";
import { memoryConsumers } from "../../doubles/memory-consumers.ts";
import { memoryReadCapacity } from "../../doubles/memory-read-capacity.ts";
import { searchWorld } from "../../doubles/search-world.ts";
import { actsOnRecord, createTimeline } from "./timeline.ts";

let world: ReturnType<typeof openWorld>;
beforeEach(() => {
  world = openWorld();
});
afterEach(() => world.search.close());

/** A catalogue whose vector index can be made slow; its time is the test's. */
function openWorld() {
  const search = searchWorld();
  const { clock, keyring, vectors } = search.ports;
  const openDocuments = (scope: typeof SYSTEM_SCOPE) => search.as(scope).documents;
  const counters = createMemoryCache({ clock });
  const index = { seconds: 0.02, isOut: false, asked: [] as number[] };
  const slow: VectorIndex = {
    ...vectors,
    async query(query, options) {
      index.asked.push(query.topK);
      search.pass(index.seconds);
      if (index.isOut) throw new AppError("unavailable", "vectors-down", "Down.");
      return vectors.query(query, options);
    },
  };
  const capacity = memoryReadCapacity(2, 3);
  const ports = { openDocuments, counters, clock, keyring, ids: systemIds, consumers: memoryConsumers() };
  const parts = {
    vectors: slow,
    acts: createActsInForce(ports),
    signals: createSignalTally(ports),
  };
  return {
    ...{ search, index, capacity, clock },
    system: openDocuments(SYSTEM_SCOPE),
    find: (query: string) => search.search({ query }, parts),
    exported: (query: string) =>
      storedSearchPage({ ...search.ports, ...parts }, storedSearchSchema.parse({ query }), {
        limit: 10,
        cursor: null,
      }),
    watch: (nodes: ReadCapacity | null = capacity) =>
      runRunbook(grantedPorts({ ...ports, readCapacity: nodes }, "run-job"), {
        mode: "act",
        actor: "watch-outages",
      }),
  };
}

const SEARCHES = 10;
let asked = 0;

/** A minute of searches that no cache answers, then a look; what the answers said of themselves, and what was done. */
async function live(timeline: ReturnType<typeof createTimeline>, isBusy: boolean): Promise<string> {
  const { find, watch, index, capacity, clock, search, system } = world;
  const began = clock.now().getTime();
  const before = (await actsOnRecord(system)).length;
  index.asked.length = 0;
  const labels = new Set<string>();
  for (let count = 0; isBusy && count < SEARCHES; count += 1) {
    asked += 1;
    const { meta } = await find(`chess ${asked}`);
    for (const { part } of meta.degraded) labels.add(part);
  }
  search.pass(58 - (clock.now().getTime() - began) / 1_000);
  await watch();
  const did = (await actsOnRecord(system)).slice(before);
  const told = `${isBusy ? `top_k ${Math.max(...index.asked)}` : "not asked"}, ${capacity.count} replicas`;
  const line = [told, ...[...labels].map((part) => `degraded: ${part}`), ...did].join("; ");
  timeline.say(line);
  search.pass(60 - (clock.now().getTime() - began) / 1_000);
  return line;
}

it("a slow index is asked for less within a minute, gets a replica, and both are taken back when it is well", async () => {
  const { index, clock, search } = world;
  await search.add({ handle: "queensgambit", bio: "chess openings for beginners" });
  const timeline = createTimeline("Pinecone latency spike: 0.8 s an answer", clock.now);
  const minutes: string[] = [];
  for (let minute = 0; minute <= 34; minute += 1) {
    if (minute === 1) index.seconds = 0.8;
    if (minute === 3) index.seconds = 0.02;
    minutes.push(await live(timeline, minute < 10 || minute > 32));
  }
  timeline.print();
  const by = "by watch-outages";
  const narrowed = "top_k 30, 3 replicas; degraded: vectors";
  expect(minutes).toEqual([
    "top_k 400, 2 replicas",
    `top_k 400, 3 replicas; fewer-candidates begun ${by}; add-replica begun ${by}`,
    ...Array<string>(6).fill(narrowed),
    `${narrowed}; fewer-candidates ended ${by}`,
    "top_k 400, 3 replicas",
    ...Array<string>(23).fill("not asked, 3 replicas"),
    `top_k 400, 2 replicas; add-replica ended ${by}`,
    "top_k 400, 2 replicas",
  ]);
});

it("an index that does not answer counts as slow, and what cannot be done here is said", async () => {
  const { index, capacity, search, find, watch } = world;
  await search.add({ handle: "queensgambit", bio: "chess openings for beginners" });
  index.isOut = true;
  for (const query of ["chess one", "chess two", "chess three"]) {
    expect((await find(query)).meta.degraded).toContainEqual({ part: "vectors", reason: "did not answer" });
    search.pass(5);
  }
  capacity.count = null;
  const { checks, acts } = await watch();
  expect(checks.find(({ check }) => check === "vector index")).toMatchObject({
    sees: "3 of 3 answers took over 500 ms",
    is_wrong: true,
  });
  expect(acts.map(({ act, state, says }) => [act, state, says])).toEqual([
    ["fewer-candidates", "begun", "vector index: 3 of 3 answers took over 500 ms"],
    [
      "add-replica",
      "impossible",
      "the index reads on demand: only dedicated read nodes have replicas to add",
    ],
  ]);
  expect((await watch(null)).acts[1]?.says).toBe("the vectors are on this machine, which has no replicas");
  const unasked = { ...capacity, most: 0, replicas: () => Promise.reject(new Error("It was asked.")) };
  expect((await watch(unasked)).acts[1]?.says).toMatch(/^PINECONE_REPLICAS_MAX allows none/);
  capacity.count = 3;
  expect((await watch()).acts[1]?.says).toBe("3 replicas, PINECONE_REPLICAS_MAX allows 3");
});

it("a page of fewer candidates says so, is asked once, and is kept for minutes in place of an hour; a file compares all", async () => {
  const { index, search, find, exported, watch } = world;
  await search.add({ handle: "queensgambit", bio: "chess openings for beginners" });
  index.seconds = 0.8;
  for (const query of ["chess one", "chess two", "chess three", "chess four"]) {
    await find(query);
    search.pass(5);
  }
  await watch();
  search.pass(15);
  index.asked.length = 0;
  const { meta } = await find("chess lessons for novices");
  expect(meta.degraded).toEqual([
    { part: "vectors", reason: "slow: only the 30 nearest profiles were compared" },
  ]);
  expect(index.asked).toEqual([30]);
  await exported("chess lessons for novices");
  expect(index.asked.slice(1)).toEqual([400]);
  search.pass(290);
  expect((await find("chess lessons for novices")).meta.cache).toBe("l2");
  search.pass(70);
  expect((await find("chess lessons for novices")).meta.cache).toBe("miss");
});

it("a control plane that does not answer holds up no other act, and what it could not take back is taken back later", async () => {
  const { index, capacity, search, find, watch, system } = world;
  index.seconds = 0.8;
  const spike = async () => {
    for (const query of ["chess", "openings", "beginners"]) {
      asked += 1;
      await find(`${query} ${asked}`);
      search.pass(5);
    }
  };
  const down = async () => Promise.reject(new AppError("unavailable", "vectors-unavailable", "No answer."));
  await spike();
  expect((await watch({ ...capacity, replicas: down })).acts.map(({ state }) => state)).toEqual([
    "begun",
    "failed",
  ]);
  expect((await watch()).acts.map(({ state }) => state)).toEqual(["standing", "begun"]);
  expect(capacity.count).toBe(3);
  search.pass(31 * 60);
  expect((await watch({ ...capacity, replicas: down })).acts.map(({ state }) => state)).toEqual([
    "ended",
    "failed",
  ]);
  expect(capacity.count).toBe(3);
  await watch();
  expect(capacity.count).toBe(2);
  expect((await system.getMany("acts", ["add-replica"])).size).toBe(0);
});
