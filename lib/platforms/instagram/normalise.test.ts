import { describe, expect, it } from "vitest";
import { profileSchema } from "../../domain/creator.ts";
import { envelopeSchema } from "../../domain/envelope.ts";
import { normaliseAccount } from "./normalise.ts";

const normalise = (payload: unknown, posts: unknown[] = []) =>
  normaliseAccount(
    envelopeSchema.parse({ platform: "instagram", fetched_at: "2026-11-20T10:00:00Z", payload, posts }),
  );

const medium = (counts: object, day = "2026-10-29") => ({
  id: "17996402021478193",
  caption: "Crust day #Croissant #baking with @mill.co",
  timestamp: `${day}T16:04:11+0000`,
  ...counts,
});

const account = {
  id: "17841403152768494",
  username: "Harbour.Bakes",
  name: "Harbour Bakes 🥐",
  biography: "Receitas fáceis para o seu dia a dia 🇧🇷\n#pão",
  website: "harbour.example/shop?igshid=abc&size=2",
  profile_picture_url: "https://scontent.example/v/x.jpg?oe=0000",
  followers_count: 1_000,
  follows_count: 412,
  media_count: 967,
  media: {
    data: [medium({ like_count: 80, comments_count: 20, view_count: 900 }), medium({ comments_count: 18 })],
  },
};

describe("an Instagram account", () => {
  it("becomes a profile of the common shape, without the picture's expiring address", () => {
    const profile = normalise(account);
    expect(profileSchema.parse(profile)).toEqual(profile);
    expect(profile).toMatchObject({
      platform_user_id: "17841403152768494",
      handle: "Harbour.Bakes",
      display_name: "Harbour Bakes 🥐",
      avatar_url: null,
      links: ["https://harbour.example/shop?size=2"],
      country: "BR",
      languages: ["pt"],
      hashtags: ["croissant", "baking", "pão"],
      mentions: ["mill.co"],
      followers: 1_000,
      verified: null,
      last_post_day: 20_755,
    });
  });

  it("has engagement by followers over the media that show their likes", () => {
    expect(normalise(account).engagement).toEqual({
      rate: 0.1,
      basis: "interactions_per_post_by_followers",
      sample: 1,
      median_likes: 80,
      median_comments: 20,
      median_views: 900,
    });
    expect(normalise({ ...account, followers_count: undefined }).engagement).toBeNull();
    expect(normalise({ ...account, followers_count: 0 }).engagement).toBeNull();
  });

  it("is found in the response around it, with further pages of media beside", () => {
    const page = {
      business_discovery: {
        media: { data: [medium({ like_count: 300, comments_count: 0 }, "2026-11-01")] },
        id: account.id,
      },
    };
    const profile = normalise({ business_discovery: account, id: "17841400000000001" }, [page]);
    expect(profile).toMatchObject({ platform_user_id: account.id, engagement: { rate: 0.2, sample: 2 } });
  });

  it("takes the username from its media when its own was not asked for", () => {
    const { username: _left, ...rest } = account;
    const data = [{ ...medium({}), username: "harbour" }];
    expect(normalise({ ...rest, media: { data } }).handle).toBe("harbour");
  });

  it.each([
    [
      "a page of media alone",
      { business_discovery: { id: account.id, media: { data: [medium({})] } } },
      "username",
    ],
    ["insights", { data: [{ name: "reach" }] }, "id"],
    ["an error", { error: { code: 4 } }, "error"],
    ["an id that lost digits", { ...account, id: 17841403152768494000 }, "id"],
  ])("is not made of %s", (_what, payload, field) => {
    expect(() => normalise(payload)).toThrow(
      expect.objectContaining({ code: "bad-payload", context: { platform: "instagram", field } }),
    );
  });
});
