import type { Profile } from "../../domain/creator.ts";
import type { Envelope } from "../../domain/envelope.ts";
import type { PostFacts } from "../../domain/profile/account-facts.ts";
import { engagementByFollowers } from "../../domain/profile/engagement.ts";
import { profileFromFacts } from "../../domain/profile/profile-from-facts.ts";
import { handleOf, required } from "../payload-fields.ts";
import { userOf, type Video, videosOf } from "./payload.ts";

export const NORMALISER_VERSION = 3;

/**
 * User info of the Research API with videos beside it. The API gives no id, so the lower-case username is used. The
 * picture's address is signed and expires, so it is not kept. Engagement is by followers (`engagementByFollowers`)
 * over likes, comments and shares.
 * @throws AppError `invalid`, code `bad-payload`.
 */
export function normaliseUser(envelope: Envelope): Profile {
  const user = userOf(envelope.payload);
  const handle = required("tiktok", "username", handleOf(user.username));
  return profileFromFacts(
    {
      platform: "tiktok",
      userId: handle.toLowerCase(),
      handle,
      displayName: user.display_name ?? handle,
      bio: user.bio_description ?? "",
      url: `https://www.tiktok.com/@${encodeURIComponent(handle)}`,
      avatarUrl: null,
      links: user.bio_url === null ? [] : [user.bio_url],
      locationText: null,
      country: null,
      languages: [],
      keywords: [],
      categories: [],
      followers: user.follower_count,
      following: user.following_count,
      postsCount: user.video_count,
      verified: user.is_verified,
      accountType: null,
      posts: envelope.posts ? videosOf(envelope.posts).map(postOf) : null,
      latestPostAt: null,
    },
    envelope.fetched_at,
    (posts) => engagementByFollowers(posts, user.follower_count),
  );
}

const postOf = (video: Video): PostFacts => ({
  text: video.video_description ?? "",
  hashtags: video.hashtag_names,
  keywords: [],
  at: video.create_time,
  language: null,
  /** Where the author registered the account. */
  region: video.region_code,
  likes: video.like_count,
  comments: video.comment_count,
  shares: video.share_count,
  views: video.view_count,
});
