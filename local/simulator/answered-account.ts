import type { Envelope } from "../../lib/domain/envelope.ts";
import type { Platform } from "../../lib/domain/platform.ts";
import { isObject, type JsonObject } from "../../lib/platforms/payload-fields.ts";
import { type AnsweredAccount, type Holder, newHandleOf } from "./simulated-account.ts";

/**
 * A generated envelope as the platform's API returns it: with the API's ids of posts, the present handle, and a
 * newcomer's own id.
 */
export function answeredAccount(
  envelope: Pick<Envelope, "payload" | "posts">,
  { account, isNewcomer }: Holder,
  changes: { readonly revision: number; readonly bio: string | undefined },
): AnsweredAccount {
  const { platform, state } = account;
  const isRenamed = (state === "renamed" || state === "handed-over") && !isNewcomer;
  const handle = isRenamed ? newHandleOf(account) : account.handle;
  const ownId = account.platformUserId ?? handle.toLowerCase();
  const id = isNewcomer ? newcomerId(platform, ownId) : ownId;
  const grown = withFollowers(platform, named(platform, envelope.payload, { id, handle }), changes.revision);
  const payload = changes.bio === undefined ? grown : withBio(platform, grown, changes.bio);
  const posts = (platform === "instagram" ? mediaOf(payload) : (envelope.posts ?? [])).map((post, at) =>
    postOf(platform, account.index, at, post),
  );
  return { id, handle, payload: platform === "instagram" ? withoutMedia(payload) : payload, posts };
}

/** Newcomers have their own ranges of ids, in the same form. */
function newcomerId(platform: Platform, id: string): string {
  if (platform === "youtube") return id.replace("UCsynthetic", "UCnewcomers");
  return platform === "x" ? id.replace(/^99/, "98") : id.replace(/^1799/, "1798");
}

function named(
  platform: Platform,
  payload: JsonObject,
  { id, handle }: { id: string; handle: string },
): JsonObject {
  switch (platform) {
    case "youtube":
      return {
        ...payload,
        id,
        snippet: { ...objectOf(payload.snippet), customUrl: `@${handle}` },
        contentDetails: { relatedPlaylists: { likes: "", uploads: id.replace(/^UC/, "UU") } },
      };
    case "tiktok": {
      // The API does not repeat the requested name.
      const { username: _, ...rest } = payload;
      return rest;
    }
    default:
      return { ...payload, id, username: handle };
  }
}

function withFollowers(platform: Platform, payload: JsonObject, more: number): JsonObject {
  if (more === 0) return payload;
  const raised = (part: JsonObject, field: string): JsonObject =>
    part[field] === undefined ? part : { ...part, [field]: Number(part[field]) + more };
  switch (platform) {
    case "youtube": {
      // Subscriber counts are rounded, so a day's change shows in the views.
      const statistics = raised(objectOf(payload.statistics), "viewCount");
      return { ...payload, statistics: { ...statistics, viewCount: String(statistics.viewCount) } };
    }
    case "x":
      return { ...payload, public_metrics: raised(objectOf(payload.public_metrics), "followers_count") };
    case "instagram":
      return raised(payload, "followers_count");
    case "tiktok":
      return raised(payload, "follower_count");
  }
}

function withBio(platform: Platform, payload: JsonObject, bio: string): JsonObject {
  switch (platform) {
    case "youtube":
      return { ...payload, snippet: { ...objectOf(payload.snippet), description: bio } };
    case "x":
      return { ...payload, description: bio, entities: {} };
    case "instagram":
      return { ...payload, biography: bio };
    case "tiktok":
      return { ...payload, bio_description: bio };
  }
}

const INDEX_DIGITS = 7;

/** YouTube's posts are requested by id, so an id contains its account. TikTok's ids must fit a signed 64-bit number. */
function postOf(platform: Platform, index: number, at: number, post: JsonObject): JsonObject {
  if (platform === "youtube") {
    return { ...post, id: `sim${index.toString(36).padStart(INDEX_DIGITS, "0")}${at.toString(36)}` };
  }
  return platform === "tiktok" ? { ...post, id: String(post.id).replace(/^9/, "7") } : post;
}

/** The index of the account that a YouTube video belongs to; null for an unknown id. */
export function accountOfVideo(id: string): number | null {
  const [, digits] = /^sim([0-9a-z]{7})[0-9a-z]$/.exec(id) ?? [];
  return digits === undefined ? null : Number.parseInt(digits, 36);
}

const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {});

function mediaOf({ media }: JsonObject): JsonObject[] {
  const { data } = objectOf(media);
  return Array.isArray(data) ? data.filter(isObject) : [];
}

function withoutMedia({ media: _, ...rest }: JsonObject): JsonObject {
  return rest;
}
