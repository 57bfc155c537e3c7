import { describe, expect, it } from "vitest";
import { creatorSchema, type Profile, TOMBSTONE_VERSION } from "../creator.ts";
import { LOCAL_TENANT } from "../ids.ts";
import { type CreatorSource, creatorFromProfile } from "./creator-from-profile.ts";
import { embeddingText, vectorMetadata } from "./embedding-text.ts";

const profile: Profile = {
  platform: "instagram",
  platform_user_id: "1",
  handle: "HarbourBakes_42",
  display_name: "Harbour Bakes",
  bio: "Sourdough #baking https://harbour.example/a by @jo",
  url: "https://www.instagram.com/HarbourBakes_42",
  avatar_url: null,
  links: [],
  location_text: null,
  country: null,
  languages: [],
  categories: ["food"],
  hashtags: ["baking"],
  mentions: ["jo"],
  keywords: ["crust"],
  followers: 1_000,
  following: 10,
  posts_count: 5,
  engagement: {
    rate: 0.05,
    basis: "interactions_per_post_by_followers",
    sample: 3,
    median_likes: 40,
    median_comments: 10,
    median_views: null,
  },
  verified: null,
  account_type: null,
  last_post_day: 20_700,
};

const source: CreatorSource = {
  profile,
  tenantId: LOCAL_TENANT,
  contacts: [],
  fetchedAt: "2026-11-20T12:00:00+02:00",
  normaliserVersion: 1,
  mayDeriveMetrics: true,
  historyDays: null,
  unrefreshedDataDays: null,
  synthetic: false,
  benchmark: { engagement_percentiles: Array.from({ length: 101 }, (_, index) => index / 1_000) },
  previous: null,
  isUrgent: false,
  now: new Date("2026-11-20T11:00:00Z"),
};

const marked = (hashes: { text_hash: string; facet_hash: string }) => ({
  model: "m",
  dims: 8,
  at: "2026-11-20T11:00:00Z",
  ...hashes,
});

describe("creatorFromProfile", () => {
  it("makes a whole creator of a first fetch", () => {
    const { creator, set, setOnInsert, version } = creatorFromProfile(source);
    expect(creatorSchema.parse(creator)).toEqual(creator);
    expect(creator).toMatchObject({
      handle_lc: "harbourbakes_42",
      engagement_rate: 0.05,
      quality: { tier: "average", percentile: 50 },
      growth: null,
      follower_history: [{ day: 20_777, followers: 1_000 }],
      fetched_at: "2026-11-20T10:00:00.000Z",
      first_seen_at: "2026-11-20T10:00:00.000Z",
      index_pending: true,
      has_contact: false,
      version,
    });
    expect(Object.keys(set)).not.toEqual(expect.arrayContaining(Object.keys(setOnInsert)));
  });

  it("stands on top of an answer of the same time that says something else, and on no equal one", () => {
    const first = creatorFromProfile(source).creator;
    const again = creatorFromProfile({ ...source, previous: first });
    expect(again.version).toBe(first.version);
    const correction = { ...source, profile: { ...profile, followers: 2_000 } };
    const second = creatorFromProfile({ ...correction, previous: first }).creator;
    expect(second.version > first.version).toBe(true);
    expect(creatorFromProfile({ ...correction, previous: second }).version).toBe(second.version);
    const third = creatorFromProfile({ ...source, previous: second }).version;
    const later = creatorFromProfile({ ...source, fetchedAt: "2026-11-20T10:00:01Z" }).version;
    const byNewerNormaliser = creatorFromProfile({ ...source, normaliserVersion: 2 }).version;
    expect([first.version, second.version, third, byNewerNormaliser, later, TOMBSTONE_VERSION]).toEqual(
      [later, byNewerNormaliser, third, TOMBSTONE_VERSION, second.version, first.version].sort(),
    );
  });

  describe("of a fetch that did not ask for posts", () => {
    const withPosts = {
      ...profile,
      languages: ["en"],
      country: "GB",
      posts_fetched_at: "2026-11-20T10:00:00.000Z",
    };
    const alone: Profile = {
      ...profile,
      ...{ followers: 1_100, hashtags: [], mentions: [], keywords: [], categories: [], engagement: null },
      ...{ last_post_day: null, posts_fetched_at: null },
    };
    const previous = creatorFromProfile({ ...source, profile: withPosts }).creator;
    const refreshed = (given: Profile, days = 1, unrefreshedDataDays: number | null = null) =>
      creatorFromProfile({
        ...source,
        ...{ profile: given, previous, unrefreshedDataDays },
        fetchedAt: new Date(Date.parse(source.fetchedAt) + days * 86_400_000).toISOString(),
      }).creator;

    it("keeps what the posts told, with the date at which they were fetched", () => {
      expect(refreshed(alone)).toMatchObject({
        ...{
          followers: 1_100,
          engagement_rate: 0.05,
          last_post_day: 20_700,
          languages: ["en"],
          country: "GB",
        },
        ...{ hashtags: ["baking"], mentions: ["jo"], keywords: ["crust"], categories: ["food"] },
        posts_fetched_at: "2026-11-20T10:00:00.000Z",
      });
    });

    it("lets what the profile itself tells win", () => {
      const told = { ...alone, languages: ["de"], country: "DE", categories: ["art"], last_post_day: 20_701 };
      const { languages, country, categories, last_post_day } = told;
      expect(refreshed(told)).toMatchObject({ languages, country, categories, last_post_day });
    });

    it("is empty where it was asked and there are none, and where the terms' time is over", () => {
      const none = { engagement: null, last_post_day: null, hashtags: [] };
      expect(refreshed({ ...alone, posts_fetched_at: "2026-11-21T10:00:00.000Z" })).toMatchObject(none);
      expect(refreshed(alone, 31, 30)).toMatchObject({ ...none, posts_fetched_at: null });
      expect(refreshed(alone, 29, 30)).toMatchObject({ last_post_day: 20_700 });
    });
  });

  it("leaves to others what they own", () => {
    const first = creatorFromProfile(source).creator;
    const indexed = { index_mark: marked(first), second_mark: marked(first), index_pending: false };
    const previous = { ...first, identity_id: "i_1", consent: null, ...indexed };
    const { creator, set } = creatorFromProfile({ ...source, previous, fetchedAt: "2026-11-21T10:00:00Z" });
    expect(creator).toMatchObject({
      identity_id: "i_1",
      first_seen_at: first.first_seen_at,
      ...indexed,
    });
    expect(set).not.toHaveProperty("identity_id");
    expect(set).not.toHaveProperty("index_mark");
  });

  it("is to be indexed as long as a region's mark does not cover text and facets", () => {
    const first = creatorFromProfile(source).creator;
    const pendingWith = (
      index_mark: typeof first.index_mark,
      changed: Partial<Profile> = {},
      state: Partial<typeof first> = {},
    ) =>
      creatorFromProfile({
        ...source,
        profile: { ...profile, ...changed },
        previous: { ...first, index_pending: false, index_mark, ...state },
      }).set.index_pending;
    expect(pendingWith(null)).toBe(true);
    expect(pendingWith(marked(first))).toBe(false);
    expect(pendingWith(marked(first), { bio: "Rye" })).toBe(true);
    expect(pendingWith(marked(first), { followers: 2_000 })).toBe(true);
    expect(pendingWith(marked(first), { posts_count: 6 })).toBe(false);
    const older = { ...marked(first), text_hash: "of an older text" };
    expect(pendingWith(marked(first), {}, { second_mark: older })).toBe(true);
    // A region that never marked it has left nothing but the flag.
    expect(pendingWith(marked(first), {}, { index_pending: true })).toBe(true);
  });

  it("computes nothing from numbers where the terms forbid it", () => {
    const { creator } = creatorFromProfile({ ...source, mayDeriveMetrics: false });
    expect(creator).toMatchObject({
      engagement: null,
      engagement_rate: null,
      quality: null,
      growth: null,
      growth_rate: null,
    });
  });

  it("grows against its own history", () => {
    const first = creatorFromProfile({ ...source, fetchedAt: "2026-10-21T10:00:00Z" }).creator;
    const { creator } = creatorFromProfile({
      ...source,
      profile: { ...profile, followers: 1_100 },
      previous: first,
    });
    expect(creator.growth?.d30).toBeCloseTo(0.1);
    expect(creator.growth_rate).toBe(creator.growth?.d30);
  });

  it("says that it has contacts without showing them", () => {
    const contacts = [{ kind: "email" as const, digest: "ab", key_version: 1 }];
    expect(creatorFromProfile({ ...source, contacts }).creator).toMatchObject({
      has_contact: true,
      contacts,
    });
  });
});

describe("embeddingText", () => {
  it("holds name, words of the handle, bio without addresses, categories and tags", () => {
    expect(embeddingText(profile)).toBe(
      "Harbour Bakes\nHarbour Bakes 42\nSourdough baking by jo\nFood\ncrust, baking",
    );
  });
  it("is bounded", () => {
    const long = { ...profile, bio: "bread ".repeat(900), keywords: Array(50).fill("k".repeat(100)) };
    expect(embeddingText(long).length).toBeLessThanOrEqual(2_000);
  });
  it("has no words of a channel id", () => {
    expect(embeddingText({ ...profile, handle: "UCa1b2c3d4e5f6a7b8c9d0e1" })).not.toContain("UCa1");
  });
});

describe("vectorMetadata", () => {
  it("leaves out what is unknown", () => {
    expect(vectorMetadata(creatorFromProfile(source).creator)).toEqual({
      handle_lc: "harbourbakes_42",
      followers: 1_000,
      engagement_rate: 0.05,
      categories: ["food"],
      has_contact: false,
      last_post_day: 20_700,
    });
  });
});
