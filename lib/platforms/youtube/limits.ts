import type { PlatformLimits } from "../platform-client.ts";
import { FREE_FOR_APP } from "../quota.ts";

/** Ids in one `channels.list` or `videos.list`: practice, the reference prints no number. */
export const YOUTUBE_IDS_PER_CALL = 50;
/** Items of one page of `playlistItems.list`: https://developers.google.com/youtube/v3/docs/playlistItems/list */
export const YOUTUBE_POSTS_MAX = 50;

/**
 * https://developers.google.com/youtube/v3/determine_quota_cost as it is since 1 June 2026. `search.list` and
 * `videos.insert` have buckets of their own, which nothing here draws on: searching 100 times a day finds nobody.
 */
export const YOUTUBE_LIMITS: PlatformLimits = {
  platform: "youtube",
  accountsPerCall: YOUTUBE_IDS_PER_CALL,
  buckets: [
    {
      // Lists of channels, playlist items and videos: one unit a call, refused calls included.
      name: "units",
      unit: "units",
      capacity: 10_000,
      window: { kind: "day", zone: "America/Los_Angeles" },
      ...FREE_FOR_APP,
    },
  ],
  costOf({ ids, handles, postsPerAccount }) {
    const posts = Math.min(postsPerAccount, YOUTUBE_POSTS_MAX);
    // `forHandle` names one channel. Uploads are listed channel by channel; their videos fill whole calls.
    const lookUps = Math.ceil(ids / YOUTUBE_IDS_PER_CALL) + handles;
    const accounts = ids + handles;
    const engagement = posts === 0 ? 0 : accounts + Math.ceil((accounts * posts) / YOUTUBE_IDS_PER_CALL);
    return [{ bucket: "units", units: lookUps + engagement }];
  },
};
