import { afterEach, beforeEach, expect, it } from "vitest";
import { searchWorld } from "../../../test/doubles/search-world.ts";
import { FACET_NAMES } from "../../domain/search-request.ts";
import { facetsAmong } from "./facets.ts";

let world: ReturnType<typeof searchWorld>;
beforeEach(() => {
  world = searchWorld();
});
afterEach(() => world.close());

const facets = [...FACET_NAMES];
const PEOPLE = [
  { handle: "a", bio: "chess", followers: 9_999, country: "DE", verified: true },
  { handle: "b", bio: "chess", followers: 10_000, country: "DE", verified: false },
  { handle: "c", bio: "tea", followers: 2_000_000, country: null },
] as const;

it("counts what browsing finds in the index as one would count it by hand", async () => {
  const creators = [];
  for (const person of PEOPLE) creators.push(await world.add(person));
  const { meta } = await world.search({ query: "", facets });
  expect(meta.facets).toEqual(facetsAmong(creators, facets));
  expect(meta.facets?.follower_tiers).toEqual([
    { value: "mega", count: 1 },
    { value: "micro", count: 1 },
    { value: "nano", count: 1 },
  ]);
  expect(meta.facets?.countries).toEqual([{ value: "DE", count: 2 }]);
});

it("counts under the filters that are set", async () => {
  for (const person of PEOPLE) await world.add(person);
  const { meta } = await world.search({
    query: "",
    filters: { followers: { min: 10_000 } },
    facets: ["countries", "verified"],
  });
  expect(meta.facets).toEqual({
    countries: [{ value: "DE", count: 1 }],
    verified: [{ value: "false", count: 1 }],
  });
});

it("counts among the ranked when there are words, whatever page size was asked", async () => {
  for (const person of PEOPLE) await world.add(person);
  const { data, meta } = await world.search({
    query: "chess",
    limit: 1,
    mode: "keyword",
    facets: ["countries"],
  });
  expect(data).toHaveLength(1);
  expect(meta.facets).toEqual({ countries: [{ value: "DE", count: 2 }] });
});

it("counts nothing that nobody asked for", async () => {
  await world.add(PEOPLE[0]);
  expect((await world.search({ query: "" })).meta.facets).toBeUndefined();
});
