import type { Creator, Profile } from "../../lib/domain/creator.ts";
import { LOCAL_TENANT, type TenantId } from "../../lib/domain/ids.ts";
import { type CreatorWrite, creatorFromProfile } from "../../lib/domain/profile/creator-from-profile.ts";

/** What a test says of a creator; the rest is unknown. */
export type ProfileSketch = Partial<Omit<Profile, "engagement">> & {
  readonly handle: string;
  readonly engagement_rate?: number;
};

/** The write that stores such a creator as if its platform had been asked at `now`. */
export const creatorWrite = (sketch: ProfileSketch, tenantId: TenantId, now: Date): CreatorWrite =>
  creatorFromProfile({
    profile: profileOf(sketch),
    tenantId,
    contacts: [],
    fetchedAt: now.toISOString(),
    normaliserVersion: 1,
    mayDeriveMetrics: true,
    historyDays: null,
    unrefreshedDataDays: null,
    synthetic: true,
    benchmark: null,
    isUrgent: false,
    previous: null,
    now,
  });

/** A creator for rules that need no store. */
export const sketchCreator = (
  sketch: ProfileSketch,
  derived: Partial<Pick<Creator, "quality">> = {},
): Creator => ({
  ...creatorWrite(sketch, LOCAL_TENANT, new Date("2026-11-20T10:00:00Z")).creator,
  ...derived,
});

function profileOf({ engagement_rate: rate, ...sketch }: ProfileSketch): Profile {
  return {
    platform: "instagram",
    platform_user_id: sketch.handle.toLowerCase(),
    display_name: sketch.handle,
    bio: "",
    url: `https://example.com/${sketch.handle}`,
    avatar_url: null,
    links: [],
    location_text: null,
    country: null,
    languages: [],
    categories: [],
    hashtags: [],
    mentions: [],
    keywords: [],
    followers: null,
    following: null,
    posts_count: null,
    verified: null,
    account_type: null,
    last_post_day: null,
    ...sketch,
    engagement:
      rate === undefined
        ? null
        : {
            rate,
            basis: "interactions_per_post_by_followers",
            sample: 10,
            median_likes: null,
            median_comments: null,
            median_views: null,
          },
  };
}
