import type { PlatformLimits } from "../platform-client.ts";
import { FREE_FOR_APP } from "../quota.ts";

/** `max_count` of a video query: https://developers.tiktok.com/doc/research-api-specs-query-videos */
export const TIKTOK_POSTS_PER_PAGE = 100;
/** Days that one video query may cover, first and last included. */
export const TIKTOK_QUERY_DAYS = 30;

/** A page may hold fewer videos than requested without being the last, so one more page is allowed. */
export const tiktokPagesMax = (posts: number): number =>
  posts === 0 ? 0 : Math.ceil(posts / TIKTOK_POSTS_PER_PAGE) + 1;

const UTC_DAY = { kind: "day", zone: "UTC" } as const;

/** https://developers.tiktok.com/doc/research-api-faq: 1,000 requests and 100,000 records a day, from 00:00 UTC. */
export const TIKTOK_LIMITS: PlatformLimits = {
  platform: "tiktok",
  accountsPerCall: 1,
  buckets: [
    { name: "requests", unit: "calls", capacity: 1_000, window: UTC_DAY, ...FREE_FOR_APP },
    { name: "records", unit: "records", capacity: 100_000, window: UTC_DAY, ...FREE_FOR_APP },
  ],
  costOf({ ids, handles, postsPerAccount }) {
    const accounts = ids + handles;
    const pages = tiktokPagesMax(postsPerAccount);
    return [
      { bucket: "requests", units: accounts * (1 + pages) },
      { bucket: "records", units: accounts * (1 + postsPerAccount) },
    ];
  },
};
