import { describe, expect, it } from "vitest";
import { profileSchema } from "../../domain/creator.ts";
import { envelopeSchema } from "../../domain/envelope.ts";
import { normaliseChannel } from "./normalise.ts";

const normalise = (payload: unknown, posts: unknown[] = []) =>
  normaliseChannel(
    envelopeSchema.parse({ platform: "youtube", fetched_at: "2026-11-20T10:00:00Z", payload, posts }),
  );

const channel = {
  kind: "youtube#channel",
  id: "UCa1b2c3d4e5f6a7b8c9d0e1",
  snippet: {
    title: "Harbour Bakes",
    description:
      "Sourdough and the science behind it. More at https://harbour.example/?utm_source=yt #sourdough",
    customUrl: "@harbourbakes",
    thumbnails: { default: { url: "https://yt3.example/s" }, high: { url: "https://yt3.example/l" } },
    defaultLanguage: "en-GB",
    country: "GB",
  },
  statistics: {
    viewCount: "48211937",
    subscriberCount: "312000",
    hiddenSubscriberCount: false,
    videoCount: "264",
  },
  topicDetails: {
    topicCategories: [
      "https://en.wikipedia.org/wiki/Food",
      "https://en.wikipedia.org/wiki/Lifestyle_(sociology)",
    ],
  },
  brandingSettings: { channel: { keywords: 'baking "food science" & sourdough' } },
};

const video = (statistics: object, snippet: object = {}) => ({
  kind: "youtube#video",
  snippet: { title: "Why crusts crack", publishedAt: "2026-10-29T16:00:07Z", tags: ["crust"], ...snippet },
  statistics,
});

describe("a YouTube channel", () => {
  it("becomes a profile of the common shape", () => {
    const profile = normalise(channel, [video({ viewCount: "1000", likeCount: "90", commentCount: "10" })]);
    expect(profileSchema.parse(profile)).toEqual(profile);
    expect(profile).toMatchObject({
      platform_user_id: "UCa1b2c3d4e5f6a7b8c9d0e1",
      handle: "harbourbakes",
      url: "https://www.youtube.com/@harbourbakes",
      avatar_url: "https://yt3.example/l",
      links: ["https://harbour.example"],
      country: "GB",
      languages: ["en"],
      hashtags: ["sourdough"],
      keywords: ["food", "lifestyle", "baking", "food science", "sourdough", "crust"],
      followers: 312_000,
      following: null,
      posts_count: 264,
      verified: null,
      last_post_day: 20_755,
    });
    expect(profile.categories).toContain("food");
  });

  it("has engagement by views over the videos that show all their counts", () => {
    const { engagement } = normalise(channel, [
      video({ viewCount: "1000", likeCount: "90", commentCount: "10" }),
      video({ viewCount: "1000", likeCount: "30", commentCount: "0" }),
      video({ viewCount: "500", favoriteCount: "0" }),
      video({ viewCount: "0", likeCount: "1", commentCount: "0" }),
    ]);
    expect(engagement).toEqual({
      rate: 0.065,
      basis: "interactions_by_views",
      sample: 2,
      median_likes: 60,
      median_comments: 5,
      median_views: 1_000,
    });
  });

  it("has no known followers when it hides them, even where a count stands", () => {
    const statistics = { hiddenSubscriberCount: true, subscriberCount: "0", videoCount: "41" };
    expect(normalise({ ...channel, statistics })).toMatchObject({ followers: null, posts_count: 41 });
  });

  it("goes by its id when it has no handle", () => {
    const profile = normalise({ kind: "youtube#channel", id: channel.id, snippet: { title: "T" } });
    expect(profile).toMatchObject({
      handle: channel.id,
      url: `https://www.youtube.com/channel/${channel.id}`,
      bio: "",
      country: null,
      languages: [],
      followers: null,
      posts_count: null,
      engagement: null,
      last_post_day: null,
    });
  });

  it("survives fields of other types and counts that are none, and is named by its handle then", () => {
    const profile = normalise({
      id: channel.id,
      snippet: { title: 7, country: ["GB"], thumbnails: null },
      statistics: { subscriberCount: "nan", videoCount: "-3", viewCount: {} },
      topicDetails: "none",
      brandingSettings: null,
    });
    expect(profile).toMatchObject({
      display_name: channel.id,
      followers: null,
      posts_count: null,
      country: null,
    });
  });

  it("is found in a response that holds it alone", () => {
    const response = { kind: "youtube#channelListResponse", items: [channel] };
    const videos = {
      kind: "youtube#videoListResponse",
      items: [video({ viewCount: "10", likeCount: "1", commentCount: "0" })],
    };
    expect(normalise(response, [videos])).toMatchObject({
      handle: "harbourbakes",
      engagement: { rate: 0.1 },
    });
  });

  it.each([
    ["a response with two channels", { items: [channel, channel] }, "items"],
    ["a response without one", { kind: "youtube#channelListResponse", pageInfo: {} }, "items"],
    ["a search result", { kind: "youtube#searchResult", id: { channelId: channel.id } }, "kind"],
    ["a video", { kind: "youtube#video", id: "aB3dE5fG7hI" }, "kind"],
    ["an error", { error: { code: 403 } }, "error"],
    ["a channel without id", { snippet: channel.snippet }, "id"],
  ])("is not made of %s", (_what, payload, field) => {
    expect(() => normalise(payload)).toThrow(
      expect.objectContaining({
        kind: "invalid",
        code: "bad-payload",
        context: { platform: "youtube", field },
      }),
    );
  });
});

describe("a handle that comes percent-encoded", () => {
  it.each(["@caf%C3%A9tv2", "@cafétv2"])(
    "is the name itself, encoded once in its address: %s",
    (customUrl) => {
      const given = { ...channel, snippet: { ...channel.snippet, customUrl } };
      expect(normalise(given)).toMatchObject({
        handle: "cafétv2",
        url: "https://www.youtube.com/@caf%C3%A9tv2",
      });
    },
  );
});
