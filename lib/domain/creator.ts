import { z } from "zod";
import { ACCOUNT_TYPES } from "./account-types.ts";
import { consentSchema } from "./consent.ts";
import { CONTACT_KINDS } from "./contact-kinds.ts";
import { creatorIdSchema, tenantIdSchema } from "./ids.ts";
import { platformSchema } from "./platform.ts";
import { instant } from "./record-fields.ts";

const count = z
  .number()
  .int()
  .nonnegative()
  .nullable()
  .describe("As the platform reports it. Unknown is null, never 0.");

export const QUALITY_TIERS = ["top", "high", "average", "low"] as const;
export const FOLLOWER_TIERS = ["nano", "micro", "mid", "macro", "mega"] as const;

/** Each formula is stated beside the code of its platform. */
const ENGAGEMENT_BASES = ["interactions_per_post_by_followers", "interactions_by_views"] as const;

export const engagementSchema = z.object({
  rate: z.number().nonnegative().describe("A share: 0.02 is 2%."),
  basis: z.enum(ENGAGEMENT_BASES).describe("How the rate was computed."),
  sample: z.number().int().positive().describe("Number of posts that the rate was computed over."),
  median_likes: z.number().nonnegative().nullable(),
  median_comments: z.number().nonnegative().nullable(),
  median_views: z.number().nonnegative().nullable(),
});
export type Engagement = z.infer<typeof engagementSchema>;

const qualitySchema = z.object({
  tier: z.enum(QUALITY_TIERS),
  percentile: z
    .number()
    .min(0)
    .max(100)
    .describe("Engagement's percentile, 0-100, among creators of the same platform and follower tier."),
  flags: z.array(z.string()),
});
export type Quality = z.infer<typeof qualitySchema>;

export const contactSchema = z.object({
  kind: z.enum(CONTACT_KINDS),
  /** HMAC-SHA-256 in hex; the clear value is stored nowhere. */
  digest: z.string(),
  key_version: z.number().int().positive(),
});

const indexMarkSchema = z.object({
  model: z.string(),
  dims: z.number().int().positive(),
  text_hash: z.string(),
  facet_hash: z.string(),
  at: instant,
  /** Whether the vector is a draft, to be replaced when nobody waits. Text, since records are looked up by it. */
  draft: z.literal("yes").optional(),
});

/** The counts of one day; `day` is days since 1970-01-01 UTC. */
const historyPointSchema = z.object({
  day: z.number().int(),
  followers: z.number().int().nonnegative(),
  /** A share; absent if it was not known that day or the terms forbid it. */
  engagement_rate: z.number().nonnegative().optional(),
});

/**
 * What the platform's answer says about an account, after cleaning. It holds no tenant, none of our ids and nothing
 * derived from other accounts.
 */
export const profileSchema = z.object({
  platform: platformSchema,
  /** The platform's stable id, or the lower-case handle if the platform gives none. */
  platform_user_id: z.string().min(1),
  /** As the platform spells it, without the @. A YouTube channel without a handle has its channel id here. */
  handle: z.string().min(1),
  display_name: z.string(),
  bio: z.string(),
  url: z.string(),
  avatar_url: z.string().nullable(),
  links: z.array(z.string()),
  location_text: z.string().nullable(),
  country: z.string().length(2).nullable().describe("ISO 3166-1 alpha-2, upper case."),
  languages: z.array(z.string()).describe("BCP 47 primary subtags, most certain first."),
  categories: z.array(z.string()).describe("Codes of `GET /dictionaries/categories`, strongest first."),
  /**
   * Further codes, from single words. They help to find the creator by other words, but are too weak to show or to
   * filter by. Absent on older records.
   */
  hinted_categories: z.array(z.string()).optional(),
  hashtags: z.array(z.string()).describe("Lower case, without the #."),
  mentions: z.array(z.string()).describe("Lower-case handles without the @."),
  keywords: z
    .array(z.string())
    .describe("Words that the platform itself attaches: YouTube channel keywords and topics, video tags."),
  followers: count,
  following: count,
  posts_count: count,
  engagement: engagementSchema.nullable(),
  verified: z.boolean().nullable(),
  account_type: z.enum(ACCOUNT_TYPES).nullable(),
  last_post_day: z
    .number()
    .int()
    .nullable()
    .describe("Day of the latest known post, days since 1970-01-01 UTC."),
  /**
   * How many of the fetched posts are from the 30 days before `posts_fetched_at`; the account may have more. Absent on
   * older records.
   */
  recent_posts: z.number().int().nonnegative().nullable().optional(),
  posts_fetched_at: instant
    .nullable()
    .optional()
    .describe(
      "When the posts behind `engagement`, `last_post_day` and the tags were fetched; null: never. Absent on older records, whose posts are as old as the rest.",
    ),
});
export type Profile = z.infer<typeof profileSchema>;

export const creatorSchema = profileSchema.extend({
  id: creatorIdSchema,
  tenant_id: tenantIdSchema,
  erased: z.literal(false),
  /** Made by `increator generate`, so no platform's terms bind it. */
  synthetic: z.boolean(),
  quality: qualitySchema.nullable(),
  growth: z.object({ d30: z.number().nullable(), d90: z.number().nullable() }).nullable(),
  follower_history: z.array(historyPointSchema),
  /** Lower-case handle, for look-ups. */
  handle_lc: z.string(),
  engagement_rate: z.number().nonnegative().nullable(),
  /**
   * Fields that filters read: `growth_rate` is `growth.d30`, `growth_rate_90` is `growth.d90`, and `median_views` is
   * that of `engagement`.
   */
  growth_rate: z.number().nullable(),
  growth_rate_90: z.number().nullable().optional(),
  median_views: z.number().nonnegative().nullable().optional(),
  /** Codes of the places that `placesOfLocation` found in `location_text`, and of the country. */
  places: z.array(z.string()).optional(),
  has_contact: z.boolean(),
  contacts: z.array(contactSchema),
  consent: consentSchema.nullable(),
  identity_id: z.string().nullable(),
  /** SHA-256 in hex: `text_hash` of the embedded text, `facet_hash` of the fields that vector filters read. */
  text_hash: z.string(),
  facet_hash: z.string(),
  index_mark: indexMarkSchema.nullable(),
  /** The mark of the deployment's second region; absent if there is none. */
  second_mark: indexMarkSchema.nullable().optional(),
  /** True while the mark of any region does not match the two hashes. The sweep looks for such creators. */
  index_pending: z.boolean(),
  /**
   * Whether somebody waits for the last change. It decides which queue the creator is embedded by. Absent: nobody
   * waits.
   */
  index_urgent: z.boolean().optional(),
  first_seen_at: instant,
  fetched_at: instant,
  normaliser_version: z.number().int().positive(),
  updated_at: instant,
  /** Orders writes: see `creatorVersion`. */
  version: z.string(),
});
export type Creator = z.infer<typeof creatorSchema>;

/**
 * The fields that no search reads, half of a record. Only code that handles one creator, or writes it, needs them. So
 * searches read records without them.
 */
export const UNSEARCHED_FIELDS = [
  "avatar_url",
  "links",
  "following",
  "posts_count",
  "engagement",
  "posts_fetched_at",
  "growth",
  "follower_history",
  "contacts",
  "consent",
  "text_hash",
  "facet_hash",
  "index_mark",
  "second_mark",
  "index_pending",
  "index_urgent",
  "first_seen_at",
  "normaliser_version",
  "updated_at",
  "version",
] as const satisfies readonly (keyof Creator)[];
type UnsearchedField = (typeof UNSEARCHED_FIELDS)[number];

export type SearchedCreator = Omit<Creator, UnsearchedField>;

/** What an erased creator's document becomes: the key and nothing about the person. */
export const tombstoneSchema = z.object({
  id: creatorIdSchema,
  tenant_id: tenantIdSchema,
  erased: z.literal(true),
  platform: platformSchema,
  version: z.string(),
  updated_at: instant,
});
export type Tombstone = z.infer<typeof tombstoneSchema>;

export type CreatorRecord = Creator | Tombstone;
export type SearchedRecord = SearchedCreator | Omit<Tombstone, UnsearchedField>;

/** Sorts after every instant, so that each later conditional write loses to a tombstone. */
export const TOMBSTONE_VERSION = "~";

/**
 * Versions compare as text: first by when the platform was asked, then by the normaliser. So a late event changes
 * nothing, and a corrected normaliser can run again over old raw objects.
 */
export function creatorVersion(fetchedAt: string, normaliserVersion: number): string {
  return `${new Date(fetchedAt).toISOString()}#${String(normaliserVersion).padStart(6, "0")}`;
}

/**
 * The version for an answer that has the same time as the one at `version` but says something else. Exports give a
 * whole day one time; of two such answers the later one to arrive wins.
 */
export function versionOfCorrection(version: string): string {
  const [asked = version, corrections = "0"] = version.split("+");
  return `${asked}+${String(Number(corrections) + 1).padStart(6, "0")}`;
}

/** Follower counts at which each tier begins; these are the industry's usual limits. */
export const FOLLOWER_TIER_STARTS = {
  nano: 0,
  micro: 10_000,
  mid: 100_000,
  macro: 500_000,
  mega: 1_000_000,
} as const;

export const followerTier = (followers: number): (typeof FOLLOWER_TIERS)[number] =>
  FOLLOWER_TIERS.findLast((tier) => followers >= FOLLOWER_TIER_STARTS[tier]) ?? "nano";

/** The namespace of a creator's vector. */
export const namespaceOf = (tenantId: string, platform: string): string => `${tenantId}.${platform}`;
