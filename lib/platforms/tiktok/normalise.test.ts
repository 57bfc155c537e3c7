import { describe, expect, it } from "vitest";
import { profileSchema } from "../../domain/creator.ts";
import { envelopeSchema } from "../../domain/envelope.ts";
import { normaliseUser } from "./normalise.ts";

const normalise = (payload: unknown, posts: unknown[] = []) =>
  normaliseUser(
    envelopeSchema.parse({ platform: "tiktok", fetched_at: "2026-11-20T10:00:00Z", payload, posts }),
  );

const user = {
  username: "HarbourBakes",
  display_name: "𝓗𝓪𝓻𝓫𝓸𝓾𝓻",
  bio_description: "وصفات سهلة لكل العائلة وكل يوم جديد \u202e#خبز",
  avatar_url: "https://p16.example/x?x-expires=0",
  is_verified: false,
  follower_count: 1_000,
  following_count: 188,
  video_count: 311,
  bio_url: "http://harbour.example/",
};

const video = (region: string, counts: object = {}) => ({
  id: "7436129085512346411",
  video_description: "crust #Bread",
  create_time: 1_793_289_851,
  region_code: region,
  like_count: 70,
  comment_count: 10,
  share_count: 20,
  view_count: 5_000,
  hashtag_names: ["bread", "ＦＹＰ"],
  ...counts,
});

describe("a TikTok user", () => {
  it("becomes a profile whose lower-case handle stands in for an id", () => {
    const profile = normalise(user, [video("EG")]);
    expect(profileSchema.parse(profile)).toEqual(profile);
    expect(profile).toMatchObject({
      platform_user_id: "harbourbakes",
      handle: "HarbourBakes",
      display_name: "𝓗𝓪𝓻𝓫𝓸𝓾𝓻",
      bio: "وصفات سهلة لكل العائلة وكل يوم جديد #خبز",
      url: "https://www.tiktok.com/@HarbourBakes",
      avatar_url: null,
      links: ["https://harbour.example"],
      country: "EG",
      languages: ["ar"],
      hashtags: ["خبز", "bread", "fyp"],
      verified: false,
      engagement: { rate: 0.1, sample: 1 },
    });
  });

  it("has the region that two thirds of its videos carry, or none", () => {
    expect(normalise(user, [video("GB"), video("GB"), video("US")]).country).toBe("GB");
    expect(normalise(user, [video("GB"), video("US")]).country).toBeNull();
  });

  it("is found in the response around it, with the username inside or beside", () => {
    const { username, ...data } = user;
    const error = { code: "ok", message: "", log_id: "1" };
    expect(normalise({ data, error, username }).handle).toBe(username);
    expect(normalise({ data: user, error: {} }, [{ data: { videos: [video("GB")] }, error }]).country).toBe(
      "GB",
    );
  });

  it.each([
    ["a response that names nobody", { data: { display_name: "x" }, error: { code: "ok" } }, "username"],
    ["an error", { data: {}, error: { code: "daily_quota_limit_exceeded" } }, "error"],
    ["an error of the token endpoint", { error: "invalid_request" }, "error"],
  ])("is not made of %s", (_what, payload, field) => {
    expect(() => normalise(payload)).toThrow(
      expect.objectContaining({ code: "bad-payload", context: { platform: "tiktok", field } }),
    );
  });
});
