import type { Clock } from "../../ports/clock.ts";
import { missingField } from "../account-shape.ts";
import { handleOf, isObject, type JsonObject } from "../payload-fields.ts";
import type { AccountName, FetchOutcome, PlatformCall, PlatformClient } from "../platform-client.ts";
import { takesAtMost } from "../platform-errors.ts";
import { lookUpInSteps, settled } from "../steps.ts";
import { channelShape } from "./account-shape.ts";
import { YOUTUBE_LIMITS } from "./limits.ts";
import { type ListYoutube, youtubeLists } from "./lists.ts";
import { withVideos } from "./videos.ts";

type Call = PlatformCall<"youtube">;

export const YOUTUBE_ORIGIN = "https://www.googleapis.com";

/**
 * YouTube Data API v3: channels by id, 50 a call, or by handle, one a call; for posts the uploads playlist, and the
 * videos of all channels together, 50 a call. https://developers.google.com/youtube/v3/docs
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

/** What is no id names nobody; with a comma in it, it would name others. */
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
    // Channels that are closed or never were are left out without a word.
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
  return {
    kind: "found",
    account,
    platform_user_id: id,
    handle: handleOf(custom) ?? id,
    payload,
    posts: [],
  };
}
