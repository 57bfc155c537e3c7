import type { FOLLOWER_TIER_STARTS } from "../../lib/domain/creator.ts";
import { address, go } from "../address.ts";
import { lists } from "../lists/state.ts";
import { countryName, inWords, languageName, percent, platformName, shortCount } from "../words.ts";

/** A list in the address: values joined by commas. */
export const listOf = (name: string): string[] => address.value.get(name)?.split(",").filter(Boolean) ?? [];

export function toggleIn(name: string, value: string): void {
  const now = listOf(name);
  const next = now.includes(value) ? now.filter((one) => one !== value) : [...now, value];
  go({ [name]: next.join(",") }, "replace");
}

/** The compiler checks these against the server's values: a different number or a missing tier is an error. */
const STARTS = {
  nano: 0,
  micro: 10_000,
  mid: 100_000,
  macro: 500_000,
  mega: 1_000_000,
} as const satisfies typeof FOLLOWER_TIER_STARTS;

/** The usual size classes as bounds of followers; null for no bound. */
export const TIERS = Object.entries(STARTS).map(([name, start], at, all) => {
  const next = all[at + 1]?.[1];
  return { name, min: start === 0 ? null : start, max: next === undefined ? null : next - 1 };
});

/** A filter in the address, with its label and the parameters that remove it. */
export interface ActiveFilter {
  readonly label: string;
  readonly names: readonly string[];
}

const flagName = (value: string): string => ({ true: "yes", false: "no" })[value] ?? value;
const asItIs = (value: string): string => value;
const listName = (id: string): string =>
  lists.state.value.value?.data.find((one) => one.id === id)?.name ?? id;
/** For example, `US/texas` becomes texas (United States). */
function placeName(code: string): string {
  const [country = "", name] = code.split("/");
  return name ? `${inWords(name)} (${regionOf(country)})` : code;
}
/** Addresses may be typed by hand, so an unknown code is shown unchanged. */
const regionOf = (code: string): string => (/^[A-Z]{2}$/.test(code) ? countryName(code) : code);

/** Filters of one or several values, each with the text before it and how to show a value. */
const PLAIN: Readonly<Record<string, readonly [string, (value: string) => string]>> = {
  platforms: ["platform: ", platformName],
  countries: ["country: ", regionOf],
  languages: ["language: ", (code) => (/^[a-z]{2,3}$/.test(code) ? languageName(code) : code)],
  categories: ["category: ", inWords],
  verified: ["verified: ", flagName],
  account_types: ["account: ", inWords],
  has_contact: ["contact known: ", flagName],
  last_active_days: ["active within days: ", asItIs],
  keywords: ["must say: ", asItIs],
  exclude_keywords: ["must not say: ", asItIs],
  places: ["place: ", placeName],
  has_linked_accounts: ["linked accounts known: ", flagName],
  list_ids: ["on the list: ", listName],
  exclude_list_ids: ["not on the list: ", listName],
};

/** Filters with two bounds. */
const RANGES: Readonly<Record<string, readonly [string, (value: number) => string]>> = {
  followers: ["followers", shortCount],
  engagement_rate: ["engagement", percent],
  growth: ["growth", percent],
  median_views: ["median views", shortCount],
  recent_posts: ["posts in 30 days", shortCount],
};

export function activeFilters(parameters: URLSearchParams): ActiveFilter[] {
  const ranges = Object.entries(RANGES).flatMap(([name, [shown, format]]) => {
    const bound = (end: "min" | "max", before: string): string => {
      const text = parameters.get(`${name}_${end}`);
      return text === null ? "" : ` ${before} ${Number.isFinite(Number(text)) ? format(Number(text)) : text}`;
    };
    const bounds = bound("min", "from") + bound("max", "to");
    if (bounds === "") return [];
    const days = name === "growth" ? ` in ${parameters.get("growth_days") ?? 30} days` : "";
    return [
      {
        label: shown + days + bounds,
        names: [`${name}_min`, `${name}_max`, ...(days ? [`${name}_days`] : [])],
      },
    ];
  });
  const plain = Object.entries(PLAIN).flatMap(([name, [before, format]]) => {
    const value = parameters.get(name);
    return value === null ? [] : [{ label: before + value.split(",").map(format).join(", "), names: [name] }];
  });
  return [...plain, ...ranges];
}

export const removeFilter = ({ names }: ActiveFilter): void =>
  go(Object.fromEntries(names.map((name) => [name, null])), "replace");
