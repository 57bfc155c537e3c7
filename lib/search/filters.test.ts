import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { searchWorld } from "../../test/doubles/search-world.ts";
import { creatorIdSchema, tenantIdSchema } from "../domain/ids.ts";
import { MODES, type SearchRequestInput } from "../domain/search-request.ts";
import { listEntryId, listIdSchema } from "../domain/shortlist.ts";
import { tenantScope } from "../domain/tenant-scope.ts";

let world: ReturnType<typeof searchWorld>;
beforeEach(() => {
  world = searchWorld();
});
afterEach(() => world.close());

const found = async (request: SearchRequestInput): Promise<Record<string, string[]>> => {
  const { data } = await world.search(request);
  return Object.fromEntries(data.map(({ handle, why_ranked }) => [handle, why_ranked]));
};
/** Browsing, and each leg. */
const WAYS = [{ query: "" }, ...MODES.map((mode) => ({ query: "pottery", mode }))];
const add = (handle: string, more: object = {}) => world.add({ handle, bio: "pottery classes", ...more });

describe("a city or region", () => {
  beforeEach(async () => {
    await add("in_city", { location_text: "München", country: "DE" });
    await add("in_country", { country: "DE" });
    await add("in_region", { location_text: "Bayern", country: "DE" });
    await add("elsewhere", { location_text: "Hamburg", country: "DE" });
    await add("abroad", { location_text: "Wien", country: "AT" });
    await add("nowhere");
  });

  it.each(WAYS)("takes those of the country that name no city, and says so: %j", async (way) => {
    const request = { ...way, filters: { places: ["DE/munich"] } };
    const reasons = await found(request);
    expect(Object.keys(reasons).sort()).toEqual(["@in_city", "@in_country", "@in_region"]);
    expect(reasons["@in_city"]).toContain("In Munich");
    expect(reasons["@in_country"]).toContain("In Germany, city not known");
    const { meta } = await world.search(request);
    expect(meta.degraded).toEqual([
      {
        part: "places",
        reason: "2 of this page are in the country and name no city or region that is known",
      },
    ]);
  });

  it("is a region too, whose cities are not known to be in it", async () => {
    const reasons = await found({ filters: { places: ["DE/bavaria"] } });
    expect(reasons["@in_region"]).toContain("In Bavaria");
    expect(reasons["@elsewhere"]).toContain("In Germany, region not known");
  });
});

describe("figures", () => {
  beforeEach(async () => {
    const grown = await add("grown", { recent_posts: 12 });
    await world.update(grown, { growth_rate: 0.2, growth_rate_90: 0.5, median_views: 12_000 });
    const shrunk = await add("shrunk", { recent_posts: 0 });
    await world.update(shrunk, { growth_rate: -0.1, growth_rate_90: -0.3, median_views: 40 });
    await add("unknown", { recent_posts: null });
  });

  it.each<[NonNullable<SearchRequestInput["filters"]>, string, string]>([
    [{ growth: { min: 0.1 } }, "@grown", "Followers +20% in 30 days, at least +10%"],
    [{ growth: { days: 90, max: 0 } }, "@shrunk", "Followers -30% in 90 days, at most +0%"],
    [{ median_views: { min: 1_000 } }, "@grown", "12K views a post, at least 1K"],
    [{ recent_posts: { min: 4 } }, "@grown", "12 posts in 30 days, at least 4"],
    [{ recent_posts: { max: 3 } }, "@shrunk", "0 posts in 30 days, at most 3"],
  ])(
    "%j finds those that have it, and never one of which it is not known",
    async (filters, handle, reason) => {
      const reasons = await found({ filters });
      expect(Object.keys(reasons)).toEqual([handle]);
      expect(reasons[handle]).toContain(reason);
      expect(Object.keys(await found({ query: "pottery", mode: "keyword", filters }))).toEqual([handle]);
    },
  );

  it("say which platforms' terms keep them unknown", async () => {
    const { meta } = await world.search({
      filters: { growth: { min: 0 }, median_views: { min: 1 }, platforms: ["youtube"] },
    });
    expect(meta.degraded.map(({ part }) => part)).toEqual(["growth", "median_views"]);
  });
});

it.each(WAYS)("finds accounts whose other accounts are known: %j", async (way) => {
  const linked = await add("linked");
  await add("single");
  await world.update(linked, { identity_id: "i_0123456789abcdefghjkmnpqrs" });
  const reasons = await found({ ...way, filters: { has_linked_accounts: true } });
  expect(Object.keys(reasons)).toEqual(["@linked"]);
  expect(reasons["@linked"]).toContain("Has linked accounts");
});

describe("shortlists", () => {
  async function list(name: string, ids: readonly string[], documents = world.ports.documents) {
    const now = "2026-11-20T10:00:00.000Z";
    const id = listIdSchema.parse(`li_${name}`);
    const set = { name, notes: "", created_at: now, updated_at: now };
    await documents.upsertMany("lists", [{ id, version: "1", set }]);
    const entry = { note: "", status: "considered" as const, position: 1, added_at: now, list_id: id };
    await documents.upsertMany(
      "list_entries",
      ids.map((creator) => ({
        id: listEntryId(id, creator),
        version: "1",
        set: { ...entry, creator_id: creatorIdSchema.parse(creator) },
      })),
    );
    return id;
  }

  it.each(WAYS)("keep a search to who is on them, or is not: %j", async (way) => {
    const [on, off] = [await add("on"), await add("off")];
    const id = await list("some", [on.id]);
    expect(Object.keys(await found({ ...way, filters: { list_ids: [id] } }))).toEqual(["@on"]);
    expect(Object.keys(await found({ ...way, filters: { exclude_list_ids: [id] } }))).toEqual(["@off"]);
    // What was asked a moment ago is no answer to a list that has changed.
    await list("some", [off.id]);
    const both = await found({ ...way, filters: { list_ids: [id] } });
    expect(Object.keys(both).sort()).toEqual(["@off", "@on"]);
    const empty = await list("none", []);
    expect(await found({ ...way, filters: { list_ids: [empty] } })).toEqual({});
  });

  it("page on while the list grows", async () => {
    const ids = [];
    for (let nth = 0; nth < 4; nth += 1) ids.push((await add(`member${nth}`)).id);
    const id = await list("pages", ids);
    const request = { query: "pottery", filters: { list_ids: [id] }, limit: 2 };
    const first = await world.search(request);
    await list("pages", [(await add("late")).id]);
    const next = await world.search({ ...request, cursor: first.meta.next_cursor ?? "" });
    expect(next.data).toHaveLength(2);
  });

  it("of another tenant are not there", async () => {
    const acme = world.as(tenantScope(tenantIdSchema.parse("acme"), { subscribesShared: false }));
    const id = await list("theirs", [], acme.documents);
    await expect(found({ filters: { list_ids: [id] } })).rejects.toMatchObject({ code: "list-not-found" });
  });
});
