import type { FOLLOWER_TIER_STARTS } from "../../lib/domain/creator.ts";
import { address, go } from "../address.ts";

/** A list in the address: values joined by commas. */
export const listOf = (name: string): string[] => address.value.get(name)?.split(",").filter(Boolean) ?? [];

export function toggleIn(name: string, value: string): void {
  const now = listOf(name);
  const next = now.includes(value) ? now.filter((one) => one !== value) : [...now, value];
  go({ [name]: next.join(",") }, "replace");
}

/** The compiler holds these to the server's own: another number, or a tier too few, is an error. */
const STARTS = {
  nano: 0,
  micro: 10_000,
  mid: 100_000,
  macro: 500_000,
  mega: 1_000_000,
} as const satisfies typeof FOLLOWER_TIER_STARTS;

/** Sizes that the trade speaks of, as bounds of followers; null: none. */
export const TIERS = Object.entries(STARTS).map(([name, start], at, all) => {
  const next = all[at + 1]?.[1];
  return { name, min: start === 0 ? null : start, max: next === undefined ? null : next - 1 };
});

/** Filters that stand in the address, each with how it is shown and the parameters to take away. */
export interface ActiveFilter {
  readonly label: string;
  readonly names: readonly string[];
}

const LABELS: Readonly<Record<string, string>> = {
  platforms: "platform",
  countries: "country",
  languages: "language",
  categories: "category",
  verified: "verified",
  account_types: "account",
  has_contact: "contact known",
  last_active_days: "active in days",
  keywords: "must say",
  exclude_keywords: "must not say",
  places: "place",
  has_linked_accounts: "linked accounts",
  list_ids: "on a list",
  exclude_list_ids: "on no list of",
};

const RANGES: Readonly<Record<string, string>> = {
  followers: "followers",
  engagement_rate: "engagement",
  growth: "growth",
  median_views: "views",
  recent_posts: "posts in 30 days",
};

export function activeFilters(parameters: URLSearchParams): ActiveFilter[] {
  const ranges = Object.entries(RANGES).flatMap(([name, shown]) => {
    const [min, max] = [parameters.get(`${name}_min`), parameters.get(`${name}_max`)];
    if (min === null && max === null) return [];
    const label = `${shown} ${min ?? "any"} to ${max ?? "any"}`;
    return [{ label, names: [`${name}_min`, `${name}_max`, ...(name === "growth" ? ["growth_days"] : [])] }];
  });
  const plain = Object.entries(LABELS).flatMap(([name, label]) => {
    const value = parameters.get(name);
    return value === null ? [] : [{ label: `${label}: ${value.replaceAll(",", ", ")}`, names: [name] }];
  });
  return [...plain, ...ranges];
}

export const removeFilter = ({ names }: ActiveFilter): void =>
  go(Object.fromEntries(names.map((name) => [name, null])), "replace");
