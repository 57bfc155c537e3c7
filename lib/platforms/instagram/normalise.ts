import type { Profile } from "../../domain/creator.ts";
import type { Envelope } from "../../domain/envelope.ts";
import type { PostFacts } from "../../domain/profile/account-facts.ts";
import { engagementByFollowers } from "../../domain/profile/engagement.ts";
import { profileFromFacts } from "../../domain/profile/profile-from-facts.ts";
import { handleOf, required } from "../payload-fields.ts";
import { accountOf, type Media, mediaOf } from "./payload.ts";

export const NORMALISER_VERSION = 3;

/**
 * A `business_discovery` object with its media inside. The picture's address is signed and expires, so it is not kept.
 * Engagement is by followers (`engagementByFollowers`) over likes and comments.
 * @throws AppError `invalid`, code `bad-payload`.
 */
export function normaliseAccount(envelope: Envelope): Profile {
  const account = accountOf(envelope.payload);
  const media = mediaOf(account, envelope.posts ?? []);
  const userId = required("instagram", "id", account.id);
  const handle = required("instagram", "username", handleOf(account.username ?? authorOf(media)));
  return profileFromFacts(
    {
      platform: "instagram",
      userId,
      handle,
      displayName: account.name ?? handle,
      bio: account.biography ?? "",
      url: `https://www.instagram.com/${encodeURIComponent(handle)}`,
      avatarUrl: null,
      links: account.website === null ? [] : [account.website],
      locationText: null,
      country: null,
      languages: [],
      keywords: [],
      categories: [],
      followers: account.followers_count,
      following: account.follows_count,
      postsCount: account.media_count,
      verified: account.is_verified,
      accountType: null,
      posts: envelope.posts || account.holdsMedia ? media.map(postOf) : null,
      latestPostAt: null,
    },
    envelope.fetched_at,
    (posts) => engagementByFollowers(posts, account.followers_count),
  );
}

/** The username in the media, if all name the same one. Used if the account's own was not requested. */
function authorOf(media: readonly Media[]): string | null {
  const authors = new Set(media.map(({ username }) => username));
  const [author = null] = authors;
  return authors.size === 1 ? author : null;
}

const postOf = (medium: Media): PostFacts => ({
  text: medium.caption ?? "",
  hashtags: [],
  keywords: [],
  at: medium.timestamp,
  language: null,
  region: null,
  likes: medium.like_count,
  comments: medium.comments_count,
  shares: null,
  views: medium.view_count,
});
