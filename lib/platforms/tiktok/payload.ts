import { z } from "zod";
import {
  badPayload,
  countField,
  flagField,
  idField,
  isObject,
  type JsonObject,
  partField,
  textField,
  textsField,
  unixSecondsField,
  unwrappedPosts,
} from "../payload-fields.ts";

/** The fields that we read of user info's `data` object, with the requested `username`. */
const userSchema = z.object({
  username: idField,
  display_name: textField,
  bio_description: textField,
  avatar_url: textField,
  bio_url: textField,
  is_verified: flagField,
  follower_count: countField,
  following_count: countField,
  video_count: countField,
});
export type User = z.infer<typeof userSchema>;

/** The fields of a Research API video that we read. */
const videoSchema = partField({
  video_description: textField,
  create_time: unixSecondsField,
  region_code: textField,
  share_count: countField,
  view_count: countField,
  like_count: countField,
  comment_count: countField,
  hashtag_names: textsField,
});
export type Video = z.infer<typeof videoSchema>;

/** The user of a payload: the object itself, or the response around it with `username` inside or beside it. */
export function userOf(payload: JsonObject): User {
  if (isRefusal(payload.error)) {
    throw badPayload("tiktok", "error", "The tiktok payload is an error response, not an account.");
  }
  return userSchema.parse(isObject(payload.data) ? { username: payload.username, ...payload.data } : payload);
}

/** A success has an `error` too, with code `ok` (in the documentation's sample it is an empty object). */
const isRefusal = (error: unknown): boolean =>
  typeof error === "string" || (isObject(error) && error.code !== undefined && error.code !== "ok");

export const videosOf = (posts: readonly JsonObject[]): Video[] =>
  unwrappedPosts(posts, (post) => (isObject(post.data) ? post.data.videos : post.videos)).map((post) =>
    videoSchema.parse(post),
  );
