import { z } from "zod";
import { DAY_MS } from "../../lib/domain/durations.ts";
import { jsonOrNull } from "../../lib/domain/json.ts";
import type { JsonObject } from "../../lib/platforms/payload-fields.ts";
import type { CredentialFor } from "../../lib/platforms/platform-client.ts";
import {
  type AnswerPlatform,
  type Handled,
  handled,
  pageOf,
  type Reply,
  type SimulatedRequest,
  type SimulatorParts,
  spendOne,
} from "./exchange.ts";

const refuse = (status: number, code: string, message: string): Reply => ({
  status,
  body: { data: {}, error: { code, message, log_id: "simulated" } },
});
const succeed = (data: JsonObject): Reply => ({
  status: 200,
  body: withBareIds(JSON.stringify({ data, error: { code: "ok", message: "", log_id: "simulated" } })),
});

/** The API sends 64-bit ids as numbers, which JavaScript's JSON cannot write. */
const withBareIds = (json: string): string => json.replace(/"id":"(\d{16,})"/g, '"id":$1');

export const TIKTOK_THROTTLED = refuse(429, "rate_limit_exceeded", "The API rate limit was exceeded.");
const DAY_SPENT = refuse(429, "daily_quota_limit_exceeded", "Daily quota limit exceeded.");
const BAD_TOKEN = refuse(401, "access_token_invalid", "The access token is invalid or not found.");

const TOKEN_SECONDS = 7_200;
const TOKEN_PREFIX = "clt.simulated";

/** TikTok Research API: token, user info and video query. A token contains its own expiry, so none is stored. */
export const answerTiktok: AnswerPlatform = (request, parts) => {
  const path = request.url.pathname;
  if (path === "/v2/oauth/token/") return handled("oauth/token", null, grant(request, parts));
  const endpoint = path.replace(/^\/v2\/research\/|\/$/g, "");
  const credential = bearerOf(request, parts);
  if (!credential) return handled(endpoint, null, BAD_TOKEN);
  const { app } = credential;
  const { state, costs } = spendOne(parts, credential, "requests");
  if (!state.granted || !parts.quotas.peek(app, "tiktok", "records").granted) {
    return handled(endpoint, credential, DAY_SPENT, { costs, isRefused: true });
  }
  const { reply, records } = answerResearch(endpoint, request, parts);
  const spent = parts.quotas.spend(app, "tiktok", "records", records);
  const counted: Handled["costs"] = [...costs, { bucket: "records", units: records }];
  return spent.granted
    ? handled(endpoint, credential, reply, { costs: counted })
    : handled(endpoint, credential, DAY_SPENT, { costs: counted, isRefused: true });
};

function grant({ body }: SimulatedRequest, { credentials, clock }: SimulatorParts): Reply {
  const form = new URLSearchParams(body);
  const credential = credentials.find(
    "tiktok",
    ({ clientKey, clientSecret }) =>
      clientKey === form.get("client_key") && clientSecret === form.get("client_secret"),
  );
  if (!credential || form.get("grant_type") !== "client_credentials") {
    const error_description = "Client key or secret is incorrect.";
    return { status: 400, body: { error: "invalid_client", error_description, log_id: "simulated" } };
  }
  const expiresAt = clock.now().getTime() + TOKEN_SECONDS * 1_000;
  const access_token = `${TOKEN_PREFIX}.${credential.name}.${expiresAt}`;
  return { status: 200, body: { access_token, expires_in: TOKEN_SECONDS, token_type: "Bearer" } };
}

function bearerOf(request: SimulatedRequest, parts: SimulatorParts): CredentialFor<"tiktok"> | null {
  const token = request.header("authorization") ?? "";
  const [, name, expiresAt] = /^Bearer clt\.simulated\.([\w-]+)\.(\d+)$/.exec(token) ?? [];
  if (expiresAt === undefined || Number(expiresAt) <= parts.clock.now().getTime()) return null;
  return parts.credentials.find("tiktok", (credential) => credential.name === name);
}

const fieldsOf = (url: URL): readonly string[] => url.searchParams.get("fields")?.split(",") ?? [];
const picked = (item: JsonObject, fields: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(item).filter(([name]) => fields.includes(name)));

interface Answered {
  readonly reply: Reply;
  /** Records in the answer, which the day's budget counts. */
  readonly records: number;
}
const invalid = (message: string): Answered => ({
  reply: refuse(400, "invalid_params", message),
  records: 0,
});

function answerResearch(endpoint: string, request: SimulatedRequest, parts: SimulatorParts): Answered {
  const body = jsonOrNull(request.body);
  if (request.method !== "POST" || fieldsOf(request.url).length === 0) return invalid("fields is missing.");
  if (endpoint === "user/info") return userInfo(body, fieldsOf(request.url), parts);
  return endpoint === "video/query"
    ? videoQuery(body, fieldsOf(request.url), parts)
    : { reply: refuse(404, "not_found", "Unsupported path."), records: 0 };
}

const userInfoSchema = z.strictObject({ username: z.string().min(1) });

function userInfo(body: unknown, fields: readonly string[], { world, faults }: SimulatorParts): Answered {
  const asked = userInfoSchema.safeParse(body);
  if (!asked.success) return invalid("The request parameters are malformed.");
  const holder = world.byHandle("tiktok", asked.data.username);
  const state = holder?.account.state;
  if (!holder || state === "vanished") return invalid("The user cannot be found.");
  if (state === "private") return invalid("The user is private.");
  if (state === "suspended") return invalid("The user is banned.");
  const { follower_count, ...rest } = picked(world.answered(holder).payload, fields);
  const count = faults.changedShape.includes("tiktok") ? { followers: follower_count } : { follower_count };
  return { reply: succeed({ ...rest, ...count }), records: 1 };
}

const basicDay = z.string().regex(/^\d{8}$/);
const videoQuerySchema = z.strictObject({
  query: z.strictObject({
    and: z.tuple([
      z.strictObject({
        operation: z.enum(["EQ", "IN"]),
        field_name: z.literal("username"),
        field_values: z.array(z.string()).length(1),
      }),
    ]),
  }),
  start_date: basicDay,
  end_date: basicDay,
  max_count: z.number().int().min(1).max(100).default(20),
  cursor: z.number().int().min(0).default(0),
  search_id: z.string().optional(),
  is_random: z.literal(false).optional(),
});

const dayStart = (basic: string): number =>
  Date.parse(`${basic.slice(0, 4)}-${basic.slice(4, 6)}-${basic.slice(6)}T00:00:00Z`);

function videoQuery(body: unknown, fields: readonly string[], { world }: SimulatorParts): Answered {
  const asked = videoQuerySchema.safeParse(body);
  if (!asked.success) return invalid("The query is malformed.");
  const { query, start_date, end_date, max_count, cursor, search_id } = asked.data;
  const [from, to] = [dayStart(start_date), dayStart(end_date)];
  if (!(to - from <= 30 * DAY_MS && to >= from)) return invalid("The dates span more than 30 days.");
  if (cursor > 0 && search_id === undefined) return invalid("search_id is missing.");
  const holder = world.byHandle("tiktok", query.and[0].field_values[0] ?? "");
  const isOpen = holder !== null && !["vanished", "private", "suspended"].includes(holder.account.state);
  const posts = isOpen ? world.answered(holder).posts : [];
  const within = posts.filter(({ create_time }) => {
    const at = Number(create_time) * 1_000;
    return at >= from && at < to + DAY_MS;
  });
  const { page, next } = pageOf(within, cursor, max_count);
  const videos = page.map((post) => picked(post, fields));
  const data = {
    videos,
    cursor: next ?? cursor + page.length,
    has_more: next !== null,
    search_id: "7436200000000000888",
  };
  return { reply: succeed(data), records: videos.length };
}
