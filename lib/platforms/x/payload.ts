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
  partsField,
  textField,
  unwrappedPosts,
} from "../payload-fields.ts";

const urls = { urls: partsField({ url: textField, expanded_url: textField }) };

/** The fields of an X API v2 user that we read, in the spelling of the guides and of specification 2.167. */
const userSchema = z.object({
  id: idField,
  username: idField,
  name: textField,
  description: textField,
  location: textField,
  url: textField,
  verified: flagField,
  verified_type: textField,
  profile_image_url: textField,
  most_recent_tweet_id: idField,
  most_recent_post_id: idField,
  entities: partField({ url: partField(urls), description: partField(urls) }),
  public_metrics: partField({
    followers_count: countField,
    following_count: countField,
    tweet_count: countField,
    post_count: countField,
  }),
});
export type User = z.infer<typeof userSchema>;

const references = partsField({ type: textField });

const postSchema = z.object({
  text: textField,
  created_at: instantField,
  lang: textField,
  entities: partField(urls),
  referenced_tweets: references,
  referenced_posts: references,
  public_metrics: partField({
    like_count: countField,
    reply_count: countField,
    retweet_count: countField,
    repost_count: countField,
    quote_count: countField,
    impression_count: countField,
  }),
});
export type Post = z.infer<typeof postSchema>;

/** The user of a payload: the object itself, or a response about one user. */
export function userOf(payload: JsonObject): User {
  if (Array.isArray(payload.data)) return userSchema.parse(onlyItem("x", "data", payload.data));
  if (isObject(payload.data)) return userSchema.parse(payload.data);
  // A 200 may have `errors` beside `data`. Without `data` they say that the user is unknown or suspended.
  if (Array.isArray(payload.errors))
    throw badPayload("x", "errors", "The x payload is an error response, not a user.");
  return userSchema.parse(payload);
}

export const postsOf = (posts: readonly JsonObject[]): Post[] =>
  unwrappedPosts(posts, (post) => post.data).map((post) => postSchema.parse(post));
