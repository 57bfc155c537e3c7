import type { Profile } from "../../domain/creator.ts";
import { categoryOfYoutubeTopic } from "../../domain/dictionaries/categories.ts";
import type { Envelope } from "../../domain/envelope.ts";
import type { PostFacts } from "../../domain/profile/account-facts.ts";
import { engagementByViews } from "../../domain/profile/engagement.ts";
import { topicOfWikipedia } from "../../domain/profile/links.ts";
import { profileFromFacts } from "../../domain/profile/profile-from-facts.ts";
import { hashtagsIn, keywordList } from "../../domain/profile/tags.ts";
import { handleOf, required } from "../payload-fields.ts";
import { type Channel, channelOf, type Video, videosOf } from "./payload.ts";

export const NORMALISER_VERSION = 3;

/**
 * A `channels.list` item with its `videos.list` items. Engagement is by views (`engagementByViews`).
 * @throws AppError `invalid`, code `bad-payload`.
 */
export function normaliseChannel(envelope: Envelope): Profile {
  const channel = channelOf(envelope.payload);
  const { snippet, statistics, topicDetails } = channel;
  const branding = channel.brandingSettings.channel;
  const id = required("youtube", "id", channel.id);
  const custom = handleOf(snippet.customUrl);
  const topics = topicDetails.topicCategories.map(topicOfWikipedia).filter((topic) => topic !== null);
  return profileFromFacts(
    {
      platform: "youtube",
      userId: id,
      handle: custom ?? id,
      displayName: snippet.title ?? branding.title ?? "",
      bio: snippet.description ?? branding.description ?? "",
      url: custom === null ? `https://www.youtube.com/channel/${id}` : addressOf(custom),
      avatarUrl: avatarOf(channel),
      links: [],
      locationText: null,
      country: snippet.country ?? branding.country,
      languages: [snippet.defaultLanguage, branding.defaultLanguage],
      keywords: [...topics, ...keywordList(branding.keywords ?? "")],
      categories: topicDetails.topicCategories.map(categoryOfYoutubeTopic).filter((code) => code !== null),
      followers: statistics.hiddenSubscriberCount === true ? null : statistics.subscriberCount,
      following: null,
      postsCount: statistics.videoCount,
      verified: null,
      accountType: null,
      posts: envelope.posts ? videosOf(envelope.posts).map(postOf) : null,
      latestPostAt: null,
    },
    envelope.fetched_at,
    engagementByViews,
  );
}

/** Old custom URLs (`/c/name`) came without the @, but still resolve with it. */
const addressOf = (custom: string): string => `https://www.youtube.com/@${encodeURIComponent(custom)}`;

const avatarOf = ({ snippet: { thumbnails } }: Channel): string | null =>
  thumbnails.high.url ?? thumbnails.medium.url ?? thumbnails.default.url;

/** From a video's description only the hashtags are used. The rest is mostly the same text under every video. */
const postOf = ({ snippet, statistics }: Video): PostFacts => ({
  text: snippet.title ?? "",
  hashtags: hashtagsIn(snippet.description ?? ""),
  keywords: snippet.tags,
  at: snippet.publishedAt,
  language: snippet.defaultAudioLanguage ?? snippet.defaultLanguage,
  region: null,
  likes: statistics.likeCount,
  comments: statistics.commentCount,
  shares: null,
  views: statistics.viewCount,
});
