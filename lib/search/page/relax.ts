import type { Filters, SearchMeta } from "../../domain/search-request.ts";

export interface Relaxation {
  /** The filters read from the words that are still in force. */
  readonly filters: Filters;
  readonly label: SearchMeta["relaxed"][number];
}

/** Follower bounds are widened by this factor before they are dropped. */
const WIDEN_FOLLOWERS = 2;

/**
 * The order in which filters read from the words are dropped: first fields that are often unknown, then sizes, then
 * what a creator is, then where. The platform is last. Words, exclusions and the filters that the caller set stay.
 */
const ORDER = [
  "engagement_rate",
  "last_active_days",
  "has_contact",
  "account_types",
  "verified",
  "categories",
  "followers",
  "languages",
  "places",
  "countries",
  "platforms",
] as const satisfies readonly (keyof Filters)[];

/** The steps in order. Each includes the steps before it. */
export function relaxations(read: Filters, own: Filters): Relaxation[] {
  const steps: Relaxation[] = [];
  let filters = read;
  const step = (next: Filters, filter: string, reason: string): void => {
    filters = next;
    steps.push({ filters, label: { filter, reason } });
  };
  for (const field of ORDER) {
    if (filters[field] === undefined || own[field] !== undefined) continue;
    if (field === "followers") {
      step(widened(filters), field, "widened to half the minimum and twice the maximum: nothing matched");
    }
    const { [field]: _dropped, ...rest } = filters;
    step(rest, field, "dropped: nothing matched with it");
  }
  return steps;
}

function widened(filters: Filters): Filters {
  const { min, max } = filters.followers ?? {};
  return {
    ...filters,
    followers: {
      ...(min !== undefined && { min: Math.floor(min / WIDEN_FOLLOWERS) }),
      ...(max !== undefined && { max: Math.ceil(max * WIDEN_FOLLOWERS) }),
    },
  };
}
