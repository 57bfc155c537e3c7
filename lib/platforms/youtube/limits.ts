import type { PlatformLimits } from "../platform-client.ts";
import { FREE_FOR_APP } from "../quota.ts";

/** Ids in one `channels.list` or `videos.list`. Known from practice; the reference gives no number. */
export const YOUTUBE_IDS_PER_CALL = 50;
/** Items of one page of `playlistItems.list`: https://developers.google.com/youtube/v3/docs/playlistItems/list */
export const YOUTUBE_POSTS_MAX = 50;

/**
 * https://developers.google.com/youtube/v3/determine_quota_cost as of 1 June 2026. `search.list` and `videos.insert`
 * have buckets of their own, which we do not use: 100 searches a day find too little.
 */
export const YOUTUBE_LIMITS: PlatformLimits = {
  platform: "youtube",
  accountsPerCall: YOUTUBE_IDS_PER_CALL,
  buckets: [
    {
      // Lists of channels, playlist items and videos cost one unit per call, refused calls included.
      name: "units",
      unit: "units",
      capacity: 10_000,
      window: { kind: "day", zone: "America/Los_Angeles" },
      ...FREE_FOR_APP,
    },
  ],
  costOf({ ids, handles, postsPerAccount }) {
    const posts = Math.min(postsPerAccount, YOUTUBE_POSTS_MAX);
    // `forHandle` names one channel. Uploads are listed per channel; their videos fill whole calls.
    const lookUps = Math.ceil(ids / YOUTUBE_IDS_PER_CALL) + handles;
    const accounts = ids + handles;
    const engagement = posts === 0 ? 0 : accounts + Math.ceil((accounts * posts) / YOUTUBE_IDS_PER_CALL);
    return [{ bucket: "units", units: lookUps + engagement }];
  },
};
