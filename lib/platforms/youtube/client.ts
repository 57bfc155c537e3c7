import { z } from "zod";
import type { Clock } from "../../ports/clock.ts";
import { askPlatform, type PlatformAnswer } from "../ask-platform.ts";
import {
  handleOf,
  isObject,
  type JsonObject,
  missingField,
  requiredCount,
  requiredText,
} from "../payload-fields.ts";
import type { AccountName, FetchOutcome, PlatformCall, PlatformClient } from "../platform-client.ts";
import { platformUnavailable, takesAtMost } from "../platform-errors.ts";
import { lookUpInSteps, settled } from "../steps.ts";
import { YOUTUBE_LIMITS } from "./limits.ts";
import { youtubeReasons, youtubeRefusal } from "./refusals.ts";
import { type ListYoutube, withVideos } from "./videos.ts";

type Call = PlatformCall<"youtube">;

export const YOUTUBE_ORIGIN = "https://www.googleapis.com";

/**
 * YouTube Data API v3: channels by id, 50 per call, or by handle, one per call. For posts it reads each uploads
 * playlist, then the videos of all channels together, 50 per call. https://developers.google.com/youtube/v3/docs
 */
export function createYoutubeClient(options: {
  readonly clock: Clock;
  readonly origin?: string;
}): PlatformClient<"youtube"> {
  const list = youtubeLists(options.origin ?? YOUTUBE_ORIGIN, options.clock);
  return {
    platform: "youtube",
    limits: YOUTUBE_LIMITS,
    async fetchAccounts(accounts, call) {
      takesAtMost(YOUTUBE_LIMITS, accounts);
      const outcomes = await lookUpInSteps(lookUpsOf(accounts), (lookUp) => channelsOf(list, lookUp, call));
      return settled(accounts, await withVideos(list, outcomes, call));
    },
  };
}

interface LookUp {
  readonly accounts: readonly AccountName[];
  readonly parameters: Readonly<Record<string, string>>;
}

/** Any other text is no id. A comma in it would add further ids. */
const ID = /^[\w-]+$/;

function lookUpsOf(accounts: readonly AccountName[]): LookUp[] {
  const known = accounts.filter(({ platform_user_id }) => platform_user_id !== null);
  const ids = [...new Set(known.flatMap(({ platform_user_id: id }) => (id && ID.test(id) ? [id] : [])))];
  const byId = known.length > 0 ? [{ accounts: known, parameters: { id: ids.join(",") } }] : [];
  const byHandle = accounts
    .filter(({ platform_user_id }) => platform_user_id === null)
    .map((account) => ({ accounts: [account], parameters: { forHandle: `@${account.handle ?? ""}` } }));
  return [...byId, ...byHandle];
}

const CHANNEL_PARTS = "snippet,statistics,contentDetails,topicDetails,brandingSettings,status";

async function channelsOf(
  list: ListYoutube,
  { accounts, parameters }: LookUp,
  call: Call,
): Promise<FetchOutcome[]> {
  const asks = parameters.id !== "";
  const items = (asks && (await list(call, "channels", { part: CHANNEL_PARTS, ...parameters }))) || [];
  return accounts.map((account) => {
    // Channels that are closed or never existed are just left out.
    const item = items.find(({ id }) => account.platform_user_id === null || id === account.platform_user_id);
    return item ? channelOutcome(account, item) : { kind: "absent", account, reason: "not-found" };
  });
}

function channelOutcome(account: AccountName, payload: JsonObject): FetchOutcome {
  const { status, snippet, id } = payload;
  if (isObject(status) && status.privacyStatus === "private") {
    return { kind: "absent", account, reason: "private" };
  }
  const field = missingField(channelShape, payload);
  if (field !== null || typeof id !== "string")
    return { kind: "unreadable", account, field: field ?? "id", sample: payload };
  const custom = isObject(snippet) && typeof snippet.customUrl === "string" ? snippet.customUrl : null;
  return { kind: "found", account, platform_user_id: id, handle: handleOf(custom) ?? id, payload, posts: [] };
}

/** What every channel has if requested with snippet and statistics. */
const channelShape = z
  .looseObject({
    id: requiredText,
    snippet: z.looseObject({ title: z.string() }),
    statistics: z.looseObject({
      videoCount: requiredCount,
      subscriberCount: requiredCount.optional(),
      hiddenSubscriberCount: z.boolean().optional(),
    }),
  })
  .refine(
    ({ statistics }) => statistics.hiddenSubscriberCount === true || statistics.subscriberCount !== undefined,
    { path: ["statistics", "subscriberCount"] },
  );

const youtubeLists =
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
 * An empty list has no `items` but says so in `pageInfo`. If both are missing, the answer has changed its shape and
 * does not prove that the account is absent.
 */
function itemsOf({ status, body: { items, pageInfo } }: PlatformAnswer): JsonObject[] {
  if (Array.isArray(items)) return items.filter(isObject);
  if (isObject(pageInfo) && pageInfo.totalResults === 0) return [];
  throw platformUnavailable("youtube", status);
}
