import { isObject, type JsonObject } from "../../lib/platforms/payload-fields.ts";
import { accountOfVideo } from "./answered-account.ts";
import {
  type AnswerPlatform,
  handled,
  pageOf,
  type Reply,
  type SimulatedRequest,
  type SimulatorParts,
  spendOne,
} from "./exchange.ts";
import type { Holder } from "./simulated-account.ts";

const IDS_MAX = 50;

/** YouTube Data API v3: channels, playlistItems and videos. */
export const answerYoutube: AnswerPlatform = (request, parts) => {
  const endpoint = /^\/youtube\/v3\/(\w+)$/.exec(request.url.pathname)?.[1] ?? "";
  const key = request.header("x-goog-api-key") ?? request.url.searchParams.get("key");
  const credential = parts.credentials.find("youtube", ({ apiKey }) => apiKey === key);
  if (!credential) return handled(endpoint, null, refuse(400, "badRequest", "API_KEY_INVALID"));
  const { state, costs } = spendOne(parts, credential, "units");
  if (!state.granted) {
    return handled(endpoint, credential, YOUTUBE_QUOTA, { costs, isRefused: true });
  }
  return handled(endpoint, credential, answerList(endpoint, request, parts), { costs });
};

export const YOUTUBE_THROTTLED: Reply = {
  status: 403,
  body: {
    error: {
      code: 403,
      message: "Rate Limit Exceeded",
      errors: [{ domain: "usageLimits", reason: "rateLimitExceeded" }],
    },
  },
};
const YOUTUBE_QUOTA: Reply = {
  status: 403,
  body: {
    error: {
      code: 403,
      message: "The request cannot be completed because you have exceeded your quota.",
      errors: [{ domain: "youtube.quota", reason: "quotaExceeded" }],
    },
  },
};

const refuse = (status: number, reason: string, detail?: string): Reply => ({
  status,
  body: {
    error: {
      code: status,
      message: "The request cannot be completed.",
      errors: [{ domain: "global", reason }],
      ...(detail !== undefined && { details: [{ reason: detail }] }),
    },
  },
});

function answerList(endpoint: string, { url, method }: SimulatedRequest, parts: SimulatorParts): Reply {
  const query = url.searchParams;
  if (method !== "GET") return refuse(404, "notFound");
  if (!query.get("part")) return refuse(400, "missingRequiredParameter");
  if (endpoint === "channels") return channels(query, parts);
  if (endpoint === "playlistItems") return playlistItems(query, parts);
  return endpoint === "videos" ? videos(query, parts) : refuse(404, "notFound");
}

const list = (kind: string, items: readonly JsonObject[], extra: JsonObject = {}): Reply => ({
  status: 200,
  body: {
    kind: `youtube#${kind}ListResponse`,
    etag: "simulated",
    ...extra,
    // An empty list has no `items` field.
    ...(items.length > 0 && { items }),
    pageInfo: { totalResults: items.length, resultsPerPage: IDS_MAX },
  },
});

const isGone = ({ account: { state }, isNewcomer }: Holder): boolean =>
  !isNewcomer && (state === "vanished" || state === "suspended");

function channels(query: URLSearchParams, parts: SimulatorParts): Reply {
  const [ids, handle] = [query.get("id"), query.get("forHandle")];
  if ((ids === null) === (handle === null)) return refuse(400, "missingRequiredParameter");
  const asked = ids?.split(",") ?? [];
  if (asked.length > IDS_MAX) return refuse(400, "invalidParameter");
  const { world } = parts;
  const holders =
    handle === null
      ? asked.map((id) => world.byId("youtube", id))
      : [world.byHandle("youtube", handle.replace(/^@/, ""))];
  const items = holders
    .filter((holder) => holder !== null)
    .filter((holder) => !isGone(holder))
    .map((holder) => channelItem(holder, query.get("part") ?? "", parts));
  return list("channel", items);
}

function channelItem(holder: Holder, partList: string, { world, faults }: SimulatorParts): JsonObject {
  const { payload } = world.answered(holder);
  const wanted = new Set(["kind", "id", ...partList.split(",")]);
  const isPrivate = holder.account.state === "private";
  const item = Object.fromEntries(Object.entries(payload).filter(([part]) => wanted.has(part)));
  const shown = isPrivate ? { ...item, status: { privacyStatus: "private", isLinked: true } } : item;
  if (!faults.changedShape.includes("youtube")) return shown;
  const { statistics, ...rest } = shown as Record<string, unknown>;
  return { ...rest, channelStatistics: statistics };
}

function playlistItems(query: URLSearchParams, { world }: SimulatorParts): Reply {
  const channelId = (query.get("playlistId") ?? "").replace(/^UU/, "UC");
  const holder = world.byId("youtube", channelId);
  if (!holder || isGone(holder) || holder.account.state === "private") return refuse(404, "playlistNotFound");
  const start = Number(/^P(\d+)$/.exec(query.get("pageToken") ?? "P0")?.[1] ?? Number.NaN);
  const size = Number(query.get("maxResults") ?? 5);
  if (!Number.isInteger(start) || !(size >= 0 && size <= IDS_MAX)) return refuse(400, "invalidPageToken");
  const { page, next } = pageOf(world.answered(holder).posts, start, size);
  const items = page.map(({ id, snippet }) => ({
    kind: "youtube#playlistItem",
    id: `item-${String(id)}`,
    contentDetails: { videoId: id, videoPublishedAt: isObject(snippet) ? snippet.publishedAt : undefined },
  }));
  return list("playlistItem", items, next === null ? {} : { nextPageToken: `P${next}` });
}

function videos(query: URLSearchParams, { world }: SimulatorParts): Reply {
  const ids = query.get("id")?.split(",") ?? [];
  if (ids.length === 0) return refuse(400, "missingRequiredParameter");
  if (ids.length > IDS_MAX || query.has("maxResults") || query.has("pageToken")) {
    return refuse(400, "invalidFilters");
  }
  const items = ids.flatMap((id) => {
    const account = world.accounts[accountOfVideo(id) ?? -1];
    if (!account) return [];
    return world.answered({ account, isNewcomer: false }).posts.filter((post) => post.id === id);
  });
  return list("video", items);
}
