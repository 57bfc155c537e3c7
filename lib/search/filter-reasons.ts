import type { Creator } from "../domain/creator.ts";
import { categoryName, countryName, languageName, platformName } from "../domain/ranking/names.ts";
import { percent } from "../domain/ranking/reasons.ts";
import type { Filters, SearchRequest } from "../domain/search-request.ts";

/** Which of the asked filters a creator meets and with what; filters that hold for it by their absence say nothing. */
export function filterReasons(creator: Creator, filters: Filters, today: number): string[] {
  return [
    ...audience(creator, filters),
    ...place(creator, filters),
    ...activity(creator, filters, today),
    ...standing(creator, filters),
  ];
}

/** The value by which a browsed creator has its place; nothing where it is not known or a filter names it already. */
export function orderReason(
  { followers, engagement_rate: rate, growth_rate: growth, last_post_day: day }: Creator,
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
      return growth === null ? [] : [`Followers ${growth < 0 ? "" : "+"}${percent(growth)}`];
    case "recent":
      return day === null || filters.last_active_days !== undefined ? [] : [lastPost(day, today)];
  }
}

function audience({ followers, engagement_rate: rate, platform }: Creator, filters: Filters): string[] {
  const reasons: string[] = [];
  if (filters.followers && followers !== null) {
    reasons.push(`${short(followers)} followers${bounds(filters.followers, short)}`);
  }
  if (filters.engagement_rate && rate !== null) {
    reasons.push(`Engagement ${percent(rate)}${bounds(filters.engagement_rate, percent)}`);
  }
  if (filters.platforms) reasons.push(`On ${platformName(platform)}`);
  return reasons;
}

function place({ country, languages, categories }: Creator, filters: Filters): string[] {
  const reasons: string[] = [];
  if (filters.countries && country !== null) reasons.push(`Based in ${countryName(country)}`);
  const spoken = languages.filter((code) => filters.languages?.includes(code)).map(languageName);
  if (spoken.length > 0) reasons.push(`Writes in ${spoken.join(", ")}`);
  const topics = categories.filter((code) => filters.categories?.includes(code));
  if (topics.length > 0) reasons.push(`In ${topics.map(categoryName).join(", ")}`);
  return reasons;
}

const activity = ({ last_post_day: day }: Creator, filters: Filters, today: number): string[] =>
  filters.last_active_days === undefined || day === null ? [] : [lastPost(day, today)];

function lastPost(day: number, today: number): string {
  const days = Math.max(0, today - day);
  return days === 0 ? "Posted today" : `Last post ${days} ${days === 1 ? "day" : "days"} ago`;
}

function standing(
  { verified, account_type: type, has_contact: contact }: Creator,
  filters: Filters,
): string[] {
  return [
    ...(filters.verified === true && verified === true ? ["Verified"] : []),
    ...(filters.account_types && type !== null ? [`Account type: ${type}`] : []),
    ...(filters.has_contact === true && contact ? ["Gives a contact"] : []),
  ];
}

function bounds(
  { min, max }: { readonly min?: number | undefined; readonly max?: number | undefined },
  show: (value: number) => string,
): string {
  if (min !== undefined && max !== undefined) return `, within ${show(min)} to ${show(max)}`;
  return min !== undefined ? `, at least ${show(min)}` : `, at most ${show(max ?? 0)}`;
}

/** Made by the first use: making one reads locale data for ten milliseconds. */
let compact: Intl.NumberFormat | undefined;
/** 45,300 as "45.3K". */
function short(count: number): string {
  compact ??= new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
  return compact.format(count);
}
