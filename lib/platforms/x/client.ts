import { z } from "zod";
import type { Clock } from "../../ports/clock.ts";
import { askPlatform, type PlatformAnswer } from "../ask-platform.ts";
import { isObject, type JsonObject, missingField, requiredCount, requiredText } from "../payload-fields.ts";
import type { AccountName, FetchOutcome, PlatformCall, PlatformClient } from "../platform-client.ts";
import { platformUnavailable, takesAtMost } from "../platform-errors.ts";
import type { QuotaCost } from "../quota.ts";
import { inSteps, lookUpInSteps, settled } from "../steps.ts";
import { X_LIMITS, X_POSTS_PER_PAGE } from "./limits.ts";
import { absences, observeHeaders, xRefusal } from "./refusals.ts";

type Call = PlatformCall<"x">;

export const X_ORIGIN = "https://api.x.com";

/** The fields that exist in both spellings of the API's specification. */
const USER_FIELDS =
  "created_at,description,entities,location,name,profile_image_url,protected,public_metrics,url,username,verified,verified_type";

/**
 * X API v2: users by id and by name, 100 per call. If posts are wanted, also each user's latest own posts, which cost
 * money one by one. https://docs.x.com/x-api/users/get-users-by-usernames
 */
export function createXClient(options: {
  readonly clock: Clock;
  readonly origin?: string;
}): PlatformClient<"x"> {
  const ask = xAsker(options.origin ?? X_ORIGIN, options.clock);
  return {
    platform: "x",
    limits: X_LIMITS,
    async fetchAccounts(accounts, call) {
      takesAtMost(X_LIMITS, accounts);
      const outcomes = await lookUpInSteps(lookUpsOf(accounts), (lookUp) => usersOf(ask, lookUp, call));
      return settled(accounts, await withPosts(ask, outcomes, call));
    },
  };
}

interface LookUp {
  readonly accounts: readonly AccountName[];
  readonly by: "ids" | "usernames";
}

function lookUpsOf(accounts: readonly AccountName[]): LookUp[] {
  const byId = accounts.filter(({ platform_user_id }) => platform_user_id !== null);
  const byName = accounts.filter(({ platform_user_id }) => platform_user_id === null);
  return [{ accounts: byId, by: "ids" } as const, { accounts: byName, by: "usernames" } as const].filter(
    (lookUp) => lookUp.accounts.length > 0,
  );
}

/** One malformed name makes X refuse all hundred. Such names are never sent, because nobody has them. */
const FORMS = { ids: /^\d{1,19}$/, usernames: /^[A-Za-z0-9_]{1,15}$/ } as const;
const BUCKETS = { ids: "users", usernames: "users-by" } as const;

async function usersOf(ask: AskX, { accounts, by }: LookUp, call: Call): Promise<FetchOutcome[]> {
  const nameOf = (account: AccountName) =>
    (by === "ids" ? account.platform_user_id : account.handle)?.toLowerCase() ?? "";
  const names = [...new Set(accounts.map(nameOf).filter((name) => FORMS[by].test(name)))];
  const { users, reasons } = names.length === 0 ? NOBODY : await lookUp(ask, by, names, call);
  return accounts.map((account): FetchOutcome => {
    const name = nameOf(account);
    const user = users.find(
      (found) => String(by === "ids" ? found.id : found.username).toLowerCase() === name,
    );
    if (user) return userOutcome(account, user);
    const reason = FORMS[by].test(name) ? reasons.get(name) : "not-found";
    // X names every account that it leaves out. An account that it does not mention is not proven absent.
    if (reason === undefined) return { kind: "unreadable", account, field: "data", sample: {} };
    return { kind: "absent", account, reason };
  });
}

type Users = { readonly users: readonly JsonObject[]; readonly reasons: ReturnType<typeof absences> };
const NOBODY: Users = { users: [], reasons: new Map() };

async function lookUp(ask: AskX, by: LookUp["by"], names: readonly string[], call: Call): Promise<Users> {
  const path = by === "ids" ? "users" : "users/by";
  const parameters = { [by]: names.join(","), "user.fields": USER_FIELDS };
  const taken = names.length;
  const answer = await ask(call, BUCKETS[by], path, parameters, [{ bucket: "user-reads", units: taken }]);
  const { data, errors } = answer.body;
  // A 200 holds `data`, `errors` or both.
  if (!Array.isArray(data) && !Array.isArray(errors)) throw platformUnavailable("x", answer.status);
  const users = Array.isArray(data) ? data.filter(isObject) : [];
  if (users.length < taken) {
    await call.quota.observe({ kind: "used", bucket: "user-reads", taken, used: users.length });
  }
  return { users, reasons: absences(answer) };
}

function userOutcome(account: AccountName, payload: JsonObject): FetchOutcome {
  if (payload.protected === true) return { kind: "absent", account, reason: "private" };
  const { id, username } = payload;
  const field = missingField(userShape, payload);
  if (field !== null || typeof id !== "string" || typeof username !== "string") {
    return { kind: "unreadable", account, field: field ?? "id", sample: payload };
  }
  return { kind: "found", account, platform_user_id: id, handle: username, payload, posts: [] };
}

async function withPosts(ask: AskX, outcomes: readonly FetchOutcome[], call: Call): Promise<FetchOutcome[]> {
  if (call.postsPerAccount === 0) return [...outcomes];
  const found = outcomes.filter((outcome) => outcome.kind === "found");
  const steps = await inSteps(found, (user) => latestPosts(ask, user.platform_user_id, call));
  const users = steps.map(
    (step): FetchOutcome =>
      step.ok
        ? { ...step.item, posts: step.result }
        : { kind: "deferred", account: step.item.account, error: step.error },
  );
  return [...users, ...outcomes.filter((outcome) => outcome.kind !== "found")];
}

/** What every user has if requested with metrics, in the spelling of the guides or of specification 2.167. */
const userShape = z
  .looseObject({
    id: requiredText,
    username: requiredText,
    public_metrics: z.looseObject({
      followers_count: requiredCount,
      tweet_count: requiredCount.optional(),
      post_count: requiredCount.optional(),
    }),
  })
  .refine(({ public_metrics: metrics }) => (metrics.tweet_count ?? metrics.post_count) !== undefined, {
    path: ["public_metrics", "tweet_count"],
  });

/**
 * The guides' names. Specification 2.167 calls the parameter `post.fields`, but no announcement has confirmed that.
 */
const POST_FIELDS = "created_at,entities,lang,public_metrics,referenced_tweets";

/** At most `postsPerAccount` of a user's latest own posts. Replies and reposts are neither requested nor paid for. */
async function latestPosts(ask: AskX, userId: string, call: Call): Promise<JsonObject[]> {
  const posts: JsonObject[] = [];
  let token: string | null = null;
  do {
    const page = await postsPage(ask, userId, call.postsPerAccount - posts.length, token, call);
    posts.push(...page.posts);
    token = page.token;
  } while (token !== null && posts.length < call.postsPerAccount);
  return posts.slice(0, call.postsPerAccount);
}

async function postsPage(ask: AskX, userId: string, wanted: number, token: string | null, call: Call) {
  const taken = Math.min(X_POSTS_PER_PAGE.most, Math.max(X_POSTS_PER_PAGE.least, wanted));
  const parameters = {
    max_results: String(taken),
    exclude: "replies,retweets",
    "tweet.fields": POST_FIELDS,
    ...(token !== null && { pagination_token: token }),
  };
  const costs = [{ bucket: "post-reads", units: taken }];
  const answer = await ask(call, "user-posts", `users/${userId}/tweets`, parameters, costs);
  const { data, meta, errors } = answer.body;
  // A user without posts has only `meta`; one that hides them has `errors`.
  if (!Array.isArray(data) && !isObject(meta) && !Array.isArray(errors)) {
    throw platformUnavailable("x", answer.status);
  }
  const posts = Array.isArray(data) ? data.filter(isObject) : [];
  if (posts.length < taken) {
    await call.quota.observe({ kind: "used", bucket: "post-reads", taken, used: posts.length });
  }
  const next = isObject(meta) ? meta.next_token : null;
  return { posts, token: typeof next === "string" ? next : null };
}

/** One request that counts in a bucket of calls. Refusals are thrown. */
type AskX = (
  call: PlatformCall<"x">,
  bucket: string,
  path: string,
  parameters: Readonly<Record<string, string>>,
  costs: readonly QuotaCost[],
) => Promise<PlatformAnswer>;

const xAsker =
  (origin: string, clock: Clock): AskX =>
  async (call, bucket, path, parameters, costs) => {
    const request = {
      method: "GET",
      url: `${origin}/2/${path}?${new URLSearchParams(parameters)}`,
      headers: { accept: "application/json", authorization: `Bearer ${call.credential.bearerToken}` },
    } as const;
    const answer = await askPlatform(call, "x", request, [{ bucket, units: 1 }, ...costs]);
    await observeHeaders(call, answer, bucket);
    if (answer.status >= 400) throw await xRefusal(call, answer, bucket, clock);
    return answer;
  };
