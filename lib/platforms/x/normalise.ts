import type { Profile } from "../../domain/creator.ts";
import type { Envelope } from "../../domain/envelope.ts";
import type { PostFacts } from "../../domain/profile/account-facts.ts";
import { saysInWords } from "../../domain/profile/detect-languages.ts";
import { engagementByFollowers } from "../../domain/profile/engagement.ts";
import { expandedText } from "../../domain/profile/links.ts";
import { profileFromFacts } from "../../domain/profile/profile-from-facts.ts";
import { unescapedText } from "../../domain/profile/text.ts";
import { handleOf, required } from "../payload-fields.ts";
import { type Post, postsOf, type User, userOf } from "./payload.ts";

export const NORMALISER_VERSION = 3;

/**
 * An X API v2 user with its posts, in either spelling of the metric names. Shortened t.co addresses are replaced by
 * their targets if the entities tell them. Reposts are others' words and are left out. Engagement is by followers
 * (`engagementByFollowers`) over likes, replies, reposts and quotes.
 * @throws AppError `invalid`, code `bad-payload`.
 */
export function normaliseUser(envelope: Envelope): Profile {
  const user = userOf(envelope.payload);
  const metrics = user.public_metrics;
  const userId = required("x", "id", user.id);
  const handle = required("x", "username", handleOf(user.username));
  const targets = targetsOf([...user.entities.url.urls, ...user.entities.description.urls]);
  return profileFromFacts(
    {
      platform: "x",
      userId,
      handle,
      displayName: unescapedText(user.name ?? handle),
      bio: expandedText(unescapedText(user.description ?? ""), targets),
      url: `https://x.com/${encodeURIComponent(handle)}`,
      avatarUrl: user.profile_image_url,
      links: user.url === null ? [] : [targets.get(user.url) ?? user.url],
      locationText: user.location === null ? null : unescapedText(user.location),
      country: null,
      languages: [],
      keywords: [],
      categories: [],
      followers: metrics.followers_count,
      following: metrics.following_count,
      postsCount: metrics.tweet_count ?? metrics.post_count,
      verified: user.verified,
      accountType: accountTypeOf(user),
      posts: envelope.posts ? postsOf(envelope.posts).filter(isOwn).map(postOf) : null,
      latestPostAt: instantOfSnowflake(user.most_recent_tweet_id ?? user.most_recent_post_id),
    },
    envelope.fetched_at,
    (posts) => engagementByFollowers(posts, metrics.followers_count),
  );
}

/** Gold and grey checks are given to verified businesses and governments. The blue check is sold to anyone. */
function accountTypeOf({ verified_type }: User): Profile["account_type"] {
  if (verified_type === "business") return "business";
  return verified_type === "government" ? "organisation" : null;
}

const isOwn = (post: Post): boolean =>
  ![...post.referenced_tweets, ...post.referenced_posts].some(
    ({ type }) => type === "retweeted" || type === "reposted",
  );

function postOf(post: Post): PostFacts {
  const metrics = post.public_metrics;
  const text = expandedText(unescapedText(post.text ?? ""), targetsOf(post.entities.urls));
  const reposts = metrics.retweet_count ?? metrics.repost_count;
  const shares =
    reposts === null && metrics.quote_count === null ? null : (reposts ?? 0) + (metrics.quote_count ?? 0);
  return {
    text,
    hashtags: [],
    keywords: [],
    at: post.created_at,
    // X also gives a language to posts with hardly any words.
    language: saysInWords(text) ? post.lang : null,
    region: null,
    likes: metrics.like_count,
    comments: metrics.reply_count,
    shares,
    views: metrics.impression_count,
  };
}

const targetsOf = (
  urls: readonly { readonly url: string | null; readonly expanded_url: string | null }[],
): ReadonlyMap<string, string> =>
  new Map(
    urls.flatMap(({ url, expanded_url }) =>
      url === null || expanded_url === null ? [] : [[url, expanded_url]],
    ),
  );

/** Ids made since November 2010 contain their time: https://docs.x.com/fundamentals/x-ids */
const SNOWFLAKE_EPOCH_MS = 1_288_834_974_657;
const FIRST_SNOWFLAKE = 29_700_859_247n;

function instantOfSnowflake(id: string | null): number | null {
  if (id === null || !/^\d{11,20}$/.test(id)) return null;
  const number = BigInt(id);
  return number < FIRST_SNOWFLAKE ? null : Number(number >> 22n) + SNOWFLAKE_EPOCH_MS;
}
