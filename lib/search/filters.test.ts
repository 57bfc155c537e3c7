import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { searchWorld } from "../../test/doubles/search-world.ts";
import { MODES, type SearchRequestInput } from "../domain/search-request.ts";

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
    expect(meta.relaxed).toEqual([
      {
        filter: "places",
        reason: "2 of this page are in the country and name no city or region that is known",
      },
    ]);
  });

  it("is a region too, whose cities are not known to be in it", async () => {
    const reasons = await found({ filters: { places: ["DE/bavaria"] } });
    expect(reasons["@in_region"]).toContain("In Bavaria");
    expect(reasons["@elsewhere"]).toContain("In Germany, region not known");
  });

  it("is read from words, and gives way where nobody is there", async () => {
    const { data, meta } = await world.search({ query: "pottery classes in Hamburg" });
    expect(meta.interpreted.filters.places).toEqual(["DE/hamburg"]);
    expect(data[0]?.handle).toBe("@elsewhere");
    expect(data.map(({ handle }) => handle)).not.toContain("@in_city");
    const nobody = await world.search({ query: "pottery classes in Salzburg" });
    expect(nobody.data.map(({ handle }) => handle)).toEqual(["@abroad"]);
    expect(nobody.meta.relaxed[0]?.filter).toBe("places");
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
