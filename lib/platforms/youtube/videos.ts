import { inChunks } from "../../domain/chunks.ts";
import { isObject, type JsonObject } from "../payload-fields.ts";
import type { FetchOutcome, PlatformCall } from "../platform-client.ts";
import { inSteps } from "../steps.ts";
import { YOUTUBE_IDS_PER_CALL, YOUTUBE_POSTS_MAX } from "./limits.ts";

type Call = PlatformCall<"youtube">;

/** Reads one of the API's lists; null: the list's parent is gone. */
export type ListYoutube = (
  call: Call,
  list: "channels" | "playlistItems" | "videos",
  parameters: Readonly<Record<string, string>>,
) => Promise<JsonObject[] | null>;
type Found = Extract<FetchOutcome, { kind: "found" }>;

/** Adds the latest videos to found channels: one call per channel for the ids, then 50 ids per call. */
export async function withVideos(
  list: ListYoutube,
  outcomes: readonly FetchOutcome[],
  call: Call,
): Promise<FetchOutcome[]> {
  if (call.postsPerAccount === 0) return [...outcomes];
  const found = outcomes.filter((outcome) => outcome.kind === "found");
  const others = outcomes.filter((outcome) => outcome.kind !== "found");
  const uploads = await inSteps(found, (channel) => uploadIdsOf(list, channel, call));
  const ids = uploads.flatMap((step) => (step.ok ? step.result : []));
  const pages = await inSteps([...inChunks(ids, YOUTUBE_IDS_PER_CALL)], (page) => videosOf(list, page, call));
  const videos = new Map(pages.flatMap((step) => (step.ok ? step.result : [])));
  const failures = pages.filter((step) => !step.ok);
  const channels = uploads.map((step): FetchOutcome => {
    const { account } = step.item;
    if (!step.ok) return { kind: "deferred", account, error: step.error };
    const failure = failures.find(({ item }) => item.some((id) => step.result.includes(id)));
    if (failure) return { kind: "deferred", account, error: failure.error };
    return { ...step.item, posts: step.result.map((id) => videos.get(id)).filter(isObject) };
  });
  return [...channels, ...others];
}

/** Ids of the latest uploads, newest first. */
async function uploadIdsOf(list: ListYoutube, { payload }: Found, call: Call): Promise<string[]> {
  const playlistId = uploadsOf(payload);
  if (playlistId === null) return [];
  const maxResults = String(Math.min(call.postsPerAccount, YOUTUBE_POSTS_MAX));
  const items = await list(call, "playlistItems", { part: "contentDetails", playlistId, maxResults });
  return (items ?? []).flatMap(({ contentDetails }) =>
    isObject(contentDetails) && typeof contentDetails.videoId === "string" ? [contentDetails.videoId] : [],
  );
}

function uploadsOf({ contentDetails }: JsonObject): string | null {
  const related = isObject(contentDetails) ? contentDetails.relatedPlaylists : null;
  const uploads = isObject(related) ? related.uploads : null;
  return typeof uploads === "string" && uploads !== "" ? uploads : null;
}

/** Videos by id. A video that was removed meanwhile is left out. */
async function videosOf(list: ListYoutube, ids: readonly string[], call: Call) {
  // `id` goes with neither `maxResults` nor `pageToken`: https://developers.google.com/youtube/v3/docs/videos/list
  const items = await list(call, "videos", { part: "snippet,statistics,contentDetails", id: ids.join(",") });
  return (items ?? []).flatMap((item) => (typeof item.id === "string" ? [[item.id, item] as const] : []));
}
