import { HOUR_SECONDS } from "../../domain/durations.ts";
import type { PlatformLimits } from "../platform-client.ts";
import { FREE_FOR_APP } from "../quota.ts";

/** Media per page. The reference gives no maximum; pages of the Graph API hold up to 100. */
export const INSTAGRAM_POSTS_PER_PAGE = 100;

const HOUR = { kind: "rolling", seconds: HOUR_SECONDS } as const;

/**
 * The platform's rate limit for `business_discovery`:
 * https://developers.facebook.com/docs/graph-api/overview/rate-limiting (200 calls x daily active users of the app per
 * hour). One active user is the least that an app can have. With more, the operator raises the capacity; the
 * `X-App-Usage` header corrects the count in any case.
 */
export const INSTAGRAM_LIMITS: PlatformLimits = {
  platform: "instagram",
  accountsPerCall: 1,
  buckets: [{ name: "calls", unit: "calls", capacity: 200, window: HOUR, ...FREE_FOR_APP }],
  costOf({ ids, handles, postsPerAccount }) {
    // The first page of media comes with the account.
    const pages = Math.max(1, Math.ceil(postsPerAccount / INSTAGRAM_POSTS_PER_PAGE));
    return [{ bucket: "calls", units: (ids + handles) * pages }];
  },
};
