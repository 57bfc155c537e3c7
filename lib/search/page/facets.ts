import { atLeast, atMost, type Condition, eq } from "../../domain/condition.ts";
import {
  FOLLOWER_TIER_STARTS,
  FOLLOWER_TIERS,
  followerTier,
  type SearchedCreator,
} from "../../domain/creator.ts";
import type { FacetName, SearchMeta } from "../../domain/search-request.ts";
import type { FacetCount, KeywordIndex } from "../../ports/keyword-index.ts";
import type { Question } from "../question/question.ts";

type Facets = NonNullable<SearchMeta["facets"]>;

/** A creator's values for each facet; empty if unknown. */
const VALUES: Readonly<Record<FacetName, (creator: SearchedCreator) => readonly string[]>> = {
  platforms: ({ platform }) => [platform],
  countries: ({ country }) => (country === null ? [] : [country]),
  languages: ({ languages }) => languages,
  categories: ({ categories }) => categories,
  follower_tiers: ({ followers }) => (followers === null ? [] : [followerTier(followers)]),
  verified: ({ verified }) => (verified === null ? [] : [String(verified)]),
};

const byCount = (counts: readonly FacetCount[]): FacetCount[] =>
  counts.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));

/** Counts among creators that were read already. */
export function facetsAmong(creators: readonly SearchedCreator[], names: readonly FacetName[]): Facets {
  const entries = names.map((name) => {
    const groups = Map.groupBy(creators.flatMap(VALUES[name]), (value) => value);
    return [name, byCount([...groups].map(([value, of]) => ({ value, count: of.length })))] as const;
  });
  return Object.fromEntries(entries);
}

/** Facets for which the index has a field that it can count. */
const FIELDS = {
  platforms: "platform",
  countries: "country",
  languages: "languages",
  categories: "categories",
} as const;

/** Counts, in the index, of all creators that meet the question's filters. */
export async function facetsOf(
  keywords: KeywordIndex,
  { tenants, conditions }: Pick<Question, "tenants" | "conditions">,
  names: readonly FacetName[],
): Promise<Facets> {
  const count = async (value: string, more: readonly Condition[]): Promise<FacetCount> => {
    // Every creator has exactly one platform, so the counts of the platforms add up to all creators.
    const counts = await keywords.facets(tenants, "platform", [...conditions, ...more]);
    return { value, count: counts.reduce((sum, one) => sum + one.count, 0) };
  };
  const counted = async (name: FacetName): Promise<FacetCount[]> => {
    switch (name) {
      case "follower_tiers":
        return Promise.all(FOLLOWER_TIERS.map((tier) => count(tier, tierBounds(tier))));
      case "verified":
        return Promise.all([true, false].map((value) => count(String(value), [eq("verified", value)])));
      default:
        return keywords.facets(tenants, FIELDS[name], conditions);
    }
  };
  const entries = await Promise.all(names.map(async (name) => [name, byCount(await counted(name))] as const));
  return Object.fromEntries(entries);
}

/** From the start of the tier to just below the start of the next. */
function tierBounds(tier: (typeof FOLLOWER_TIERS)[number]): Condition[] {
  const next = FOLLOWER_TIERS[FOLLOWER_TIERS.indexOf(tier) + 1];
  const upTo: Condition[] = next === undefined ? [] : [atMost("followers", FOLLOWER_TIER_STARTS[next] - 1)];
  return [atLeast("followers", FOLLOWER_TIER_STARTS[tier]), ...upTo];
}
