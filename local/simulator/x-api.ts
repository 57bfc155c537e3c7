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
import type { QuotaState } from "./quotas.ts";
import type { Holder } from "./simulated-account.ts";
import { spelledPost, spelledUser } from "./x-spelling.ts";

const PROBLEMS = "https://api.x.com/2/problems";
const problem = (status: number, title: string, type: string, extra: object = {}): Reply => ({
  status,
  body: { title, detail: title, type, status, ...extra },
});

export const X_THROTTLED: Reply = {
  status: 429,
  body: { title: "Too Many Requests", detail: "Too Many Requests", type: "about:blank", status: 429 },
};
const CAPPED = problem(429, "UsageCapExceeded", `${PROBLEMS}/usage-capped`, {
  period: "Monthly",
  scope: "Product",
});

/** X API v2: users by name and id, and a user's posts. */
export const answerX: AnswerPlatform = (request, parts) => {
  const path = request.url.pathname.replace(/^\/2\//, "");
  const [, userId] = /^users\/(\d{1,19})\/tweets$/.exec(path) ?? [];
  const endpoint = userId === undefined ? path : "users/:id/tweets";
  const bucket = BUCKETS.get(endpoint);
  const token = request.header("authorization")?.replace(/^Bearer /, "");
  const credential = parts.credentials.find("x", ({ bearerToken }) => bearerToken === token);
  if (!credential) return handled(endpoint, null, problem(401, "Unauthorized", "about:blank"));
  if (bucket === undefined || request.method !== "GET") {
    return handled(endpoint, credential, problem(404, "Not Found", "about:blank"));
  }
  const { state, costs } = spendOne(parts, credential, bucket);
  const headers = rateHeaders(state);
  if (!state.granted) {
    return handled(endpoint, credential, { ...X_THROTTLED, headers }, { costs, isRefused: true });
  }
  const { reply, ...counted } =
    userId === undefined ? lookUp(request, endpoint, parts) : userPosts(request, userId, credential, parts);
  return handled(
    endpoint,
    credential,
    { ...reply, headers },
    { costs: [...costs, ...counted.costs], isRefused: counted.isRefused },
  );
};

const BUCKETS = new Map([
  ["users", "users"],
  ["users/by", "users-by"],
  ["users/:id/tweets", "user-posts"],
]);

const rateHeaders = ({ capacity, used, resetsAt }: QuotaState) => ({
  "x-rate-limit-limit": String(capacity),
  "x-rate-limit-remaining": String(Math.max(0, capacity - used)),
  "x-rate-limit-reset": String(Math.ceil(resetsAt / 1_000)),
});

type Answered = { readonly reply: Reply } & Pick<Handled, "costs" | "isRefused">;
const free = (reply: Reply): Answered => ({ reply, costs: [], isRefused: false });
const invalid = (detail: string): Answered =>
  free(problem(400, "Invalid Request", `${PROBLEMS}/invalid-request`, { detail }));

const FORMS = { ids: /^\d{1,19}$/, usernames: /^[A-Za-z0-9_]{1,15}$/ } as const;
const NAMES_MAX = 100;

function lookUp({ url }: SimulatedRequest, endpoint: string, parts: SimulatorParts): Answered {
  const parameter = endpoint === "users" ? "ids" : "usernames";
  const names = url.searchParams.get(parameter)?.split(",") ?? [];
  if (names.length === 0 || names.length > NAMES_MAX || !names.every((name) => FORMS[parameter].test(name))) {
    return invalid(`The \`${parameter}\` query parameter value is not valid`);
  }
  const fields = url.searchParams.get("user.fields")?.split(",") ?? [];
  const data: JsonObject[] = [];
  const errors: JsonObject[] = [];
  for (const name of names) {
    const holder = parameter === "ids" ? parts.world.byId("x", name) : parts.world.byHandle("x", name);
    const why = whyMissing(holder);
    if (holder && why === null) data.push(userOf(holder, fields, parts));
    else errors.push(partialError(parameter, name, why ?? "unknown"));
  }
  const body = { ...(data.length > 0 && { data }), ...(errors.length > 0 && { errors }) };
  const costs = [{ bucket: "user-reads", units: data.length }];
  return { reply: { status: 200, body }, costs, isRefused: false };
}

function whyMissing(holder: Holder | null): "unknown" | "suspended" | null {
  const state = holder?.isNewcomer ? "public" : holder?.account.state;
  if (state === undefined || state === "vanished") return "unknown";
  return state === "suspended" ? "suspended" : null;
}

function partialError(
  parameter: "ids" | "usernames",
  name: string,
  why: "unknown" | "suspended",
): JsonObject {
  return {
    value: name,
    detail:
      why === "suspended"
        ? `User has been suspended: [${name}].`
        : `Could not find user with ${parameter}: [${name}].`,
    title: why === "suspended" ? "Forbidden" : "Not Found Error",
    resource_type: "user",
    parameter,
    resource_id: name,
    type: `${PROBLEMS}/resource-not-found`,
  };
}

const ALWAYS = ["id", "name", "username"];

function userOf(holder: Holder, fields: readonly string[], parts: SimulatorParts): JsonObject {
  const { payload } = parts.world.answered(holder);
  const shown = Object.fromEntries(
    Object.entries(spelledUser(payload, parts.xSpelling)).filter(
      ([name]) => ALWAYS.includes(name) || fields.includes(name),
    ),
  );
  const isProtected = !holder.isNewcomer && holder.account.state === "private";
  const user = { ...shown, ...(fields.includes("protected") && { protected: isProtected }) };
  if (!parts.faults.changedShape.includes("x")) return user;
  const { public_metrics, ...rest } = user as Record<string, unknown>;
  return { ...rest, metrics: public_metrics };
}

function userPosts(
  { url }: SimulatedRequest,
  userId: string,
  { app }: CredentialFor<"x">,
  parts: SimulatorParts,
): Answered {
  const size = Number(url.searchParams.get("max_results") ?? 10);
  if (!Number.isInteger(size) || size < 5 || size > 100)
    return invalid("max_results is not between 5 and 100");
  const start = Number(/^p(\d+)$/.exec(url.searchParams.get("pagination_token") ?? "p0")?.[1] ?? Number.NaN);
  if (Number.isNaN(start)) return invalid("pagination_token is not valid");
  const holder = parts.world.byId("x", userId);
  if (!holder || whyMissing(holder) !== null) {
    return free({
      status: 200,
      body: { errors: [partialError("ids", userId, whyMissing(holder) ?? "unknown")] },
    });
  }
  if (holder.account.state === "private") {
    const type = `${PROBLEMS}/not-authorized-for-resource`;
    const title = "Authorization Error";
    const body = {
      errors: [{ resource_type: "user", resource_id: userId, parameter: "id", title, detail: title, type }],
    };
    return free({ status: 200, body });
  }
  if (!parts.quotas.peek(app, "x", "post-reads").granted) return { ...free(CAPPED), isRefused: true };
  const { page, next } = pageOf(parts.world.answered(holder).posts, start, size);
  const fields = url.searchParams.get("tweet.fields")?.split(",") ?? [];
  const data = page.map((post) => postOf(post, fields, parts));
  parts.quotas.spend(app, "x", "post-reads", data.length);
  const meta = { result_count: data.length, ...(next !== null && { next_token: `p${next}` }) };
  const costs = [{ bucket: "post-reads", units: data.length }];
  return {
    reply: { status: 200, body: { ...(data.length > 0 && { data }), meta } },
    costs,
    isRefused: false,
  };
}

const postOf = (post: JsonObject, fields: readonly string[], { xSpelling }: SimulatorParts): JsonObject =>
  Object.fromEntries(
    Object.entries(spelledPost(post, xSpelling)).filter(
      ([name]) => ["id", "text", "edit_history_tweet_ids"].includes(name) || fields.includes(name),
    ),
  );
