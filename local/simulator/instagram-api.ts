import type { JsonObject } from "../../lib/platforms/payload-fields.ts";
import type { CredentialFor } from "../../lib/platforms/platform-client.ts";
import {
  type AnswerPlatform,
  handled,
  pageOf,
  type Reply,
  type SimulatorParts,
  spendOne,
} from "./exchange.ts";

const graphError = (message: string, code: number, extra: object = {}): Reply => ({
  status: 400,
  body: { error: { message, type: "OAuthException", code, fbtrace_id: "simulated", ...extra } },
});

export const INSTAGRAM_THROTTLED = graphError("(#4) Application request limit reached", 4, {
  is_transient: true,
});
const BAD_TOKEN = graphError("Error validating access token: Session has expired.", 190, {
  error_subcode: 463,
});
const NO_SUCH_USER = graphError("Invalid user id", 110, {
  error_subcode: 2_207_013,
  is_transient: false,
  error_user_title: "Cannot find User",
});

/** The Instagram Graph API, with only `business_discovery`. */
export const answerInstagram: AnswerPlatform = (request, parts) => {
  const token =
    request.header("authorization")?.replace(/^(Bearer|OAuth) /, "") ??
    request.url.searchParams.get("access_token");
  const credential = parts.credentials.find("instagram", ({ accessToken }) => accessToken === token);
  const endpoint = "business_discovery";
  if (!credential) return handled(endpoint, null, BAD_TOKEN);
  const { state, costs } = spendOne(parts, credential, "calls");
  // In percent of the limit, not in calls.
  const percent = Math.min(100, Math.floor((state.used * 100) / state.capacity));
  const usage = JSON.stringify({
    call_count: percent,
    total_time: Math.floor(percent / 2),
    total_cputime: 1,
  });
  const headers = { "x-app-usage": usage, "facebook-api-version": "v25.0" };
  if (!state.granted) {
    return handled(endpoint, credential, { ...INSTAGRAM_THROTTLED, headers }, { costs, isRefused: true });
  }
  return handled(endpoint, credential, { ...discover(request.url, credential, parts), headers }, { costs });
};

const MEDIA_DEFAULT = 25;

/** The only supported field expression: `business_discovery.username(NAME){...}`. */
function discover(url: URL, credential: CredentialFor<"instagram">, parts: SimulatorParts): Reply {
  const [, userId] = /^\/v\d+\.\d+\/(\d+)$/.exec(url.pathname) ?? [];
  const expression = url.searchParams.get("fields") ?? "";
  const [, name = "", fields = ""] =
    /^business_discovery\.username\(([^(){}]+)\)\{(.*)\}$/.exec(expression) ?? [];
  if (userId !== credential.userId) return graphError("(#10) Application does not have permission", 10);
  if (name === "" || fields === "") return graphError("(#100) Syntax error in fields", 100);
  const holder = parts.world.byHandle("instagram", name);
  const state = holder?.isNewcomer ? "public" : holder?.account.state;
  if (!holder || state === "vanished" || state === "suspended" || state === "private") return NO_SUCH_USER;
  const { payload, posts } = parts.world.answered(holder);
  const discovered = {
    ...picked(payload, fields.replace(/,?media[.{].*$/, "").split(",")),
    id: payload.id,
    ...mediaOf(posts, fields),
  };
  const body = { business_discovery: changed(discovered, parts), id: credential.userId };
  return { status: 200, body };
}

const picked = (payload: JsonObject, fields: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(payload).filter(([name]) => fields.includes(name)));

function changed(payload: JsonObject, { faults }: SimulatorParts): JsonObject {
  if (!faults.changedShape.includes("instagram")) return payload;
  const { followers_count, ...rest } = payload;
  return { ...rest, follower_count: followers_count };
}

function mediaOf(posts: readonly JsonObject[], fields: string): JsonObject {
  const [, after, limit, wanted = ""] =
    /media(?:\.after\(([^()]+)\))?(?:\.limit\((\d+)\))?\{([^{}]*)\}/.exec(fields) ?? [];
  if (wanted === "") return {};
  const start = after === undefined ? 0 : Number(Buffer.from(after, "base64").toString());
  const { page, next } = pageOf(posts, start, Number(limit ?? MEDIA_DEFAULT));
  const data = page.map((post) => ({ ...picked(post, wanted.split(",")), id: post.id }));
  const cursor = (at: number) => Buffer.from(String(at)).toString("base64");
  const cursors = { before: cursor(start), ...(next !== null && { after: cursor(next) }) };
  // The API returns cursors without addresses.
  return { media: { data, ...(data.length > 0 && { paging: { cursors } }) } };
}
