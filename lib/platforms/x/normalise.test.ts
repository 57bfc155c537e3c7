import { describe, expect, it } from "vitest";
import { profileSchema } from "../../domain/creator.ts";
import { envelopeSchema } from "../../domain/envelope.ts";
import { normaliseUser } from "./normalise.ts";

const normalise = (payload: unknown, posts: unknown[] = []) =>
  normaliseUser(envelopeSchema.parse({ platform: "x", fetched_at: "2026-11-20T10:00:00Z", payload, posts }));

const short = { url: "https://t.co/inv3nted", expanded_url: "https://harbour.example/?utm_medium=x" };
const user = {
  id: "2244994945111",
  username: "harbourbakes",
  name: "Harbour &amp; Sons",
  description: "Bread & butter. https://t.co/inv3nted #Baking",
  entities: { url: { urls: [short] }, description: { urls: [short] } },
  location: "Leeds, England",
  profile_image_url: "https://pbs.example/1/x_normal.jpg",
  public_metrics: { followers_count: 1_000, following_count: 611, tweet_count: 9_875 },
  url: "https://t.co/inv3nted",
  verified: true,
  verified_type: "blue",
};

const post = (metrics: object, rest: object = {}) => ({
  id: "1990000000000000777",
  text: "Crust, a thread",
  created_at: "2026-10-29T16:10:02.000Z",
  lang: "en",
  public_metrics: metrics,
  ...rest,
});

describe("an X user", () => {
  it("whose name holds nothing to show goes by the handle", () => {
    for (const name of ["", "\u200b \u202e", "\udc00"])
      expect(normalise({ ...user, name }).display_name).toBe("harbourbakes");
  });

  it("becomes a profile with its shortened links expanded", () => {
    const profile = normalise(user, [
      post({ retweet_count: 30, reply_count: 10, like_count: 50, quote_count: 10 }),
    ]);
    expect(profileSchema.parse(profile)).toEqual(profile);
    expect(profile).toMatchObject({
      display_name: "Harbour & Sons",
      bio: "Bread & butter. https://harbour.example/?utm_medium=x #Baking",
      links: ["https://harbour.example"],
      avatar_url: "https://pbs.example/1/x_normal.jpg",
      country: "GB",
      languages: ["en"],
      hashtags: ["baking"],
      posts_count: 9_875,
      verified: true,
      account_type: null,
      engagement: { rate: 0.1, basis: "interactions_per_post_by_followers", sample: 1, median_views: null },
    });
  });

  it("reads both spellings of the metric names, nulls included", () => {
    const metrics = { followers_count: 1_000, post_count: 12, like_count: null, media_count: null };
    const spec = [post({ repost_count: 30, reply_count: 10, like_count: 50, quote_count: 10 })];
    expect(normalise({ ...user, public_metrics: metrics }, spec)).toMatchObject({
      posts_count: 12,
      engagement: { rate: 0.1 },
    });
    expect(normalise(user, [post({ like_count: null, reply_count: 3 })]).engagement).toBeNull();
  });

  it("leaves reposts out of its engagement and its hashtags", () => {
    const repost = post(
      { like_count: 0, reply_count: 0 },
      { text: "RT #spam", referenced_tweets: [{ type: "retweeted", id: "1" }] },
    );
    expect(normalise(user, [repost])).toMatchObject({ engagement: null, hashtags: ["baking"] });
  });

  it.each([
    ["business", "business"],
    ["government", "organisation"],
    ["blue", null],
    [undefined, null],
  ])("with verified_type %s has account type %s", (verified_type, expected) => {
    expect(normalise({ ...user, verified_type }).account_type).toBe(expected);
  });

  it("dates its latest post by that post's id when no posts are there", () => {
    expect(normalise({ ...user, most_recent_post_id: "1990000000000000777" }).last_post_day).toBe(20_408);
    expect(normalise({ ...user, most_recent_tweet_id: "12345" }).last_post_day).toBeNull();
  });

  it("does not believe posts of the future", () => {
    expect(normalise(user, [post({}, { created_at: "2027-01-01T00:00:00Z" })]).last_post_day).toBeNull();
  });

  it("ignores languages that X could not tell", () => {
    const posts = ["und", "qme", "zxx", "in"].map((lang) => post({}, { lang }));
    expect(normalise({ ...user, description: "" }, posts).languages).toEqual(["id"]);
  });

  it("is found in a response about it alone", () => {
    const errors = [{ title: "Not Found Error", resource_id: "no_such" }];
    expect(normalise({ data: [user], errors }, [{ data: [post({})], meta: {} }])).toMatchObject({
      handle: "harbourbakes",
      languages: ["en"],
    });
    expect(normalise({ data: user }).platform_user_id).toBe(user.id);
  });

  it.each([
    ["a response about two users", { data: [user, user] }, "data"],
    ["a response about none", { data: [] }, "data"],
    ["errors alone", { errors: [{ code: 88 }] }, "errors"],
    ["a post", { data: { id: "1067094924124872705", text: "x" } }, "username"],
  ])("is not made of %s", (_what, payload, field) => {
    expect(() => normalise(payload)).toThrow(
      expect.objectContaining({ code: "bad-payload", context: { platform: "x", field } }),
    );
  });
});
