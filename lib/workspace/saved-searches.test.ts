import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { withChaos } from "../../test/doubles/chaos.ts";
import { creatorWrite } from "../../test/doubles/creator-sketch.ts";
import { grantedPorts } from "../../test/doubles/granted-ports.ts";
import { temporaryComposition } from "../../test/doubles/temporary-composition.ts";
import { holdersOf, registerTenant } from "../access/tenants.ts";
import type { EmbeddedComposition } from "../compose/embedded.ts";
import { type CreatorId, creatorIdOf, SHARED_TENANT, type TenantId, tenantIdSchema } from "../domain/ids.ts";
import type { SavedSearchId } from "../domain/saved-search.ts";
import { storedSearchSchema } from "../domain/search-request.ts";
import { tenantScope } from "../domain/tenant-scope.ts";
import { countRecordsOf, removeRecordsOf } from "../stored/records-of-creators.ts";
import { createWebhook, listDeliveries } from "../webhooks/webhooks.ts";
import { runSavedSearches } from "./run-saved-searches.ts";
import {
  changeSavedSearch,
  createSavedSearch,
  deleteSavedSearch,
  getSavedSearch,
  listNewCreators,
  listSavedSearches,
} from "./saved-searches.ts";

/** Of each test its own: all share one system. */
let ACME: TenantId;
let RIVAL: TenantId;
let turn = 0;
const DAY_MS = 86_400_000;

let composition: EmbeddedComposition;
let now: Date;

beforeAll(async () => {
  composition = await temporaryComposition();
}, 60_000);
afterAll(() => composition?.close());
beforeEach(async () => {
  turn += 1;
  [ACME, RIVAL] = [tenantIdSchema.parse(`acme-${turn}`), tenantIdSchema.parse(`rival-${turn}`)];
  now = new Date("2026-11-20T10:00:00Z");
  for (const tenant of [ACME, RIVAL]) await registerTenant(composition.services, tenant);
});

const portsOf = (tenantId: TenantId = ACME) => {
  const ports = { ...composition.services, ...composition.search, clock: { now: () => now } };
  const documents = ports.openDocuments(tenantScope(tenantId, { subscribesShared: true }));
  return grantedPorts({ ...ports, documents }, "manage");
};
const run = (ports = portsOf(), options: { from?: string; remainingMs?: () => number } = {}) =>
  runSavedSearches(grantedPorts(ports, "run-job"), ACME, {
    from: options.from ?? null,
    remainingMs: options.remainingMs ?? (() => Number.POSITIVE_INFINITY),
  });
const passDays = (days: number) => {
  now = new Date(now.getTime() + days * DAY_MS);
};

async function store(handles: readonly string[], tenantId: TenantId = ACME, bio = "I bake bread") {
  const documents = composition.services.openDocuments(tenantScope(tenantId, { subscribesShared: false }));
  const writes = handles.map((handle) => {
    const { creator: _, ...write } = creatorWrite({ handle, bio, followers: 5_000 }, tenantId, now);
    return write;
  });
  await documents.upsertMany("creators", writes);
  return handles.map((handle) => creatorIdOf(tenantId, "instagram", handle));
}
const bury = (id: CreatorId) => {
  const own = composition.services.openDocuments(tenantScope(ACME, { subscribesShared: false }));
  const record = { version: "9999", set: { erased: true as const }, replace: true };
  return own.upsertMany("creators", [{ id, ...record } as never]);
};
const saved = async (search: object = {}, ports = portsOf()): Promise<SavedSearchId> =>
  (
    await createSavedSearch(ports, {
      name: "Bakers",
      search: storedSearchSchema.parse({ query: "bread", ...search }),
    })
  ).data.id;
const news = async (id: SavedSearchId, since?: string) =>
  (await listNewCreators(portsOf(), { id, since, limit: 100 })).data.map(({ creator }) => creator.handle);

describe("a saved search", () => {
  it("tells what it found since it was saved, newest first, and nothing of what was there before", async () => {
    await store(["baker1", "baker2"]);
    const hook = { url: "https://receiver.invalid/", events: ["search.new"] as const };
    const { data: webhook } = await createWebhook(portsOf(), "key-1", hook);
    const id = await saved();
    expect(await news(id)).toEqual([]);
    await store(["baker3"]);
    await store(["driver"], ACME, "I race cars");
    passDays(1);
    await run();
    await store(["baker4"]);
    passDays(1);
    await run();
    expect((await listDeliveries(portsOf(), { id: webhook.id, limit: 10 })).data).toMatchObject([
      { type: "search.new" },
      { type: "search.new" },
    ]);
    expect(await news(id)).toEqual(["@baker4", "@baker3"]);
    expect(await news(id, now.toISOString())).toEqual(["@baker4"]);
    expect((await getSavedSearch(portsOf(), id)).data).toMatchObject({
      last_new: 1,
      ran_at: now.toISOString(),
    });
    passDays(1);
    await run();
    expect((await getSavedSearch(portsOf(), id)).data.last_new).toBe(0);
    expect(await news(id)).toEqual(["@baker4", "@baker3"]);
  });

  it("begins anew when it looks for something else, and goes with what it found", async () => {
    await store(["baker1"]);
    const id = await saved();
    await store(["baker2"]);
    await run();
    await changeSavedSearch(portsOf(), { id, name: "All bakers" });
    expect(await news(id)).toEqual(["@baker2"]);
    await changeSavedSearch(portsOf(), {
      id,
      search: storedSearchSchema.parse({ query: "bread", sort: "recent" }),
    });
    expect(await news(id)).toEqual([]);
    expect((await deleteSavedSearch(portsOf(), id)).data.removed).toBe(2);
    await expect(getSavedSearch(portsOf(), id)).rejects.toMatchObject({ code: "saved-search-not-found" });
  });

  it("forgets in time what it finds no more: found again, it is new again", async () => {
    const [, second] = (await store(["baker1", "baker2"])) as [CreatorId, CreatorId];
    const id = await saved();
    const own = composition.services.openDocuments(tenantScope(ACME, { subscribesShared: false }));
    await own.delete("creators", [second]);
    passDays(29);
    await run();
    await store(["baker2"]);
    await run();
    expect(await news(id)).toEqual([]);
    await own.delete("creators", [second]);
    passDays(1);
    await run();
    await store(["baker2"]);
    await run();
    expect(await news(id)).toEqual(["@baker2"]);
  });

  it("is its tenant's own, and reads what its tenant reads", async () => {
    await store(["baker1"], SHARED_TENANT);
    const id = await saved();
    await store(["baker2"], SHARED_TENANT);
    await store(["baker3"], RIVAL);
    await run();
    expect(await news(id)).toEqual(["@baker2"]);
    await expect(getSavedSearch(portsOf(RIVAL), id)).rejects.toMatchObject({
      code: "saved-search-not-found",
    });
    expect((await listSavedSearches(portsOf(RIVAL), { limit: 10 })).data).toEqual([]);
  });

  it("runs when another fails, and the rest goes on behind the last when time is over", async () => {
    const ids = [await saved(), await saved(), await saved()].toSorted();
    const ports = portsOf();
    expect(await run(ports, { remainingMs: () => 0 })).toBe(ids[0]);
    expect(await run(ports, { from: ids[1] ?? "" })).toBeNull();
    await store(["baker1"]);
    const keywords = withChaos(ports.keywords, { search: { onCall: 1 } });
    await expect(run({ ...ports, keywords })).rejects.toMatchObject({ kind: "unavailable" });
    const found = await Promise.all(ids.map((id) => news(id)));
    expect(found.flat()).toEqual(["@baker1", "@baker1"]);
  });

  it("is one of a hundred at most", async () => {
    for (let held = 0; held < 100; held += 1) await saved({ query: "" });
    await expect(saved()).rejects.toMatchObject({ kind: "conflict", code: "too-many-saved-searches" });
  }, 60_000);
});

describe("an erasure", () => {
  it("takes the creator from what every search found", async () => {
    await saved();
    const [erased] = (await store(["baker1"])) as [CreatorId];
    const id = await saved();
    await run();
    const holders = await holdersOf(portsOf(), ACME);
    expect(await removeRecordsOf(holders, [erased], ["saved-searches"])).toBe(2);
    expect(await countRecordsOf(holders, [erased])).toBe(0);
    expect(await news(id)).toEqual([]);
  });

  it("that comes while a search runs leaves no id behind", async () => {
    const id = await saved();
    const [erased] = (await store(["baker1", "baker2"])) as [CreatorId];
    const ports = portsOf();
    const opened = ports.openDocuments;
    const openDocuments: typeof opened = (scope) => {
      const documents = opened(scope);
      return {
        ...documents,
        upsertMany: async (collection, writes) => {
          if (collection === "search_hits") await bury(erased);
          return documents.upsertMany(collection, writes);
        },
      };
    };
    await run({ ...ports, openDocuments });
    expect(await countRecordsOf(await holdersOf(ports, ACME), [erased])).toBe(0);
    expect(await news(id)).toEqual(["@baker2"]);
  });
});
