import { isObject, type JsonObject } from "../payload-fields.ts";
import type { PlatformCall } from "../platform-client.ts";
import { platformUnavailable } from "../platform-errors.ts";
import type { AskX } from "./ask-x.ts";
import { X_POSTS_PER_PAGE } from "./limits.ts";

type Call = PlatformCall<"x">;

/** The guides' names: specification 2.167 calls the parameter `post.fields`, which no announcement has confirmed. */
const POST_FIELDS = "created_at,entities,lang,public_metrics,referenced_tweets";

/** At most `postsPerAccount` of a user's latest own posts; replies and reposts are neither asked nor paid for. */
export async function latestPosts(ask: AskX, userId: string, call: Call): Promise<JsonObject[]> {
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
  // A user without posts has `meta` alone, one that hides them `errors`.
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
