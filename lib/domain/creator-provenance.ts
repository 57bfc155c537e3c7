import { z } from "zod";
import type { Creator } from "./creator.ts";
import type { CreatorView } from "./creator-view.ts";
import { DAY_MS } from "./durations.ts";

const PROVENANCES = ["platform", "profile", "posts", "history", "peers", "links", "consent"] as const;
type Provenance = (typeof PROVENANCES)[number];

/** Fields that need a source: all but those that identify or date the record. */
type Sourced = Exclude<
  keyof CreatorView,
  "id" | "platform" | "fetched_at" | "posts_fetched_at" | "first_seen_at"
>;

/** A new field of the view does not compile until it has a source here. */
const SOURCE_OF: Readonly<Record<Sourced, Provenance>> = {
  handle: "platform",
  display_name: "platform",
  bio: "platform",
  url: "platform",
  avatar_url: "platform",
  location_text: "platform",
  followers: "platform",
  following: "platform",
  posts_count: "platform",
  verified: "platform",
  account_type: "platform",
  links: "profile",
  country: "profile",
  languages: "profile",
  categories: "profile",
  hashtags: "profile",
  mentions: "profile",
  keywords: "profile",
  has_contact: "profile",
  contact_kinds: "profile",
  engagement: "posts",
  engagement_rate: "posts",
  last_post_day: "posts",
  growth: "history",
  quality: "peers",
  identity_id: "links",
  consent: "consent",
};

export const provenanceSchema = z.array(
  z.object({
    source: z
      .enum(PROVENANCES)
      .describe(
        "`platform`: as the platform's profile says. `profile`: read by rules from the texts of profile and posts. `posts`: counted over the fetched posts. `history`: from the counts of earlier days. `peers`: compared with creators of the same platform and size. `links`: from links between accounts. `consent`: told by the creator.",
      ),
    as_of: z.iso.datetime().nullable().describe("When the values were true; null: never, or not known."),
    fields: z.array(z.string()),
  }),
);
export type CreatorProvenance = z.infer<typeof provenanceSchema>;

/** Tells from the record alone where each field of a stored creator comes from and how old it is. */
export function provenanceOf(creator: Creator): CreatorProvenance {
  // Older records do not keep this date; their posts are as old as the rest.
  const posts = creator.posts_fetched_at === undefined ? creator.fetched_at : creator.posts_fetched_at;
  const last = creator.follower_history.at(-1);
  const asOf: Readonly<Record<Provenance, string | null>> = {
    platform: creator.fetched_at,
    profile: creator.fetched_at,
    posts,
    history: last === undefined ? null : new Date(last.day * DAY_MS).toISOString(),
    peers: creator.quality === null ? null : posts,
    links: null,
    consent: creator.consent?.at ?? null,
  };
  return PROVENANCES.map((source) => ({
    source,
    as_of: asOf[source],
    fields: Object.entries(SOURCE_OF).flatMap(([field, of]) => (of === source ? [field] : [])),
  }));
}
