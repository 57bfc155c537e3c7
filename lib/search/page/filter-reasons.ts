import type { SearchedCreator } from "../../domain/creator.ts";
import { placeName, unknownPlaces } from "../../domain/dictionaries/place-codes.ts";
import { lazily } from "../../domain/made-once.ts";
import { categoryName, countryName, languageName, platformName } from "../../domain/ranking/names.ts";
import { percent } from "../../domain/ranking/reasons.ts";
import type { Filters, SearchRequest } from "../../domain/search-request.ts";

/** The wanted filters that a creator meets, with its values. Filters that exclude something give no reason. */
export function filterReasons(creator: SearchedCreator, filters: Filters, today: number): string[] {
  return [
    ...audience(creator, filters),
    ...place(creator, filters),
    ...activity(creator, filters, today),
    ...standing(creator, filters),
  ];
}

/** The value that decides a browsed creator's place. Empty if it is unknown or a filter's reason shows it already. */
export function orderReason(
  { followers, engagement_rate: rate, growth_rate: growth, last_post_day: day }: SearchedCreator,
  sort: SearchRequest["sort"],
  filters: Filters,
  today: number,
): string[] {
  switch (sort) {
    case "relevance":
    case "followers":
      return followers === null || filters.followers ? [] : [`${short(followers)} followers`];
    case "engagement_rate":
      return rate === null || filters.engagement_rate ? [] : [`Engagement ${percent(rate)}`];
    case "growth":
      return growth === null ? [] : [`Followers ${signed(growth)}`];
    case "recent":
      return day === null || filters.last_active_days !== undefined ? [] : [lastPost(day, today)];
  }
}

function audience(creator: SearchedCreator, filters: Filters): string[] {
  const { followers, engagement_rate: rate, median_views: views, platform } = creator;
  const reasons: string[] = [];
  if (filters.followers && followers !== null) {
    reasons.push(`${short(followers)} followers${bounds(filters.followers, short)}`);
  }
  if (filters.engagement_rate && rate !== null) {
    reasons.push(`Engagement ${percent(rate)}${bounds(filters.engagement_rate, percent)}`);
  }
  if (filters.median_views && views !== null && views !== undefined) {
    reasons.push(`${short(views)} views a post${bounds(filters.median_views, short)}`);
  }
  const grown = growthAsked(creator, filters);
  if (grown !== null) reasons.push(grown);
  if (filters.platforms) reasons.push(`On ${platformName(platform)}`);
  return reasons;
}

/** Whether a creator passed a place filter only because its own place is not known. */
export const isPlaceUnknown = ({ places = [] }: SearchedCreator, { places: asked = [] }: Filters): boolean =>
  asked.length > 0 && !asked.some((code) => places.includes(code));

function place(creator: SearchedCreator, filters: Filters): string[] {
  const { country, languages, categories, places = [] } = creator;
  const reasons: string[] = [];
  const named = (filters.places ?? []).filter((code) => code.includes("/") && places.includes(code));
  if (named.length > 0) reasons.push(`In ${named.map(placeName).join(", ")}`);
  else if (isPlaceUnknown(creator, filters) && country !== null) {
    const what = filters.places?.some((code) => unknownPlaces(code).some((one) => one.endsWith("city")));
    reasons.push(`In ${countryName(country)}, ${what ? "city" : "region"} not known`);
  }
  if (filters.countries && country !== null) reasons.push(`Based in ${countryName(country)}`);
  const spoken = languages.filter((code) => filters.languages?.includes(code)).map(languageName);
  if (spoken.length > 0) reasons.push(`Writes in ${spoken.join(", ")}`);
  const topics = categories.filter((code) => filters.categories?.includes(code));
  if (topics.length > 0) reasons.push(`In ${topics.map(categoryName).join(", ")}`);
  return reasons;
}

function growthAsked({ growth_rate, growth_rate_90 }: SearchedCreator, { growth }: Filters): string | null {
  const rate = growth?.days === 90 ? growth_rate_90 : growth_rate;
  if (!growth || rate === null || rate === undefined) return null;
  return `Followers ${signed(rate)} in ${growth.days} days${bounds(growth, signed)}`;
}

const signed = (rate: number): string => `${rate < 0 ? "" : "+"}${percent(rate)}`;

const activity = (
  { last_post_day: day, recent_posts: posts }: SearchedCreator,
  filters: Filters,
  today: number,
): string[] => [
  ...(filters.last_active_days === undefined || day === null ? [] : [lastPost(day, today)]),
  ...(filters.recent_posts && posts !== null && posts !== undefined
    ? [`${posts} posts in 30 days${bounds(filters.recent_posts, String)}`]
    : []),
];

function lastPost(day: number, today: number): string {
  const days = Math.max(0, today - day);
  return days === 0 ? "Posted today" : `Last post ${days} ${days === 1 ? "day" : "days"} ago`;
}

function standing(
  { verified, account_type: type, has_contact: contact, identity_id: identity }: SearchedCreator,
  filters: Filters,
): string[] {
  return [
    ...(filters.verified === true && verified === true ? ["Verified"] : []),
    ...(filters.account_types && type !== null ? [`Account type: ${type}`] : []),
    ...(filters.has_linked_accounts && identity !== null ? ["Has linked accounts"] : []),
    ...(filters.has_contact === true && contact ? ["Gives a contact"] : []),
  ];
}

interface Range {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}
/** Told with each creator of a page. */
const told = new WeakMap<Range, string>();

function bounds(range: Range, show: (value: number) => string): string {
  const known = told.get(range) ?? boundsText(range, show);
  told.set(range, known);
  return known;
}

function boundsText({ min, max }: Range, show: (value: number) => string): string {
  if (min !== undefined && max !== undefined) return `, within ${show(min)} to ${show(max)}`;
  return min !== undefined ? `, at least ${show(min)}` : `, at most ${show(max ?? 0)}`;
}

/** Made at the first use, because making it reads locale data for ten milliseconds. */
const compact = lazily(() => new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 }));
/** 45,300 as "45.3K". */
const short = (count: number): string => compact().format(count);
