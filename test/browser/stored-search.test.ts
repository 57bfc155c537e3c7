import { expect, test } from "vitest";
import { searchByQuery } from "../../lib/domain/api/search-operations.ts";
import { storedSearchSchema } from "../../lib/domain/search-request.ts";
import { parametersOf, storedSearch } from "../../web/search/stored-search.ts";

/** One value of every parameter of `GET /search` that a kept search holds. */
const EVERYTHING = {
  q: "vegan cooks, near me",
  platforms: "x,youtube",
  followers_min: "1000",
  followers_max: "90000",
  engagement_rate_min: "0.02",
  countries: "DE,AT",
  languages: "de",
  categories: "food",
  verified: "false",
  account_types: "business",
  has_contact: "true",
  last_active_days: "30",
  places: "DE/munich",
  growth_min: "0.1",
  growth_days: "90",
  median_views_max: "5000",
  recent_posts_min: "3",
  has_linked_accounts: "true",
  keywords: "vegan,oat milk",
  exclude_keywords: "meat",
  exclude_ids: "c_0123456789abcdefghjkmnpqrs",
  list_ids: "li_1,li_2",
  exclude_list_ids: "li_3",
  sort: "followers",
  mode: "keyword",
  collapse: "true",
};
/** What belongs to one page of an answer, or to how it is made. */
const OF_ONE_PAGE = ["limit", "cursor", "rerank", "explain", "facets"];

test("the console keeps a search as the API reads the same address, and opens it at the same address again", () => {
  const named = new Set(Object.keys(EVERYTHING).map((name) => name.replace(/_(min|max)$/, "")));
  const known = searchByQuery.query.names.filter((name) => !OF_ONE_PAGE.includes(name));
  expect(new Set(known.map((name) => name.replace(/_(min|max)$/, "")))).toEqual(named);

  const kept = storedSearchSchema.parse(storedSearch(new URLSearchParams(EVERYTHING)));
  const query = Object.fromEntries(Object.entries(EVERYTHING).map(([name, value]) => [name, [value]]));
  const { value } = searchByQuery.query.structure(query);
  expect(kept).toEqual(storedSearchSchema.parse(value));
  expect(parametersOf(kept)).toEqual(EVERYTHING);
});

test("what is no number or no flag is given to the API as it stands, which says what is wrong with it", () => {
  const wrong = storedSearch(new URLSearchParams({ followers_min: "many", verified: "perhaps" }));
  const paths = storedSearchSchema.safeParse(wrong).error?.issues.map(({ path }) => path.join("."));
  expect(paths).toEqual(["filters.followers.min", "filters.verified"]);
});

test("a search that says nothing needs no parameters", () => {
  expect(parametersOf(storedSearchSchema.parse(storedSearch(new URLSearchParams())))).toEqual({});
});
