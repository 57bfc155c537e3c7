import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ERASED_KNOWN_MS } from "../../../lib/cache/lagging-documents.ts";
import { LOCAL_TENANT } from "../../../lib/domain/ids.ts";
import { searchRequestSchema } from "../../../lib/domain/search-request.ts";
import { reEmbed } from "../../../lib/embed/re-embed.ts";
import { sweepIndex } from "../../../lib/embed/sweep-index.ts";
import { getErasure } from "../../../lib/erasure/get-erasure.ts";
import { requestErasure } from "../../../lib/erasure/request-erasure.ts";
import { verifyErasures } from "../../../lib/erasure/verify-erasures.ts";
import { searchCreators } from "../../../lib/search/search-creators.ts";
import { rounds } from "../../deep.ts";
import { backUp, idsOf, rowsIn } from "../backup/backup-rig.ts";
import { ndjson, xEnvelope } from "../pipeline/envelopes.ts";
import { embed, erase, ingest, work } from "../pipeline/racing-workers.ts";
import { localId } from "../pipeline/rig.ts";
import { type Actor, dice, interleave } from "../pipeline/turns.ts";
import { SECOND, type TwoRegions, twoRegions } from "./two-regions.ts";

const ASKER = { keyId: "key-1", tenantId: LOCAL_TENANT, roles: ["admin"] as const };
const LOCAL = { tenantId: LOCAL_TENANT };
const HOUR_MS = 3_600_000;
/** lib/search/settings.ts and lib/cache: a page kept in process, and what is known of the erased. */
const SHOWN_MS = 60_000 + ERASED_KNOWN_MS;

let world: TwoRegions;
beforeEach(() => {
  world = twoRegions();
});
afterEach(() => world.close());

const idOf = (user: string) => localId("x", user);
const envelopeOf = (user: string, fetched_at = "2026-11-20T10:00:00Z", description = "Tea and trains") =>
  xEnvelope({ id: user, username: `keeper_${user}`, description, fetched_at });

async function drop(...envelopes: readonly unknown[]): Promise<void> {
  await world.rig.announce(await world.rig.drop(`${Math.random()}.ndjson`, ndjson(...envelopes)));
}

/** Works off the second region's queues; a message that fails is left for later. */
async function workThere(): Promise<void> {
  for (const queue of ["embed-high", "embed-low"] as const) {
    for (;;) {
      const [message] = await world.queues.receive(queue, { max: 1, visibilitySeconds: 60, waitSeconds: 0 });
      if (!message) break;
      await embed(world.worker, message.body).then(
        () => world.queues.acknowledge(queue, [message.receipt]),
        () => world.queues.release(queue, [message.receipt], 60),
      );
    }
  }
}

async function settleBoth(): Promise<void> {
  await world.rig.settle();
  await workThere();
  await world.catchUp();
}

type Readers = ReturnType<TwoRegions["readers"]>;

const foundBy = async (readers: Readers, query = "tea trains"): Promise<string[]> =>
  (await searchCreators(readers, searchRequestSchema.parse({ query }))).data.map(({ id }) => id);

const pending = (user: string) =>
  world.rig.creator("x", user).then((one) => one?.erased === false && one.index_pending);
const isThere = async (user: string): Promise<boolean> =>
  (await world.vectors.index.fetch("local.x", [idOf(user)])).length > 0;

const eraseOf = (user: string) =>
  requestErasure(world.rig.ports, { platform: "x", platform_user_id: user, scope: "creator" }, ASKER);

/** Evidence of the second region, by store. */
async function evidenceThere(erasureId: string): Promise<Record<string, string>> {
  const { stores } = await getErasure(world.rig.ports, { erasureId });
  return Object.fromEntries(
    stores.flatMap(({ store, region, status }) => (region === SECOND ? [[store, status]] : [])),
  );
}
const ALL_DONE = { documents: "done", keywords: "done", vectors: "done", cache: "done" };

/** A pass of the erasure's worker, whose message comes back where it fails. */
async function erasurePass(erasureId: string): Promise<string> {
  const { turn } = (await world.rig.own.get("erasures", erasureId))?.call ?? {};
  await erase(
    world.rig.ports,
    JSON.stringify({ ...{ tenant_id: LOCAL_TENANT, erasure_id: erasureId }, turn }),
  ).catch(() => undefined);
  return (await getErasure(world.rig.ports, { erasureId })).status;
}

describe("the second region's index", () => {
  it("is fed by a queue of its own and holds what the first one holds", async () => {
    await drop(envelopeOf("1"), envelopeOf("2"));
    await world.rig.settle();
    expect(await pending("1")).toBe(true);
    await workThere();
    expect(await pending("1")).toBe(false);
    expect(world.vectors.content()).toEqual(world.rig.vectors.content());
  });

  it("loses nothing while it is out for hours and its messages are given up", async () => {
    world.close();
    world = twoRegions({ maxReceives: 2 });
    world.cuts.isIndexOut = true;
    await drop(envelopeOf("1"));
    await world.rig.settle();
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await workThere();
      world.rig.advance(61_000);
    }
    expect((await world.queues.depth("embed-high")).visible).toBe(0);
    world.rig.advance(7 * HOUR_MS);
    expect(await pending("1")).toBe(true);
    world.cuts.isIndexOut = false;
    await sweepIndex(world.rig.ports, LOCAL);
    await settleBoth();
    expect(await pending("1")).toBe(false);
    expect(world.vectors.content()).toEqual(world.rig.vectors.content());
  });

  it("gets what was stored during a cut, which held ingest up in nothing", async () => {
    world.cuts.isCut = true;
    await drop(envelopeOf("1"));
    await world.rig.settle();
    expect(await world.rig.ports.vectors.fetch("local.x", [idOf("1")])).toHaveLength(1);
    world.cuts.isCut = false;
    await workThere();
    expect(await isThere("1")).toBe(false);
    world.rig.advance(HOUR_MS);
    expect(await sweepIndex(world.rig.ports, LOCAL)).toMatchObject({ queued: 1 });
    await settleBoth();
    expect(await isThere("1")).toBe(true);
    expect(await pending("1")).toBe(false);
  });

  it("is filled where the region is added to a system that has creators", async () => {
    world.cuts.isCut = true;
    await drop(envelopeOf("1"));
    await world.rig.settle();
    await world.rig.own.updateMany("creators", [{ id: idOf("1"), set: { index_pending: false } }]);
    world.cuts.isCut = false;
    const { memo, flagged } = await reEmbed(world.rig.ports, { ...LOCAL, memo: "letters-1/8" });
    expect(flagged).toBe(1);
    await settleBoth();
    expect(world.vectors.content()).toEqual(world.rig.vectors.content());
    expect(await reEmbed(world.rig.ports, { ...LOCAL, memo })).toMatchObject({ flagged: 0 });
  });
});

it("is backed up, once it is the primary, by what its own index was given since", async () => {
  const { rig } = world;
  await drop(envelopeOf("1"));
  await settleBoth();
  Object.assign(rig.ports, { marks: world.worker.marks, vectors: world.vectors.index, regions: [] });
  rig.advance(HOUR_MS);
  await backUp(rig);
  rig.advance(HOUR_MS);
  await drop(envelopeOf("2"));
  await rig.settle();
  rig.advance(HOUR_MS);
  const { changes } = await backUp(rig, "incremental");
  expect(idsOf(await rowsIn(rig.ports, changes))).toEqual([idOf("2")]);
});

describe("an erasure", () => {
  beforeEach(async () => {
    await drop(envelopeOf("1"), envelopeOf("2"));
    await settleBoth();
  });

  it("is complete only when each store of the second region was read back", async () => {
    const { id } = await eraseOf("1");
    await world.rig.settle().catch(() => undefined);
    // The copy still has the record.
    expect(await evidenceThere(id)).toEqual({ ...ALL_DONE, documents: "failed", keywords: "failed" });
    expect(await isThere("1")).toBe(false);
    expect(await erasurePass(id)).toBe("running");
    await world.catchUp();
    expect(await erasurePass(id)).toBe("completed");
    expect(await evidenceThere(id)).toEqual(ALL_DONE);
  });

  it("hides the creator there before its documents say so, within the age of what is kept in process", async () => {
    const readers = world.readers();
    expect(await foundBy(readers)).toContain(idOf("1"));
    await eraseOf("1");
    world.rig.advance(SHOWN_MS + 1);
    expect(await foundBy(readers)).toEqual([idOf("2")]);
    expect((await readers.documents.getMany("creators", [idOf("1")])).size).toBe(0);
    // A page that is made from the lagging copy does not hold it either.
    expect(await foundBy(world.readers(), "trains")).toEqual([idOf("2")]);
  });

  it("stays hidden there however long the documents lag, since each pass says so again", async () => {
    const { id } = await eraseOf("1");
    for (let hour = 0; hour < 5; hour += 1) {
      world.rig.advance(HOUR_MS);
      expect(await erasurePass(id)).toBe("running");
      expect(await foundBy(world.readers())).toEqual([idOf("2")]);
    }
  });

  it("waits for the end of a cut, during which searches there answer", async () => {
    const readers = world.readers();
    world.cuts.isCut = true;
    const { id } = await eraseOf("1");
    expect(await erasurePass(id)).toBe("running");
    expect(await evidenceThere(id)).toEqual({
      ...{ documents: "failed", keywords: "failed", vectors: "failed", cache: "failed" },
    });
    expect(await foundBy(readers, "tea")).toContain(idOf("2"));
    world.cuts.isCut = false;
    await world.catchUp();
    expect(await erasurePass(id)).toBe("completed");
    expect(await evidenceThere(id)).toEqual(ALL_DONE);
    world.rig.advance(SHOWN_MS + 1);
    expect(await foundBy(readers, "tea")).toEqual([idOf("2")]);
  });

  it("is opened again by the daily look where the second region holds the creator again", async () => {
    const kept = await world.vectors.index.fetch("local.x", [idOf("1")]);
    const { id } = await eraseOf("1");
    await world.catchUp();
    await world.rig.settleErasures();
    expect(await erasurePass(id)).toBe("completed");
    await world.vectors.index.upsert("local.x", kept);
    const { report } = await verifyErasures(world.rig.ports, LOCAL);
    expect(report.verification.came_back).toEqual([{ erasure: id, stores: ["vectors"] }]);
    await world.rig.settle();
    expect(await isThere("1")).toBe(false);
  });

  it("forgets evidence of a region that the deployment has no more", async () => {
    world.cuts.isCut = true;
    const { id } = await eraseOf("1");
    expect(await erasurePass(id)).toBe("running");
    Object.assign(world.rig.ports, { regions: [] });
    expect(await erasurePass(id)).toBe("completed");
    expect(await evidenceThere(id)).toEqual({});
  });
});

const INTERLEAVINGS = rounds(200, 10);

describe("two regions with a cut between them", () => {
  /** Ingest, a request and the workers of both regions, while the network goes and comes. Whether searches answered. */
  async function story(seed: number): Promise<string> {
    const roll = dice(seed);
    const user = String(9_000_000 + seed);
    if (roll(2) === 0) {
      await drop(envelopeOf(user));
      await settleBoth();
    }
    await drop(envelopeOf(user, "2026-11-21T10:00:00Z", "Tea and ships"));
    const { rig } = world;
    const withRegions = (actor: Actor) => {
      const ports = actor.ports(rig.ports);
      const regions = rig.ports.regions.map((region) => actor.ports(region));
      return new Proxy(ports, {
        get: (target, name) => (name === "regions" ? regions : Reflect.get(target, name)),
      });
    };
    let erasureId = "";
    await interleave(roll, [
      { name: "ingest", run: (actor) => work(rig, actor, "ingest", ingest, roll(4) === 0) },
      {
        name: "request",
        run: async (actor) => {
          const asked = { platform: "x", platform_user_id: user, scope: "creator" } as const;
          erasureId = (await requestErasure(actor.ports(rig.ports), asked, ASKER)).id;
        },
      },
      { name: "embed", run: (actor) => work(rig, actor, "embed-high", embed, roll(4) === 0) },
      {
        name: "erase",
        run: (actor) => work(rig, actor, "erase", (_, body) => erase(withRegions(actor), body), false),
      },
      { name: "embed there", run: (actor) => embedThere(actor, roll(4) === 0) },
      { name: "search there", run: searchThere },
      { name: "network", run: (actor) => cutAndHeal(actor, roll) },
    ]);
    world.cuts.isCut = false;
    return erasureId;
  }

  async function embedThere(actor: Actor, isTwice: boolean): Promise<void> {
    const ports = actor.ports(world.worker);
    for (let turn = 0; turn < 3; turn += 1) {
      const [message] = await ports.queues.receive("embed-high", {
        ...{ max: 1, visibilitySeconds: 60, waitSeconds: 0 },
      });
      if (!message) {
        actor.yieldTurn();
        continue;
      }
      const isDone = await embed(ports, message.body).then(
        () => !isTwice,
        () => false,
      );
      if (isDone) await world.queues.acknowledge("embed-high", [message.receipt]);
      else await world.queues.release("embed-high", [message.receipt], 0);
    }
  }

  async function searchThere(actor: Actor): Promise<void> {
    const readers = { ...world.readers(), clock: world.rig.ports.clock };
    for (const query of ["tea", "ships", "trains"]) {
      const ports = actor.ports(readers);
      expect(Array.isArray(await foundBy(ports, query))).toBe(true);
    }
  }

  async function cutAndHeal(actor: Actor, roll: (sides: number) => number): Promise<void> {
    const { cache } = actor.ports({ cache: world.cacheThere });
    for (let turn = 0; turn < 8; turn += 1) {
      // A call, so that the dice say when.
      await cache.getMany(["network"]);
      if (roll(2) === 0) world.cuts.isCut = !world.cuts.isCut;
      else await world.catchUp();
    }
  }

  it(`answer, forget and agree in the end in any of ${INTERLEAVINGS} interleavings`, async () => {
    for (let seed = 1; seed <= INTERLEAVINGS; seed += 1) {
      const id = await story(seed);
      await world.rig.settle().catch(() => undefined);
      await world.catchUp();
      await workThere();
      for (let pass = 0; pass < 3; pass += 1) {
        world.rig.advance(61_000);
        await settleBoth();
        if ((await getErasure(world.rig.ports, { erasureId: id })).status === "running")
          await erasurePass(id);
      }
      const user = String(9_000_000 + seed);
      expect(await getErasure(world.rig.ports, { erasureId: id }), `seed ${seed}`).toMatchObject({
        status: "completed",
      });
      expect(await evidenceThere(id), `seed ${seed}`).toEqual(ALL_DONE);
      expect(await isThere(user), `seed ${seed}`).toBe(false);
      expect(world.vectors.content(), `seed ${seed}`).toEqual(world.rig.vectors.content());
      expect(await foundBy(world.readers()), `seed ${seed}`).not.toContain(idOf(user));
    }
    expect(JSON.stringify(world.vectors.content())).not.toContain("keeper_");
  }, 300_000);
});
