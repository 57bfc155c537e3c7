import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { creatorIdOf, LOCAL_TENANT, SHARED_TENANT } from "../../../lib/domain/ids.ts";
import { eraseCreator } from "../../../lib/erasure/erase-creator.ts";
import { getErasure } from "../../../lib/erasure/get-erasure.ts";
import { requestErasure } from "../../../lib/erasure/request-erasure.ts";
import { runErasure } from "../../../lib/erasure/run-erasure.ts";
import { sweepErasures } from "../../../lib/erasure/sweep-erasures.ts";
import { ingestRaw } from "../../../lib/ingest/ingest-raw.ts";
import { getCreator } from "../../../lib/search/creators/get-creator.ts";
import { withChaos } from "../../doubles/chaos.ts";
import { channelId, ndjson, xEnvelope, youtubeEnvelope } from "./envelopes.ts";
import { createRig, localId, type Rig } from "./rig.ts";

const ASKER = { keyId: "key-1", tenantId: LOCAL_TENANT, roles: ["admin"] as const };

const HOUR_MS = 3_600_000;
const LOCAL = { tenantId: LOCAL_TENANT };

let rig: Rig;
beforeEach(() => {
  rig = createRig();
});
afterEach(() => rig.close());

const ingest = async (...envelopes: readonly unknown[]): Promise<void> => {
  await rig.announce(await rig.drop("drop.ndjson", ndjson(...envelopes)));
  await rig.settle();
};
const erase = (id = localId("x", "1"), scope: "creator" | "identity" = "creator") =>
  eraseCreator(rig.as("erase-creator"), { creatorId: id, scope }, "key-1");

describe("an erased creator", () => {
  it("is a tombstone at once, and in no store once the worker was there, with the evidence", async () => {
    await ingest(xEnvelope({ id: "1" }), xEnvelope({ id: "2" }));
    const accepted = await erase();
    expect(accepted).toMatchObject({
      status: "accepted",
      scope: "creator",
      due_by: "2026-11-23T08:00:00.000Z",
    });
    expect(await rig.creator("x", "1")).toMatchObject({ erased: true });
    expect(JSON.stringify(await rig.creator("x", "1"))).not.toContain("user_1");

    await rig.settle();
    const view = await getErasure(rig.as("erase-creator"), { erasureId: accepted.id });
    expect(view.status).toBe("completed");
    expect(Object.fromEntries(view.stores.map(({ store, removed }) => [store, removed]))).toMatchObject({
      documents: 1,
      vectors: 1,
      raw: 1,
    });
    for (const { store, status, left, checked_at } of view.stores) {
      expect(checked_at, store).not.toBeNull();
      // Messages in flight are what the second pass waits for.
      const expected = store === "queues" ? ["pending", null] : ["done", 0];
      expect([status, left], store).toEqual(expected);
    }
    expect(JSON.stringify(await rig.dump())).not.toContain("user_1");
    expect(await rig.creator("x", "2")).toMatchObject({ erased: false });
  });

  it("stays away when it is ingested again, and is stored by another tenant as before", async () => {
    await ingest(xEnvelope({ id: "1" }));
    await erase();
    await rig.settle();
    const again = xEnvelope({ id: "1", fetched_at: "2026-11-22T07:00:00Z" });
    const own = await rig.ingest(await rig.drop("again.json", JSON.stringify(again)));
    const other = await rig.ingest(await rig.drop("again.json", JSON.stringify(again), "acme"));
    await rig.settle();
    expect([own, other]).toMatchObject([
      { stored: 0, suppressed: 1 },
      { stored: 1, suppressed: 0 },
    ]);
    expect(await rig.keys("raw/local/")).toEqual([]);
    expect((await rig.ports.vectors.stats()).namespaces["local.x"]).toEqual({ count: 0 });
  });

  it("takes mutually linked creators along only when asked to", async () => {
    await ingest(
      xEnvelope({ id: "1", url: "https://www.youtube.com/@channel2" }),
      youtubeEnvelope(2, "https://x.com/user_1"),
    );
    await erase(localId("x", "1"), "identity");
    await rig.settle();
    expect(await rig.creator("youtube", channelId(2))).toMatchObject({ erased: true });
    expect(await rig.keys("raw/")).toEqual([]);
    expect((await rig.dump()).identities).toEqual([]);
  });

  it("leaves those it was linked with, parted from it", async () => {
    await ingest(
      xEnvelope({ id: "1", url: "https://www.youtube.com/@channel2" }),
      youtubeEnvelope(2, "Hello https://x.com/user_1"),
    );
    expect((await rig.creator("youtube", channelId(2)))?.erased === false).toBe(true);
    await erase();
    await rig.settle();
    expect(await rig.creator("youtube", channelId(2))).toMatchObject({ erased: false, identity_id: null });
    expect((await rig.dump()).identities).toEqual([]);
  });

  it("asked for again is the same erasure", async () => {
    await ingest(xEnvelope({ id: "1" }));
    const first = await erase();
    expect((await erase()).id).toBe(first.id);
    await rig.settle();
    expect((await erase()).id).toBe(first.id);
  });

  it("stays away when keys were rotated since", async () => {
    await ingest(xEnvelope({ id: "1" }));
    await erase();
    await rig.settle();
    await rig.own.delete("creators", [localId("x", "1")]);
    const keys = new Map([...rig.ports.keyring.keys, [2, new Uint8Array(32).fill(8)] as const]);
    const ports = { ...rig.ports, keyring: { current: 2, keys } };
    const key = await rig.drop("again.json", JSON.stringify(xEnvelope({ id: "1" })));
    const summary = await ingestRaw(ports, { key }, { remainingMs: () => Number.POSITIVE_INFINITY });
    expect(summary).toMatchObject({ stored: 0, suppressed: 1 });
  });

  it("that nothing is stored of is suppressed all the same", async () => {
    expect(await erase()).toMatchObject({ status: "accepted" });
    await ingest(xEnvelope({ id: "1" }));
    expect(await rig.creator("x", "1")).toBeNull();
  });

  it("leaves an audit entry that does not name it", async () => {
    await ingest(xEnvelope({ id: "1" }));
    await erase();
    const [entry] = (await rig.own.find("audit", { where: [], limit: 1 })).items;
    expect(entry).toMatchObject({ actor: "key-1", action: "erase-creator", outcome: "allowed" });
    expect(JSON.stringify(entry)).not.toContain(localId("x", "1"));
  });
});

describe("a request that names an account", () => {
  it.each([
    ["its handle", { platform: "x", handle: "@User_1" }],
    ["its address", { platform: "x", url: "https://twitter.com/user_1" }],
    ["its platform's id", { platform: "x", platform_user_id: "1" }],
  ] as const)("by %s finds it", async (_, account) => {
    await ingest(xEnvelope({ id: "1" }));
    await requestErasure(rig.as("erase-creator"), { ...account, scope: "creator" }, ASKER);
    expect(await rig.creator("x", "1")).toMatchObject({ erased: true });
  });

  it("keeps an account away that was never stored, when its id is given", async () => {
    await requestErasure(
      rig.ports,
      { platform: "youtube", platform_user_id: channelId(5), scope: "creator" },
      ASKER,
    );
    const summary = await rig.ingest(await rig.drop("y.json", JSON.stringify(youtubeEnvelope(5))));
    expect(summary).toMatchObject({ stored: 0, suppressed: 1 });
  });

  it("adds the account to an erasure that knew only our id", async () => {
    const first = await erase();
    const second = await requestErasure(
      rig.ports,
      { platform: "x", platform_user_id: "1", scope: "creator" },
      ASKER,
    );
    expect(second.id).toBe(first.id);
    const key = await rig.drop("x.json", JSON.stringify(xEnvelope({ id: "1" })), SHARED_TENANT);
    await rig.ingest(key);
    const shared = creatorIdOf(SHARED_TENANT, "x", "1");
    await expect(getCreator(rig.ports, shared)).rejects.toMatchObject({ kind: "not-found" });
  });

  it("says so when what is given for a handle is none", async () => {
    const request = { platform: "x", handle: "not a handle", scope: "creator" } as const;
    await expect(requestErasure(rig.as("erase-creator"), request, ASKER)).rejects.toMatchObject({
      kind: "invalid",
      code: "bad-account",
    });
  });
});

describe("an erasure that runs into an ingest", () => {
  /** Erases the account right before one of the ports' calls of an ingest. */
  async function erasedBefore(port: "objects" | "queues", method: "put" | "send"): Promise<void> {
    const key = await rig.drop("x.ndjson", ndjson(xEnvelope({ id: "1" }), xEnvelope({ id: "2" })));
    const original: unknown = Reflect.get(rig.ports[port], method);
    let isErased = false;
    Object.defineProperty(rig.ports, port, {
      value: new Proxy(rig.ports[port], {
        get: (target, name) =>
          name !== method
            ? Reflect.get(target, name)
            : async (...parameters: unknown[]) => {
                if (!isErased) {
                  isErased = true;
                  await erase();
                }
                return typeof original === "function"
                  ? Reflect.apply(original, target, parameters)
                  : undefined;
              },
      }),
    });
    await rig.announce(key);
    await rig.settle();
  }

  it.each([
    ["before the raw objects are written", "objects", "put"],
    ["before the messages are sent", "queues", "send"],
  ] as const)("wins when it begins %s", async (_, port, method) => {
    await erasedBefore(port, method);
    expect(await rig.creator("x", "1")).toMatchObject({ erased: true });
    expect(await rig.creator("x", "2")).toMatchObject({ erased: false, index_pending: false });
    const left = JSON.stringify(await rig.dump());
    expect(left).not.toContain("user_1");
    expect(await rig.keys(`raw/local/x/${localId("x", "1")}/`)).toEqual([]);
    expect((await rig.ports.vectors.fetch("local.x", [localId("x", "1")])).length).toBe(0);
  });

  it("wins when it begins while its creator is embedded", async () => {
    const { embedder } = rig.ports;
    const slow = {
      ...embedder,
      embed: async (texts: readonly string[]) => {
        await erase();
        return embedder.embed(texts);
      },
    };
    Object.defineProperty(rig.ports, "embedder", { value: slow });
    await ingest(xEnvelope({ id: "1" }));
    expect((await rig.ports.vectors.fetch("local.x", [localId("x", "1")])).length).toBe(0);
    expect(await rig.creator("x", "1")).toMatchObject({ erased: true });
  });
});

describe("the sweep of erasures", () => {
  it("brings back an erasure whose message was lost, and closes it after the longest message age", async () => {
    await ingest(xEnvelope({ id: "1" }));
    const { id } = await erase();
    const [message] = await rig.ports.queues.receive("erase", {
      max: 1,
      visibilitySeconds: 60,
      waitSeconds: 0,
    });
    await rig.ports.queues.acknowledge("erase", [message?.receipt ?? ""]);
    rig.advance(10 * 60_000);
    expect(await sweepErasures(rig.as("run-job"), LOCAL)).toEqual({ queued: 1, alarms: [] });
    await rig.settle();
    expect((await getErasure(rig.as("erase-creator"), { erasureId: id })).status).toBe("completed");
    expect((await sweepErasures(rig.as("run-job"), LOCAL)).queued).toBe(0);
    rig.advance(97 * HOUR_MS);
    expect((await sweepErasures(rig.as("run-job"), LOCAL)).queued).toBe(1);
    await rig.settle();
    expect((await getErasure(rig.as("erase-creator"), { erasureId: id })).status).toBe("closed");
  });

  it("raises an alarm once half of the time is gone", async () => {
    await ingest(xEnvelope({ id: "1" }));
    const { id, due_by } = await erase();
    rig.advance(13 * HOUR_MS);
    expect((await sweepErasures(rig.as("run-job"), LOCAL)).alarms).toEqual([
      { id, due_by, isOverdue: false },
    ]);
    rig.advance(12 * HOUR_MS);
    expect((await sweepErasures(rig.as("run-job"), LOCAL)).alarms).toEqual([{ id, due_by, isOverdue: true }]);
  });

  it("leaves evidence of a store that does not answer, and does the others", async () => {
    await ingest(xEnvelope({ id: "1" }));
    const { id } = await erase();
    const ports = { ...rig.ports, vectors: withChaos(rig.ports.vectors, { fetch: {} }) };
    await expect(runErasure(ports, { ...LOCAL, erasureId: id })).rejects.toMatchObject({
      code: "erasure-incomplete",
    });
    const { status, stores } = await getErasure(rig.as("erase-creator"), { erasureId: id });
    expect(status).toBe("running");
    expect(stores.filter((store) => store.status === "failed").map(({ store }) => store)).toEqual([
      "vectors",
    ]);
    expect(stores.find(({ store }) => store === "vectors")).toMatchObject({ left: null });
  });
});
