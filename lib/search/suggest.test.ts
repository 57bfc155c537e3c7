import { afterEach, beforeEach, expect, it } from "vitest";
import { withChaos } from "../../test/doubles/chaos.ts";
import { searchWorld } from "../../test/doubles/search-world.ts";
import { suggestAnswerSchema } from "../domain/api/search-operations.ts";
import { LOCAL_TENANT, SHARED_TENANT, tenantIdSchema } from "../domain/ids.ts";
import { tenantScope } from "../domain/tenant-scope.ts";
import { suggest } from "./suggest.ts";

let world: ReturnType<typeof searchWorld>;
beforeEach(() => {
  world = searchWorld();
});
afterEach(() => world.close());

const typed = async (q: string, { limit = 10, ports = world.ports } = {}) => {
  const answer = await suggest(ports, { q, limit });
  return suggestAnswerSchema.parse(answer);
};
const shown = ({ data }: Awaited<ReturnType<typeof typed>>): string[] =>
  data.map(({ kind, text }) => `${kind}: ${text}`);

it("tells handles, names, categories and places apart, and gives what to search with", async () => {
  await world.add({ handle: "travelbug", followers: 10 });
  await world.add({ handle: "anna", display_name: "Anna Travers", followers: 99 });
  const answer = await typed("trav");
  expect(shown(answer)).toEqual(["name: Anna Travers", "handle: @travelbug", "category: Travel"]);
  expect(answer.data[1]?.creator).toMatchObject({
    handle: "@travelbug",
    followers: 10,
    platform: "instagram",
  });
  expect(answer.data[2]?.filters).toEqual({ categories: ["travel"] });
});

it.each([
  ["Munic", "Munich, Germany", { places: ["DE/munich"] }],
  ["münch", "Munich, Germany", { places: ["DE/munich"] }],
  ["ミュン", "Munich, Germany", { places: ["DE/munich"] }],
  ["nyc", "New York City, United States", { places: ["US/new-york-city"] }],
  ["Berlin", "Berlin, Germany", { places: ["DE/berlin"] }],
  ["German", "Germany", { countries: ["DE"] }],
  ["Deutschl", "Germany", { countries: ["DE"] }],
  ["Texa", "Texas, United States", { places: ["US/texas"] }],
  ["pari", "Paris, France", { places: ["FR/paris"] }],
  ["lon", "London, United Kingdom", { places: ["GB/london"] }],
])("completes the place %s", async (q, text, filters) => {
  const { data } = await typed(q);
  expect(data[0]).toEqual({ kind: "place", text, filters, creator: null });
});

it("puts an account whose handle it is before those that more people follow", async () => {
  for (let nth = 0; nth < 12; nth += 1) await world.add({ handle: `ada_${nth}`, followers: 1_000 + nth });
  await world.add({ handle: "Ada", followers: 3 });
  const { data } = await typed("@ada", { limit: 4 });
  expect(data.map(({ creator }) => creator?.handle)).toEqual(["@Ada", "@ada_11", "@ada_10", "@ada_9"]);
});

it("suggests creators alone behind @, and nobody for one letter", async () => {
  await world.add({ handle: "travelbug" });
  expect(shown(await typed("@tra"))).toEqual(["handle: @travelbug"]);
  expect(shown(await typed("t"))).toEqual([]);
});

it("never shows an erased creator, one of another tenant, or a shared one that the tenant hides", async () => {
  const acme = tenantIdSchema.parse("acme");
  const gone = await world.add({ handle: "zed_gone" });
  await world.add({ handle: "zed_foreign" }, acme);
  const hidden = await world.add({ handle: "zed_hidden" }, SHARED_TENANT);
  await world.add({ handle: "zed_shared" }, SHARED_TENANT);
  await world.erase(gone);
  await world.hide(hidden, LOCAL_TENANT);
  const ports = world.as(tenantScope(LOCAL_TENANT, { subscribesShared: true }));
  expect(shown(await typed("zed", { ports }))).toEqual(["handle: @zed_shared"]);
  expect(shown(await typed("zed_hidden", { ports }))).toEqual([]);
});

it("goes by the record as it is now, whatever an index that lags says", async () => {
  const creator = await world.add({ handle: "formerly" });
  const keywords = { ...world.ports.keywords, suggest: async () => [creator.id] };
  await world.update(creator, { handle: "nowadays", handle_lc: "nowadays", display_name: "Nowadays" });
  expect(shown(await typed("former", { ports: { ...world.ports, keywords } }))).toEqual([]);
});

it("gives categories and places where the index does not answer, and says so", async () => {
  const keywords = withChaos(world.ports.keywords, { suggest: {} });
  const answer = await typed("trave", { ports: { ...world.ports, keywords } });
  expect(shown(answer)).toEqual(["category: Travel"]);
  expect(answer.meta.degraded).toEqual([{ part: "keywords", reason: "did not answer" }]);
});
