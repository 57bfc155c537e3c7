import { atLeast, atMost, type Condition, eq, meetsAll, noneOf, oneOf } from "../../domain/condition.ts";
import { namespaceOf, type SearchedCreator } from "../../domain/creator.ts";
import { unknownPlaces } from "../../domain/dictionaries/place-codes.ts";
import type { TenantId } from "../../domain/ids.ts";
import { PLATFORMS } from "../../domain/platform.ts";
import type { Filters } from "../../domain/search-request.ts";

type Range = { readonly min?: number | undefined; readonly max?: number | undefined } | undefined;

/**
 * Fields that a creator's document has and its vector's metadata has not. The namespace tells the platform, a hit
 * carries its id, and links change independently of the profile.
 */
const NOT_IN_METADATA: ReadonlySet<string> = new Set(["platform", "id", "identity_id"]);
/** Every identity id begins with it. An account that is not linked has no identity id. */
const IDENTITY_START = "i";

/** Filters as conditions on creator documents. Words are not among them. `today`: days since 1970-01-01 UTC. */
export function conditionsOf(filters: Filters, today: number): Condition[] {
  return [
    ...among("platform", filters.platforms),
    ...within("followers", filters.followers),
    ...within("engagement_rate", filters.engagement_rate),
    ...among("country", filters.countries),
    ...among("languages", filters.languages),
    ...among("categories", filters.categories),
    ...equal("verified", filters.verified),
    ...among("account_type", filters.account_types),
    ...equal("has_contact", filters.has_contact),
    ...(filters.last_active_days === undefined
      ? []
      : [atLeast("last_post_day", today - filters.last_active_days)]),
    ...among(
      "places",
      filters.places?.flatMap((code) => [code, ...unknownPlaces(code)]),
    ),
    ...within(filters.growth?.days === 90 ? "growth_rate_90" : "growth_rate", filters.growth),
    ...within("median_views", filters.median_views),
    ...within("recent_posts", filters.recent_posts),
    ...(filters.has_linked_accounts ? [atLeast("identity_id", IDENTITY_START)] : []),
    ...among("id", filters.listed),
    ...notAmong("id", filters.exclude_ids),
    ...notAmong("id", filters.barred),
  ];
}

/** The names of the filters that the creator fails. A filter on an unknown field counts as failed. */
export const missedFilters = (creator: SearchedCreator, filters: Filters, today: number): string[] =>
  (Object.keys(filters) as (keyof Filters)[])
    .filter((name) => !meetsAll(creator, conditionsOf({ [name]: filters[name] }, today)))
    .map((name) => LIST_FILTERS[name] ?? name);

/** The filters of the API that `listed` and `barred` come from. */
const LIST_FILTERS: Readonly<Partial<Record<keyof Filters, string>>> = {
  listed: "list_ids",
  barred: "exclude_list_ids",
};

/** The conditions that vector metadata can judge. */
export const metadataConditions = (conditions: readonly Condition[]): Condition[] =>
  conditions.filter(({ field }) => !NOT_IN_METADATA.has(field));

/** The namespaces with the vectors of the wanted platforms. If the filters name none, those of all platforms. */
export const namespacesOf = (
  tenants: readonly TenantId[],
  { platforms = [...PLATFORMS] }: Filters,
): string[] => tenants.flatMap((tenant) => platforms.map((platform) => namespaceOf(tenant, platform)));

function within(field: string, range: Range): Condition[] {
  const conditions: Condition[] = [];
  if (range?.min !== undefined) conditions.push(atLeast(field, range.min));
  if (range?.max !== undefined) conditions.push(atMost(field, range.max));
  return conditions;
}

const among = (field: string, values: readonly string[] | undefined): Condition[] =>
  values ? [oneOf(field, values)] : [];

const notAmong = (field: string, values: readonly string[] | undefined): Condition[] =>
  values ? [noneOf(field, values)] : [];

const equal = (field: string, value: boolean | undefined): Condition[] =>
  value === undefined ? [] : [eq(field, value)];
