import { isObject, type JsonObject } from "../../lib/platforms/payload-fields.ts";

export type XSpelling = "guides" | "specification" | "mixed";

/** Each metric's name in the guides and in specification 2.167. */
const METRICS = [
  ["tweet_count", "post_count"],
  ["retweet_count", "repost_count"],
] as const;

/** A user in one spelling. `mixed` leaves it as generated, one in ten in the newer spelling. */
export const spelledUser = (user: JsonObject, spelling: XSpelling): JsonObject =>
  spelled({ ...user, ...(isObject(user.entities) && { entities: placed(user, user.entities) }) }, spelling);

/** Adds to entities their place in the text, as every answer has it. */
function placed({ url, description }: JsonObject, entities: JsonObject): JsonObject {
  const within = (text: unknown, part: unknown): JsonObject => {
    const urls = isObject(part) && Array.isArray(part.urls) ? part.urls.filter(isObject) : [];
    return {
      urls: urls.map((one) => {
        const start = Math.max(0, String(text).indexOf(String(one.expanded_url)));
        return { start, end: start + String(one.url).length, ...one };
      }),
    };
  };
  return {
    ...(isObject(entities.url) && { url: within(url, entities.url) }),
    ...(isObject(entities.description) && { description: within(description, entities.description) }),
  };
}

/** A post in one spelling, with the counts and the edit history of every answer. */
export function spelledPost(post: JsonObject, spelling: XSpelling): JsonObject {
  const metrics = isObject(post.public_metrics) ? post.public_metrics : {};
  const whole = {
    ...post,
    public_metrics: { ...metrics, bookmark_count: 0 },
    [spelling === "specification" ? "edit_history_post_ids" : "edit_history_tweet_ids"]: [post.id],
  };
  return spelled(whole, spelling);
}

function spelled(item: JsonObject, spelling: XSpelling): JsonObject {
  if (spelling === "mixed" || !isObject(item.public_metrics)) return item;
  const names = new Map<string, string>(
    METRICS.map(([guides, specification]) =>
      spelling === "guides" ? [specification, guides] : [guides, specification],
    ),
  );
  const metrics = Object.entries(item.public_metrics).map(
    ([name, value]) => [names.get(name) ?? name, value] as const,
  );
  return { ...item, public_metrics: Object.fromEntries(metrics) };
}
