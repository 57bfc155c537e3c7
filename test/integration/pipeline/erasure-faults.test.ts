import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LOCAL_TENANT } from "../../../lib/domain/ids.ts";
import type { Erasure } from "../../../lib/domain/records.ts";
import { eraseCreator } from "../../../lib/erasure/erase-creator.ts";
import { getErasure } from "../../../lib/erasure/get-erasure.ts";
import { runErasure } from "../../../lib/erasure/run-erasure.ts";
import { withChaos } from "../../doubles/chaos.ts";
import { ndjson, xEnvelope } from "./envelopes.ts";
import { createRig, localId, type Rig } from "./rig.ts";

let rig: Rig;
let id: string;
beforeEach(async () => {
  rig = createRig();
  await rig.announce(await rig.drop("drop.ndjson", ndjson(xEnvelope({ id: "1" }), xEnvelope({ id: "2" }))));
  await rig.settle();
  ({ id } = await eraseCreator(
    rig.as("erase-creator"),
    { creatorId: localId("x", "1"), scope: "creator" },
    "key-1",
  ));
});
afterEach(() => rig.close());

type Ports = Rig["ports"];
const run = (ports: Ports) => runErasure(ports, { tenantId: LOCAL_TENANT, erasureId: id });

async function statuses(): Promise<Record<string, string>> {
  const { stores } = await getErasure(rig.as("erase-creator"), { erasureId: id });
  return Object.fromEntries(stores.map(({ store, status }) => [store, status]));
}

const HEALTHY = {
  documents: "done",
  keywords: "done",
  vectors: "done",
  inbox: "done",
  raw: "done",
  quarantine: "done",
  cache: "done",
  frontier: "done",
  suggestions: "done",
  lists: "done",
  queues: "pending",
  backups: "done",
  exports: "done",
  webhooks: "done",
  "saved-searches": "done",
  feedback: "done",
};

type Fault = {
  readonly fails: readonly Erasure["stores"][number]["store"][];
  readonly ports: (ports: Ports) => Ports;
};

/** One for each call that a step makes. */
const FAULTS: Readonly<Record<string, Fault>> = {
  "vectors cannot be fetched": {
    fails: ["vectors"],
    ports: (ports) => ({ ...ports, vectors: withChaos(ports.vectors, { fetch: {} }) }),
  },
  "vectors cannot be deleted": {
    fails: ["vectors"],
    ports: (ports) => ({ ...ports, vectors: withChaos(ports.vectors, { delete: {} }) }),
  },
  "the last namespace cannot be read back": {
    fails: ["vectors"],
    ports: (ports) => ({ ...ports, vectors: withChaos(ports.vectors, { fetch: { onCall: 8 } }) }),
  },
  "the keyword index does not answer": {
    fails: ["keywords"],
    ports: (ports) => ({ ...ports, keywords: withChaos(ports.keywords, { search: {} }) }),
  },
  "objects cannot be deleted": {
    fails: ["raw", "quarantine"],
    ports: (ports) => ({ ...ports, objects: withChaos(ports.objects, { deletePrefix: {} }) }),
  },
  "objects cannot be listed": {
    fails: ["inbox", "raw", "quarantine", "backups"],
    ports: (ports) => ({ ...ports, objects: withChaos(ports.objects, { list: {} }) }),
  },
  "the cache is down": {
    fails: ["cache"],
    ports: (ports) => ({ ...ports, cache: withChaos(ports.cache, { addMembers: {} }) }),
  },
  "the cache forgets at once": {
    fails: ["cache"],
    ports: (ports) => ({ ...ports, cache: { ...ports.cache, members: async () => [] } }),
  },
  "deleted bytes stay on the disk": {
    fails: [
      ...["documents", "vectors", "frontier", "lists", "saved-searches", "feedback", "suggestions"],
      ...["raw", "quarantine", "exports", "webhooks", "queues"],
    ] as const,
    ports: (ports) => ({ ...ports, scrubber: withChaos(ports.scrubber, { scrub: {} }) }),
  },
};

describe("an erasure whose step fails", () => {
  it.each(Object.entries(FAULTS))("says so and does the others, then ends well: %s", async (_, fault) => {
    await expect(run(fault.ports(rig.ports))).rejects.toMatchObject({ code: "erasure-incomplete" });
    const expected = Object.fromEntries(fault.fails.map((store) => [store, "failed"]));
    expect(await statuses()).toEqual({ ...HEALTHY, ...expected });
    expect((await getErasure(rig.as("erase-creator"), { erasureId: id })).status).toBe("running");

    expect((await run(rig.ports)).status).toBe("completed");
    expect(await statuses()).toEqual(HEALTHY);
    expect(JSON.stringify(await rig.dump())).not.toContain("user_1");
  });

  it("counts what each attempt removed, and nothing twice", async () => {
    const ports = { ...rig.ports, vectors: withChaos(rig.ports.vectors, { fetch: { onCall: 8 } }) };
    await expect(run(ports)).rejects.toThrow();
    const { stores } = await run(rig.ports);
    expect(stores.filter(({ removed }) => removed > 0).map(({ store, removed }) => [store, removed])).toEqual(
      [
        ["documents", 1],
        ["raw", 1],
      ],
    );
  });

  it("is not held up by a store that never answers", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    try {
      const never = () => new Promise<never>(() => undefined);
      const ports = { ...rig.ports, keywords: { ...rig.ports.keywords, search: never } };
      const outcome = run(ports).catch((error: unknown) => error);
      while (vi.getTimerCount() === 0) await new Promise((resolve) => setImmediate(resolve));
      await vi.advanceTimersByTimeAsync(20_000);
      for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      expect(await outcome).toMatchObject({ code: "erasure-incomplete", context: { failed: ["keywords"] } });
    } finally {
      vi.useRealTimers();
    }
    expect(await statuses()).toEqual({ ...HEALTHY, keywords: "failed" });
  });
});

describe("an erasure that is worked on twice at once", () => {
  it("ends completed, with evidence that neither overwrote", async () => {
    await Promise.all([run(rig.ports), run(rig.ports), run(rig.ports)]);
    expect(await statuses()).toEqual(HEALTHY);
    const { stores } = await getErasure(rig.as("erase-creator"), { erasureId: id });
    expect(stores.find(({ store }) => store === "documents")?.removed).toBe(1);
  });
});

describe("an erasure while envelopes wait in the inbox", () => {
  it("is not completed before those that were there at the request are gone", async () => {
    const { objects } = rig.ports;
    const waiting = {
      key: "inbox/local/a.ndjson",
      size: 1,
      etag: "e",
      lastModified: new Date("2026-11-22T07:59:00Z"),
    };
    const later = { ...waiting, lastModified: new Date("2026-11-22T08:00:01Z") };
    const holding = (one: typeof waiting): Ports => ({
      ...rig.ports,
      objects: {
        ...objects,
        list: (prefix, options) =>
          prefix.startsWith("inbox/")
            ? Promise.resolve({ objects: [one], cursor: null })
            : objects.list(prefix, options),
      },
    });
    expect((await run(holding(waiting))).status).toBe("running");
    expect(await statuses()).toEqual({ ...HEALTHY, inbox: "pending" });
    expect((await rig.queues.depth("erase")).delayed).toBe(1);
    expect((await run(holding(later))).status).toBe("completed");
  });
});
