import { z } from "zod";
import { askPlatform } from "../ask-platform.ts";
import { isObject, type JsonObject, missingField, requiredCount, requiredText } from "../payload-fields.ts";
import type { AccountName, FetchOutcome, PlatformCall, PlatformClient } from "../platform-client.ts";
import { handleNeeded, platformUnavailable, takesAtMost } from "../platform-errors.ts";
import { INSTAGRAM_LIMITS, INSTAGRAM_POSTS_PER_PAGE } from "./limits.ts";
import { appUsagePercent, instagramRefusal } from "./refusals.ts";

type Call = PlatformCall<"instagram">;

export const INSTAGRAM_ORIGIN = "https://graph.facebook.com";
const VERSION = "v25.0";

const ACCOUNT_FIELDS =
  "id,username,name,biography,website,profile_picture_url,followers_count,follows_count,media_count";
const MEDIA_FIELDS =
  "id,caption,media_type,media_product_type,permalink,timestamp,like_count,comments_count,view_count";

/**
 * Letters, digits, dots and underscores, 30 at most. The name goes into a field expression, so nothing else may pass.
 */
const HANDLE = /^[A-Za-z0-9._]{1,30}$/;

/**
 * Instagram Graph API `business_discovery`: one professional account per call, by its name, with the first page of
 * media. Media of further pages come as `posts`. The token goes in the `Authorization` header, as RFC 6750 has it, so
 * that no address contains it.
 * https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/business_discovery
 */
export function createInstagramClient(
  options: { readonly origin?: string } = {},
): PlatformClient<"instagram"> {
  const origin = options.origin ?? INSTAGRAM_ORIGIN;
  return {
    platform: "instagram",
    limits: INSTAGRAM_LIMITS,
    async fetchAccounts(accounts, call) {
      takesAtMost(INSTAGRAM_LIMITS, accounts);
      const [account] = accounts;
      return account ? [await fetchAccount(origin, account, call)] : [];
    },
  };
}

async function fetchAccount(origin: string, account: AccountName, call: Call): Promise<FetchOutcome> {
  const { handle } = account;
  if (handle === null) throw handleNeeded("instagram");
  if (!HANDLE.test(handle)) return { kind: "absent", account, reason: "not-found" };
  const media = mediaExpression(call.postsPerAccount, null);
  const fields = media === null ? ACCOUNT_FIELDS : `${ACCOUNT_FIELDS},${media}`;
  const payload = await discover(origin, handle, fields, call);
  if (payload === null) return { kind: "absent", account, reason: "not-found-or-personal" };
  const field = missingField(accountShape, payload);
  const { id, username } = payload;
  if (field !== null || typeof id !== "string" || typeof username !== "string") {
    return { kind: "unreadable", account, field: field ?? "id", sample: payload };
  }
  const posts = await furtherMedia(origin, handle, payload, call);
  return { kind: "found", account, platform_user_id: id, handle: username, payload, posts };
}

/** `media` of at most one page; null if no more are wanted. */
function mediaExpression(wanted: number, after: string | null): string | null {
  if (wanted <= 0) return null;
  const page = Math.min(wanted, INSTAGRAM_POSTS_PER_PAGE);
  return `media${after === null ? "" : `.after(${after})`}.limit(${page}){${MEDIA_FIELDS}}`;
}

/** Pages after the first. The API gives cursors instead of addresses, and none on the last page. */
async function furtherMedia(origin: string, handle: string, payload: JsonObject, call: Call) {
  const posts: JsonObject[] = [];
  let page = pageOf(payload.media);
  while (true) {
    const wanted = call.postsPerAccount - pageOf(payload.media).items.length - posts.length;
    const media = page.after === null || page.items.length === 0 ? null : mediaExpression(wanted, page.after);
    if (media === null) return posts;
    const next = await discover(origin, handle, media, call);
    page = pageOf(next?.media);
    posts.push(...page.items.slice(0, wanted));
  }
}

/** A cursor is base64. Any other text could break out of its brackets. */
const CURSOR = /^[\w=+/-]+$/;

function pageOf(media: unknown): { readonly items: readonly JsonObject[]; readonly after: string | null } {
  if (!isObject(media)) return { items: [], after: null };
  const cursors = isObject(media.paging) ? media.paging.cursors : null;
  const after = isObject(cursors) ? cursors.after : null;
  return {
    items: Array.isArray(media.data) ? media.data.filter(isObject) : [],
    after: typeof after === "string" && CURSOR.test(after) ? after : null,
  };
}

/** The `business_discovery` object of a name; null: nobody has the name, or a personal account has it. */
async function discover(
  origin: string,
  handle: string,
  fields: string,
  call: Call,
): Promise<JsonObject | null> {
  const { userId, accessToken } = call.credential;
  const query = new URLSearchParams({ fields: `business_discovery.username(${handle}){${fields}}` });
  const request = {
    method: "GET",
    url: `${origin}/${VERSION}/${encodeURIComponent(userId)}?${query}`,
    headers: { accept: "application/json", authorization: `Bearer ${accessToken}` },
  } as const;
  const answer = await askPlatform(call, "instagram", request, [{ bucket: "calls", units: 1 }]);
  const percent = appUsagePercent(answer);
  if (percent !== null) await call.quota.observe({ kind: "usage", bucket: "calls", percent });
  if (answer.status >= 400 || isObject(answer.body.error)) {
    const refusal = await instagramRefusal(call, answer);
    if (refusal === "absent") return null;
    throw refusal;
  }
  const { business_discovery: found } = answer.body;
  // A success without the account does not prove that there is none.
  if (!isObject(found)) throw platformUnavailable("instagram", answer.status);
  return found;
}

/** What every professional account has. Name, biography and website are missing if they are empty. */
const accountShape = z.looseObject({
  id: requiredText,
  username: requiredText,
  followers_count: requiredCount,
  media_count: requiredCount,
});
