import { z } from "zod";
import { consentSchema } from "./consent.ts";
import { CONTACT_KINDS } from "./contact-kinds.ts";
import { type Creator, creatorSchema } from "./creator.ts";

/**
 * A creator as the API shows it: public data and what was derived from it. Of contacts it shows only the known kinds.
 * Digests, hashes, marks and versions are internal.
 */
export const creatorViewSchema = creatorSchema
  .pick({
    id: true,
    platform: true,
    display_name: true,
    bio: true,
    url: true,
    avatar_url: true,
    links: true,
    location_text: true,
    country: true,
    languages: true,
    categories: true,
    hashtags: true,
    mentions: true,
    keywords: true,
    followers: true,
    following: true,
    posts_count: true,
    engagement: true,
    engagement_rate: true,
    quality: true,
    growth: true,
    verified: true,
    account_type: true,
    has_contact: true,
    identity_id: true,
    last_post_day: true,
    posts_fetched_at: true,
    first_seen_at: true,
    fetched_at: true,
  })
  .extend({
    handle: z.string().describe("With a leading @."),
    contact_kinds: z.array(z.enum(CONTACT_KINDS)),
    consent: consentSchema
      .pick({ purpose: true, at: true })
      .nullable()
      .describe(
        "The purpose for which the creator agreed to be contacted, and when. Only privacy officers see the contacts themselves.",
      ),
  });
export type CreatorView = z.infer<typeof creatorViewSchema>;

/** The public view of a stored creator. */
export function creatorView(creator: Creator): CreatorView {
  return creatorViewSchema.parse({
    ...creator,
    handle: `@${creator.handle}`,
    contact_kinds: [
      ...new Set([...creator.contacts, ...(creator.consent?.contacts ?? [])].map(({ kind }) => kind)),
    ],
  });
}
