import { z } from "zod";
import type { Clock } from "../../ports/clock.ts";
import { askPlatform } from "../ask-platform.ts";
import { isObject, missingField, requiredCount } from "../payload-fields.ts";
import type { AccountName, FetchOutcome, PlatformCall, PlatformClient } from "../platform-client.ts";
import { handleNeeded, takesAtMost } from "../platform-errors.ts";
import { TIKTOK_LIMITS } from "./limits.ts";
import { absenceOf, tiktokErrorOf, tiktokRefusal } from "./refusals.ts";
import { createTiktokTokens, type TiktokTokens } from "./tokens.ts";
import { type AskTiktok, latestVideos } from "./videos.ts";

type Call = PlatformCall<"tiktok">;

export const TIKTOK_ORIGIN = "https://open.tiktokapis.com";

const USER_FIELDS =
  "display_name,bio_description,avatar_url,is_verified,follower_count,following_count,likes_count,video_count,bio_url";

/** Letters, digits, underscores and dots. Longer names are allowed because some are older than the rule. */
const USERNAME = /^[\p{L}\p{N}_.]{1,64}$/u;

/**
 * TikTok Research API: one user per call, and the videos of the last 30 days if posts are wanted. The API is for
 * non-profit research alone. `terms.ts` and `whyNotFetched` keep it off until the operator states that this applies.
 * https://developers.tiktok.com/doc/research-api-specs-query-user-info
 */
export function createTiktokClient(options: {
  readonly clock: Clock;
  readonly origin?: string;
}): PlatformClient<"tiktok"> {
  const { clock, origin = TIKTOK_ORIGIN } = options;
  const ask = tiktokAsker(origin, createTiktokTokens({ origin, clock }));
  return {
    platform: "tiktok",
    limits: TIKTOK_LIMITS,
    async fetchAccounts(accounts, call) {
      takesAtMost(TIKTOK_LIMITS, accounts);
      const [account] = accounts;
      return account ? [await fetchUser(ask, clock, account, call)] : [];
    },
  };
}

async function fetchUser(
  ask: AskTiktok,
  clock: Clock,
  account: AccountName,
  call: Call,
): Promise<FetchOutcome> {
  const username = account.handle ?? account.platform_user_id;
  if (username === null) throw handleNeeded("tiktok");
  if (!USERNAME.test(username)) return { kind: "absent", account, reason: "not-found" };
  const costs = [
    { bucket: "requests", units: 1 },
    { bucket: "records", units: 1 },
  ];
  const answer = await ask(call, `/v2/research/user/info/?fields=${USER_FIELDS}`, { username }, costs);
  if (tiktokErrorOf(answer).code !== "ok") {
    const reason = absenceOf(answer);
    if (reason !== null) return { kind: "absent", account, reason };
    throw await tiktokRefusal(call, answer, clock);
  }
  const { data } = answer.body;
  const field = isObject(data) ? missingField(userShape, data) : "data";
  if (!isObject(data) || field !== null) {
    return { kind: "unreadable", account, field: field ?? "data", sample: answer.body };
  }
  return {
    kind: "found",
    account,
    platform_user_id: username.toLowerCase(),
    handle: username,
    payload: { ...data, username },
    posts: await latestVideos(ask, clock, username, call),
  };
}

/** What every user has. The API gives no id and no username; a biography may be missing. */
const userShape = z.looseObject({ display_name: z.string(), follower_count: requiredCount });

const tiktokAsker =
  (origin: string, tokens: TiktokTokens): AskTiktok =>
  async (call, path, body, costs) => {
    const askOnce = async (token: string) =>
      askPlatform(
        call,
        "tiktok",
        {
          method: "POST",
          url: `${origin}${path}`,
          headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
          body: JSON.stringify(body),
        },
        costs,
      );
    const token = await tokens.of(call);
    const answer = await askOnce(token);
    if (tiktokErrorOf(answer).code !== "access_token_invalid") return answer;
    // Tokens may be revoked before they expire. If a new one is refused too, the credential is wrong.
    tokens.forget(call, token);
    return askOnce(await tokens.of(call));
  };
