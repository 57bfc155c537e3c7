import type { PlatformLimits } from "../platform-client.ts";
import { FREE_FOR_APP } from "../quota.ts";

/** Names or ids in one look-up: https://docs.x.com/x-api/users/get-users-by-usernames */
const X_USERS_PER_CALL = 100;
/** `max_results` of a user's posts: https://docs.x.com/x-api/users/get-posts */
export const X_POSTS_PER_PAGE = { least: 5, most: 100 } as const;

const QUARTER_HOUR = { kind: "rolling", seconds: 900 } as const;
const MONTH = { kind: "month", zone: "UTC" } as const;

/**
 * Calls: https://docs.x.com/x-api/fundamentals/rate-limits, the column of app-only tokens. Prices:
 * https://docs.x.com/x-api/getting-started/pricing. A resource read twice in one UTC day is charged once; these limits
 * do not rely on that.
 */
export const X_LIMITS: PlatformLimits = {
  platform: "x",
  accountsPerCall: X_USERS_PER_CALL,
  buckets: [
    { name: "users", unit: "calls", capacity: 300, window: QUARTER_HOUR, ...FREE_FOR_APP },
    { name: "users-by", unit: "calls", capacity: 300, window: QUARTER_HOUR, ...FREE_FOR_APP },
    { name: "user-posts", unit: "calls", capacity: 10_000, window: QUARTER_HOUR, ...FREE_FOR_APP },
    // No cap is published for users, so the operator's money is the limit.
    { name: "user-reads", unit: "resources", capacity: null, window: MONTH, per: "app", usdPerUnit: 0.01 },
    {
      name: "post-reads",
      unit: "resources",
      capacity: 3_000_000,
      window: MONTH,
      per: "app",
      usdPerUnit: 0.005,
    },
  ],
  costOf({ ids, handles, postsPerAccount }) {
    const accounts = ids + handles;
    const { least, most } = X_POSTS_PER_PAGE;
    const posts = postsPerAccount === 0 ? 0 : Math.max(least, postsPerAccount);
    return [
      { bucket: "users", units: Math.ceil(ids / X_USERS_PER_CALL) },
      { bucket: "users-by", units: Math.ceil(handles / X_USERS_PER_CALL) },
      { bucket: "user-posts", units: accounts * Math.ceil(posts / most) },
      { bucket: "user-reads", units: accounts },
      { bucket: "post-reads", units: accounts * posts },
    ].filter(({ units }) => units > 0);
  },
};
