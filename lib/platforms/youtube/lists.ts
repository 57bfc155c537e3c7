import type { Clock } from "../../ports/clock.ts";
import { askPlatform, type PlatformAnswer } from "../ask-platform.ts";
import { isObject, type JsonObject } from "../payload-fields.ts";
import type { PlatformCall } from "../platform-client.ts";
import { platformUnavailable } from "../platform-errors.ts";
import { youtubeReasons, youtubeRefusal } from "./refusals.ts";

/** Reads one of the API's lists. Null where the list's parent is gone. */
export type ListYoutube = (
  call: PlatformCall<"youtube">,
  list: "channels" | "playlistItems" | "videos",
  parameters: Readonly<Record<string, string>>,
) => Promise<JsonObject[] | null>;

export const youtubeLists =
  (origin: string, clock: Clock): ListYoutube =>
  async (call, list, parameters) => {
    const request = {
      method: "GET",
      url: `${origin}/youtube/v3/${list}?${new URLSearchParams(parameters)}`,
      headers: { accept: "application/json", "x-goog-api-key": call.credential.apiKey },
    } as const;
    const answer = await askPlatform(call, "youtube", request, [{ bucket: "units", units: 1 }]);
    if (isGone(answer)) return null;
    if (answer.status >= 400) throw await youtubeRefusal(call, answer, clock);
    return itemsOf(answer);
  };

/** A channel without public uploads has no playlist of them. */
const isGone = (answer: PlatformAnswer): boolean =>
  answer.status === 404 ||
  youtubeReasons(answer).some((reason) => reason === "playlistNotFound" || reason === "channelNotFound");

/**
 * An empty list has no `items` and says so in `pageInfo`. Where neither is there the answer has changed its shape,
 * and must not be taken for the word that nobody is there.
 */
function itemsOf({ status, body: { items, pageInfo } }: PlatformAnswer): JsonObject[] {
  if (Array.isArray(items)) return items.filter(isObject);
  if (isObject(pageInfo) && pageInfo.totalResults === 0) return [];
  throw platformUnavailable("youtube", status);
}
