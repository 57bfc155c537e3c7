import { z } from "zod";
import {
  badPayload,
  countField,
  flagField,
  idField,
  instantField,
  isObject,
  type JsonObject,
  onlyItem,
  partField,
  refuseError,
  textField,
  textsField,
  unwrappedPosts,
} from "../payload-fields.ts";

/**
 * The fields of a `channels.list` item that we read: https://developers.google.com/youtube/v3/docs/channels#resource
 */
const channelSchema = z.object({
  id: idField,
  snippet: partField({
    title: textField,
    description: textField,
    customUrl: idField,
    country: textField,
    defaultLanguage: textField,
    thumbnails: partField({
      high: partField({ url: textField }),
      medium: partField({ url: textField }),
      default: partField({ url: textField }),
    }),
  }),
  statistics: partField({
    subscriberCount: countField,
    hiddenSubscriberCount: flagField,
    videoCount: countField,
  }),
  topicDetails: partField({ topicCategories: textsField }),
  brandingSettings: partField({
    channel: partField({
      title: textField,
      description: textField,
      keywords: textField,
      country: textField,
      defaultLanguage: textField,
    }),
  }),
});
export type Channel = z.infer<typeof channelSchema>;

/** The fields of a `videos.list` item that we read: https://developers.google.com/youtube/v3/docs/videos#resource */
const videoSchema = z.object({
  snippet: partField({
    title: textField,
    description: textField,
    publishedAt: instantField,
    tags: textsField,
    defaultAudioLanguage: textField,
    defaultLanguage: textField,
  }),
  statistics: partField({ viewCount: countField, likeCount: countField, commentCount: countField }),
});
export type Video = z.infer<typeof videoSchema>;

/** The channel of a payload: an item, or a response with one item. */
export function channelOf(payload: JsonObject): Channel {
  refuseError("youtube", payload, "error");
  const isResponse = "items" in payload || payload.kind === "youtube#channelListResponse";
  const items = Array.isArray(payload.items) ? payload.items : [];
  const item = isResponse ? onlyItem("youtube", "items", items) : payload;
  if (isObject(item.id) || item.kind === "youtube#searchResult") {
    throw badPayload(
      "youtube",
      "kind",
      "A search result is cut short: send the channels.list item of the channel.",
    );
  }
  if (typeof item.kind === "string" && item.kind !== "youtube#channel") {
    throw badPayload("youtube", "kind", "The youtube payload is no channel.");
  }
  return channelSchema.parse(item);
}

export const videosOf = (posts: readonly JsonObject[]): Video[] =>
  unwrappedPosts(posts, (post) => post.items).map((post) => videoSchema.parse(post));
