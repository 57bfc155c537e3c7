import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { searchWorld } from "../../../test/doubles/search-world.ts";
import { SHARED_TENANT } from "../../domain/ids.ts";
import { similarCreators, similarToSeveral, type TasteRequest } from "./similar-creators.ts";

let world: ReturnType<typeof searchWorld>;
beforeEach(() => {
  world = searchWorld();
});
afterEach(() => world.close());

const baker = {
  handle: "baker",
  bio: "Sourdough bread and pastry recipes",
  followers: 20_000,
  country: "DE",
  languages: ["de"],
  categories: ["food"],
  keywords: ["sourdough"],
};

it("finds who is like a creator and names what they share", async () => {
  const creator = await world.add(baker);
  await world.add({ ...baker, handle: "patissier", bio: "Pastry and bread from my oven", followers: 30_000 });
  await world.add({ handle: "racer", bio: "Formula racing cars", followers: 20_000 });
  const { data, meta } = await similarCreators(world.ports, creator.id);
  expect(data[0]?.handle).toBe("@patissier");
  expect(data[0]?.shared_traits).toEqual([
    "Category: Food",
    "Topics: sourdough",
    "Country: Germany",
    "Language: German",
    "Size: micro",
  ]);
  expect(data[0]?.relevance_score).toBeGreaterThan(data[1]?.relevance_score ?? 1);
  expect(Object.keys(data[0] ?? {}).slice(0, 5)).toEqual([
    "id",
    "handle",
    "relevance_score",
    "why_ranked",
    "cache_hit",
  ]);
  expect(meta).toMatchObject({ source: "index", degraded: [] });
});

it("claims no trait that a profile does not state", async () => {
  const creator = await world.add({ handle: "bare", bio: "Sourdough bread" });
  await world.add({ handle: "plain", bio: "Bread" });
  const { data } = await similarCreators(world.ports, creator.id);
  expect(data.map(({ shared_traits }) => shared_traits)).toEqual([[]]);
});

it("leaves out the creator, the other accounts of its identity and the shared catalogue's record of it", async () => {
  const creator = await world.add(baker);
  await world.add(baker, SHARED_TENANT);
  const twin = await world.add({ ...baker, handle: "baker.tv", platform: "youtube" });
  for (const one of [creator, twin]) await world.update(one, { identity_id: "i_1" });
  await world.add({ ...baker, handle: "other" });
  const { data } = await similarCreators(world.ports, creator.id);
  expect(data.map(({ handle }) => handle)).toEqual(["@other"]);
});

it("keeps to filters and limit", async () => {
  const creator = await world.add(baker);
  for (const [index, country] of ["FR", "AT", "AT"].entries()) {
    await world.add({ ...baker, handle: `baker${index}`, country });
  }
  const filters = { countries: ["AT"] };
  expect((await similarCreators(world.ports, creator.id, { filters })).data).toHaveLength(2);
  expect((await similarCreators(world.ports, creator.id, { filters, limit: 1 })).data).toHaveLength(1);
});

it("works for a creator whose vector is not there yet", async () => {
  const creator = await world.add(baker);
  await world.ports.vectors.delete("local.instagram", [creator.id]);
  await world.add({ ...baker, handle: "other" });
  expect((await similarCreators(world.ports, creator.id)).data).toHaveLength(1);
});

it("knows no creator that is not there", async () => {
  await expect(similarCreators(world.ports, "c_nothing")).rejects.toMatchObject({
    code: "creator-not-found",
  });
});

describe("several likes and dislikes", () => {
  const taste = (request: Partial<TasteRequest>) =>
    similarToSeveral(world.ports, { likes: [], dislikes: [], limit: 10, filters: {}, ...request });
  const racer = { handle: "racer", bio: "Formula racing cars and motorsport", categories: ["cars"] };

  it("find who is like all of them, and say which one most", async () => {
    await world.add(baker);
    await world.add(racer);
    await world.add({ ...baker, handle: "patissier", bio: "Pastry and bread from my oven" });
    await world.add({ ...racer, handle: "rally", bio: "Rally racing cars" });
    const { data, unknown } = await taste({ likes: ["@baker", "racer", "nobody"] });
    expect(data.map(({ handle }) => handle).sort()).toEqual(["@patissier", "@rally"]);
    const rally = data.find(({ handle }) => handle === "@rally");
    expect(rally?.why_ranked).toContain("Most like @racer");
    expect(rally?.shared_traits[0]).toBe("Category: Cars and motorcycles");
    expect(unknown).toEqual([{ asked: "nobody", outcome: "unknown", target: null }]);
  });

  it("push away from what is disliked, and never show it", async () => {
    const liked = await world.add(baker);
    const vegan = { ...baker, bio: "Sourdough bread and vegan pastry", keywords: ["vegan"], country: "FR" };
    await world.add({ ...vegan, handle: "vegan_one", country: "DE", languages: ["de"] });
    await world.add({ ...vegan, handle: "vegan_two" });
    await world.add({ ...baker, handle: "classic", bio: "Sourdough bread with butter", country: "AT" });
    const scoreOf = async (dislikes: string[]) => {
      const { data } = await taste({ likes: [liked.id], dislikes });
      return new Map(data.map(({ handle, relevance_score }) => [handle, relevance_score]));
    };
    const before = await scoreOf([]);
    const after = await scoreOf(["vegan_one"]);
    expect(after.has("@vegan_one")).toBe(false);
    const lost = (handle: string) => (before.get(handle) ?? 0) - (after.get(handle) ?? 0);
    expect(lost("@vegan_two")).toBeGreaterThan(lost("@classic"));
  });

  it("name who is unknown, and are refused where nobody is known", async () => {
    await expect(taste({ likes: ["@nobody"] })).rejects.toMatchObject({ code: "creator-not-found" });
  });

  it("tell which filters a creator meets", async () => {
    await world.add(baker);
    await world.add({ ...baker, handle: "other", followers: 45_000 });
    const { data } = await taste({ likes: ["baker"], filters: { followers: { min: 30_000 } } });
    expect(data[0]?.why_ranked).toContain("45K followers, at least 30K");
  });
});
