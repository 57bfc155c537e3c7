import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addedMark, changedMark, erasedSetKey } from "../../../lib/cache/cache-keys.ts";
import { AppError } from "../../../lib/domain/errors.ts";
import { LOCAL_TENANT } from "../../../lib/domain/ids.ts";
import { SYSTEM_SCOPE } from "../../../lib/domain/tenant-scope.ts";
import { followChanges, followOnce, isCaughtUp, takePosition } from "../../../lib/embed/follow-changes.ts";
import { ndjson, xEnvelope } from "./envelopes.ts";
import { createRig, FOLLOWER, localId, type Rig } from "./rig.ts";

let rig: Rig;
beforeEach(() => {
  rig = createRig();
});
afterEach(() => rig.close());

const LEASE_MS = 60_000;
const AT_ONCE = { waitMs: 0, signal: new AbortController().signal };
const ID = localId("x", "1");

const store = async (envelope: Parameters<typeof xEnvelope>[0], { large = false } = {}): Promise<void> => {
  const padding = large ? `\n${" ".repeat(1_100_000)}` : "";
  await rig.ingest(await rig.drop("drop.ndjson", ndjson(xEnvelope(envelope)) + padding));
};

/** Bodies of the messages that wait, which are taken. */
async function taken(queue: "embed-high" | "embed-low"): Promise<string[]> {
  const messages = await rig.queues.receive(queue, { max: 10, visibilitySeconds: 60, waitSeconds: 0 });
  await rig.queues.acknowledge(
    queue,
    messages.map(({ receipt }) => receipt),
  );
  return messages.map(({ body }) => body);
}
const asking = (...ids: string[]) => JSON.stringify({ tenant_id: LOCAL_TENANT, creator_ids: ids });

describe("the follower of changes", () => {
  it("sends what ingest wrote, by the queue that its drop deserves, and nothing twice", async () => {
    await rig.follow();
    await store({ id: "1" });
    await store({ id: "2" }, { large: true });
    expect([await taken("embed-high"), await taken("embed-low")], "ingest sends nothing").toEqual([[], []]);
    await rig.follow();
    expect(await taken("embed-high")).toEqual([asking(ID)]);
    expect(await taken("embed-low")).toEqual([asking(localId("x", "2"))]);
    expect(await rig.follow()).toBe(false);
  });

  it("sends what anybody else wrote, and no mark of the embedder", async () => {
    await store({ id: "1" });
    await rig.settle();
    expect(await rig.follow()).toBe(false);
    await rig.own.update("creators", { id: ID, set: { index_mark: null, index_pending: true } });
    expect(await isCaughtUp(rig.ports)).toBe(false);
    await rig.follow();
    expect(await isCaughtUp(rig.ports)).toBe(true);
    expect(await taken("embed-high")).toEqual([asking(ID)]);
  });

  it("looks for all that is pending where its place is lost, and goes on from a place before that look", async () => {
    await rig.follow();
    await store({ id: "1" });
    const position = await takePosition(rig.ports, FOLLOWER);
    if (!position) throw new Error("The lease is free.");
    const lost = { ...position, token: "1000" };
    await rig.ports
      .openDocuments(SYSTEM_SCOPE)
      .update("feed_positions", { id: lost.id, set: { token: lost.token } });
    // What is written while it looks is told behind the new token.
    const sent = rig.ports.queues.send;
    const queues = {
      ...rig.ports.queues,
      send: async (...given: Parameters<typeof sent>) => {
        await store({ id: "2" });
        await sent(...given);
      },
    };
    expect(await followOnce({ ...rig.ports, queues }, lost, AT_ONCE)).toMatchObject({ place: "lost" });
    expect(await taken("embed-low")).toEqual([asking(ID)]);
    await rig.follow();
    expect(await taken("embed-high")).toEqual([asking(localId("x", "2"))]);
  });

  it("leaves it to the one that holds the lease until that ends, and writes no place of its own then", async () => {
    const first = await takePosition(rig.ports, "first");
    expect(await takePosition(rig.ports, "second")).toBeNull();
    rig.advance(LEASE_MS + 1);
    const second = await takePosition(rig.ports, "second");
    if (!first || !second) throw new Error("The lease is free.");
    expect(await followOnce(rig.ports, first, AT_ONCE)).toMatchObject({ position: null });
    expect((await followOnce(rig.ports, second, AT_ONCE)).position).toMatchObject({ holder: "second" });
  });

  it("goes on after trouble, tells of it, and gives the lease back at its end", async () => {
    const stopping = new AbortController();
    const troubles: unknown[] = [];
    const signal = stopping.signal;
    const changeFeed = { ...rig.ports.changeFeed, now: () => Promise.reject(new Error("out")) };
    await followChanges(
      { ...rig.ports, changeFeed },
      {
        ...{ holder: "first", signal, onBatch: () => undefined },
        onTrouble(error) {
          troubles.push(error);
          stopping.abort();
        },
      },
    );
    expect(troubles).toEqual([new Error("out")]);
    expect(await takePosition(rig.ports, "second")).not.toBeNull();
  });
});

describe("pages that are kept", () => {
  const page = (id: string) => ({ items: [{ id }], meta: {}, isWhole: true }) as never;
  const keep = (id: string) =>
    rig.ports.memory.pages.set(id, { page: page(id), expiresAt: Number.POSITIVE_INFINITY });
  const announced = () => rig.ports.cache.members(erasedSetKey(LOCAL_TENANT));

  it("go with the creators that changed, in the shared cache where somebody waits", async () => {
    await rig.follow();
    await store({ id: "1" });
    await store({ id: "2" }, { large: true });
    await rig.settle();
    const fetched_at = "2026-11-20T11:00:00Z";
    await store({ id: "1", description: "Now about chess", fetched_at });
    await store({ id: "2", description: "Now about chess", fetched_at }, { large: true });
    for (const id of ["1", "2", "3"]) keep(localId("x", id));
    await rig.follow();
    expect([...rig.ports.memory.pages.keys()]).toEqual([localId("x", "3")]);
    const now = rig.ports.clock.now();
    expect(await announced(), "the first drop added both").toEqual([addedMark(now), changedMark(ID, now)]);
  });

  it("go with the erased, no matter who wrote the tombstone", async () => {
    await store({ id: "1" });
    await rig.settle();
    const set = { erased: true as const, platform: "x" as const, updated_at: "2026-11-22T08:00:00Z" };
    await rig.own.upsertMany("creators", [{ id: ID, version: "~", replace: true, set }]);
    await rig.settle();
    expect(await announced()).toContain(ID);
    expect(await rig.vectors.index.fetch("local.x", [ID])).toEqual([]);
  });

  it("go whatever they show when somebody adds creators, by one mark a minute; a bulk load lets them live", async () => {
    await rig.follow();
    await store({ id: "1" }, { large: true });
    keep(localId("x", "3"));
    await rig.follow();
    expect([[...rig.ports.memory.pages.keys()], await announced()]).toEqual([[localId("x", "3")], []]);
    await store({ id: "2" });
    await rig.follow();
    await store({ id: "4" });
    await rig.follow();
    expect([...rig.ports.memory.pages.keys()]).toEqual([]);
    expect(await announced()).toEqual([addedMark(rig.ports.clock.now())]);
  });

  it("go all where the changes that somebody waits for are too many to name", async () => {
    await store({ id: "1" });
    await rig.settle();
    const marks = Array.from({ length: 1_000 }, (_, at) => `c_${at}@1`);
    await rig.ports.cache.addMembers(erasedSetKey(LOCAL_TENANT), marks, { ttlSeconds: 60 });
    await store({ id: "1", description: "Now about chess", fetched_at: "2026-11-20T11:00:00Z" });
    await rig.follow();
    const named = (await announced()).filter((member) => !marks.includes(member));
    expect(named).toEqual([addedMark(rig.ports.clock.now())]);
  });

  it("are no reason to stop when the cache is out", async () => {
    await rig.follow();
    await store({ id: "1" });
    const { cache } = rig.ports;
    const out = () => Promise.reject(new AppError("unavailable", "cache-out", "The cache is out."));
    Object.assign(rig.ports, { cache: { ...cache, members: out, addMembers: out } });
    await rig.follow();
    expect(await taken("embed-high")).toEqual([asking(ID)]);
  });
});
