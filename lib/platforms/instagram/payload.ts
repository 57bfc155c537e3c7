import { z } from "zod";
import {
  countField,
  flagField,
  idField,
  instantField,
  isObject,
  type JsonObject,
  partField,
  partsField,
  refuseError,
  textField,
  unwrappedPosts,
} from "../payload-fields.ts";

const media = {
  caption: textField,
  timestamp: instantField,
  like_count: countField,
  comments_count: countField,
  view_count: countField,
  username: idField,
};
const mediaSchema = partField(media);
export type Media = z.infer<typeof mediaSchema>;

/** The fields of a `business_discovery` object that we read. */
const accountSchema = z.object({
  id: idField,
  username: idField,
  name: textField,
  biography: textField,
  website: textField,
  followers_count: countField,
  follows_count: countField,
  media_count: countField,
  is_verified: flagField,
  media: partField({ data: partsField(media) }),
});
export type Account = z.infer<typeof accountSchema> & {
  /** Whether media were requested. An account without media has an empty list then. */
  readonly holdsMedia: boolean;
};

/** The account of a payload: the object itself, or the response around it. */
export function accountOf(payload: JsonObject): Account {
  refuseError("instagram", payload, "error");
  const account = isObject(payload.business_discovery) ? payload.business_discovery : payload;
  return { ...accountSchema.parse(account), holdsMedia: isObject(account.media) };
}

/** Media inside the account and those sent beside it. Pages that came as whole responses are unwrapped. */
export function mediaOf(account: Account, posts: readonly JsonObject[]): Media[] {
  const beside = unwrappedPosts(posts, (post) => {
    const page = isObject(post.business_discovery) ? post.business_discovery.media : post;
    return isObject(page) ? page.data : undefined;
  });
  return [...account.media.data, ...beside.map((post) => mediaSchema.parse(post))];
}
