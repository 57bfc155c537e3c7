import { afterEach, beforeEach, expect, it } from "vitest";
import { searchWorld } from "../../test/doubles/search-world.ts";
import { rankAnswerSchema } from "../domain/api/creator-operations.ts";
import { LOCAL_TENANT, tenantIdSchema } from "../domain/ids.ts";
import { type RankRequest, rankCreators } from "./rank-creators.ts";

let world: ReturnType<typeof searchWorld>;
beforeEach(() => {
  world = searchWorld();
});
afterEach(() => world.close());

const ranked = async (request: Partial<RankRequest> & Pick<RankRequest, "query" | "accounts">) =>
  rankAnswerSchema.parse(await rankCreators(world.ports, { filters: {}, explain: false, ...request }));

it("ranks those that are named, and nobody else, with the reasons of a search", async () => {
  await world.add({ handle: "best", bio: "Vegan fitness coach and vegan recipes" });
  const second = await world.add({ handle: "second", bio: "Fitness coach" });
  await world.add({ handle: "far", bio: "Vintage car restoration" });
  await world.add({ handle: "not_named", bio: "Vegan fitness coach" });
  const { data, unknown, meta } = await ranked({
    query: "vegan fitness coach",
    accounts: ["far", second.id, "@best", "https://instagram.com/second", "stranger"],
  });
  expect(data.map(({ handle }) => handle)).toEqual(["@best", "@second", "@far"]);
  expect(data[0]?.why_ranked[0]).toContain("Matches 'Vegan', 'fitness', 'coach'");
  expect(unknown.map(({ asked, outcome }) => [asked, outcome])).toEqual([["stranger", "unknown"]]);
  expect(meta.total_estimate).toBe(3);
});

it("gives the score that a search gives", async () => {
  await world.add({ handle: "one", bio: "Vegan fitness coach and recipes" });
  await world.add({ handle: "two", bio: "Fitness coach" });
  const searched = await world.search({ query: "vegan fitness", explain: true });
  const { data } = await ranked({ query: "vegan fitness", accounts: ["one", "two"], explain: true });
  expect(data.map(({ handle, explain }) => [handle, explain?.keyword, explain?.exact_name])).toEqual(
    searched.data.map(({ handle, explain }) => [handle, explain?.keyword, explain?.exact_name]),
  );
});

it("puts those that miss a filter behind the others and names what they miss", async () => {
  await world.add({ handle: "small", bio: "vegan vegan vegan coach", followers: 10 });
  await world.add({ handle: "large", bio: "vegan", followers: 90_000, country: "DE" });
  await world.add({ handle: "hidden", bio: "vegan coach" });
  const { data } = await ranked({
    query: "vegan coaches in Germany over 50k followers",
    accounts: ["small", "large", "hidden"],
    filters: { has_contact: true },
  });
  expect(data.map(({ handle, missed_filters }) => [handle, missed_filters])).toEqual([
    ["@large", ["has_contact"]],
    ["@small", ["followers", "countries", "has_contact"]],
    ["@hidden", ["followers", "countries", "has_contact"]],
  ]);
  expect(data[0]?.why_ranked).toContain("90K followers, at least 50K");
  expect(data[1]?.why_ranked.join()).not.toContain("at least");
});

it("knows nobody erased, hidden or of another tenant", async () => {
  const gone = await world.add({ handle: "gone", bio: "vegan" });
  const foreign = await world.add({ handle: "foreign", bio: "vegan" }, tenantIdSchema.parse("acme"));
  await world.erase(gone);
  const { data, unknown } = await ranked({ query: "vegan", accounts: [gone.id, "gone", foreign.id] });
  expect(data).toEqual([]);
  expect(unknown.map(({ outcome }) => outcome)).toEqual(["unknown", "unknown", "unknown"]);
  expect(LOCAL_TENANT).not.toBe(foreign.tenant_id);
});
