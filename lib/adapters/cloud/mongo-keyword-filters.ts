import type { Condition, Scalar } from "../../domain/condition.ts";
import { AppError } from "../../domain/errors.ts";
import type { TenantId } from "../../domain/ids.ts";
import { storedField } from "./mongo-conditions.ts";

/** An operator of `$search`, in the form of the pipeline. */
export type SearchOperator = Readonly<Record<string, unknown>>;

/** The fields that search can filter by, with their types in the index. */
export const SEARCH_FILTER_FIELDS = {
  _id: "token",
  tenant_id: "token",
  platform: "token",
  handle_lc: "token",
  country: "token",
  languages: "token",
  categories: "token",
  places: "token",
  account_type: "token",
  identity_id: "token",
  fetched_at: "token",
  updated_at: "token",
  followers: "number",
  engagement_rate: "number",
  growth_rate: "number",
  growth_rate_90: "number",
  median_views: "number",
  recent_posts: "number",
  last_post_day: "number",
  verified: "boolean",
  has_contact: "boolean",
  synthetic: "boolean",
  index_pending: "boolean",
  erased: "boolean",
} as const;

type FilterType = (typeof SEARCH_FILTER_FIELDS)[keyof typeof SEARCH_FILTER_FIELDS];
const TYPE_OF_VALUE: Readonly<Record<FilterType, string>> = {
  token: "string",
  number: "number",
  boolean: "boolean",
};

export interface SearchFilters {
  readonly filter: readonly SearchOperator[];
  readonly mustNot: readonly SearchOperator[];
}

/**
 * The clauses for conditions on the live creators of some tenants, with the meaning of `meetsCondition`; null if
 * nothing can meet them. They do not score.
 * @throws AppError `invalid`, code `filter-not-indexed`, for a field that the search index does not have.
 */
export function searchFilters(
  tenants: readonly TenantId[],
  conditions: readonly Condition[],
): SearchFilters | null {
  const filter: SearchOperator[] = [{ equals: { path: "erased", value: false } }];
  const mustNot: SearchOperator[] = [];
  for (const condition of [{ field: "tenant_id", op: "in", values: tenants } as const, ...conditions]) {
    const operator = operatorOf(condition);
    if (condition.op === "notIn") {
      if (operator) mustNot.push(operator);
    } else if (operator) filter.push(operator);
    else return null;
  }
  return { filter, mustNot };
}

/** The operator that finds what a condition names; for `notIn`, what it excludes. Null: it can find nothing. */
function operatorOf(condition: Condition): SearchOperator | null {
  const path = storedField(condition.field);
  const type = TYPE_OF_VALUE[filterType(path)];
  switch (condition.op) {
    case "eq":
      return typeof condition.value === type ? { equals: { path, value: condition.value } } : null;
    case "in":
    case "notIn":
      return oneOf(path, type, condition.values);
    case "gte":
    case "lte":
      return typeof condition.value === type ? { range: { path, [condition.op]: condition.value } } : null;
  }
}

/** `in` takes values of one type only. Values of another type would match no field anyway. */
function oneOf(path: string, type: string, values: readonly Scalar[]): SearchOperator | null {
  const value = values.filter((one) => typeof one === type);
  return value.length > 0 ? { in: { path, value } } : null;
}

function filterType(path: string): FilterType {
  const types: Readonly<Record<string, FilterType>> = SEARCH_FILTER_FIELDS;
  const type = Object.hasOwn(types, path) ? types[path] : undefined;
  if (type === undefined) {
    throw new AppError("invalid", "filter-not-indexed", "The search index does not have a field.", {
      field: path,
    });
  }
  return type;
}
