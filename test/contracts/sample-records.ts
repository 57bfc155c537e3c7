import { randomBytes } from "node:crypto";
import { type Creator, TOMBSTONE_VERSION, type Tombstone } from "../../lib/domain/creator.ts";
import { creatorIdOf, crockford, type TenantId, tenantIdSchema } from "../../lib/domain/ids.ts";
import type { Platform } from "../../lib/domain/platform.ts";
import type { ConditionalUpsert } from "../../lib/ports/documents.ts";

/** A name that no other run has taken, so that suites can share a store that is not empty. */
export const uniqueName = (start: string): string => `${start}-${crockford(randomBytes(16), 16)}`;

export const uniqueTenant = (): TenantId => tenantIdSchema.parse(uniqueName("contract"));

/** A made-up creator. Every field is known unless `changes` says otherwise. */
export function sampleCreator(tenantId: TenantId, name: string, changes: Partial<Creator> = {}): Creator {
  const platform: Platform = changes.platform ?? "youtube";
  return {
    id: creatorIdOf(tenantId, platform, name),
    tenant_id: tenantId,
    version: "2026-11-01T00:00:00.000Z#000001",
    erased: false,
    synthetic: true,
    platform,
    platform_user_id: name,
    handle: name,
    display_name: name,
    bio: "",
    url: `https://example.com/${encodeURIComponent(name)}`,
    avatar_url: null,
    links: [],
    location_text: null,
    country: null,
    languages: [],
    categories: [],
    hashtags: [],
    mentions: [],
    keywords: [],
    followers: 1_000,
    following: 10,
    posts_count: 5,
    engagement: null,
    verified: false,
    account_type: "person",
    last_post_day: 20_000,
    quality: null,
    growth: null,
    follower_history: [],
    handle_lc: name.toLowerCase(),
    engagement_rate: null,
    growth_rate: null,
    has_contact: false,
    contacts: [],
    consent: null,
    identity_id: null,
    text_hash: "0".repeat(64),
    facet_hash: "0".repeat(64),
    index_mark: null,
    index_pending: true,
    first_seen_at: "2026-11-01T00:00:00.000Z",
    fetched_at: "2026-11-01T00:00:00.000Z",
    normaliser_version: 1,
    updated_at: "2026-11-01T00:00:00.000Z",
    ...changes,
  };
}

/** The write that stores a whole record. */
export function writeOf(record: Creator | Tombstone): ConditionalUpsert<"creators"> {
  const { id, tenant_id, version, ...set } = record;
  return { id, tenant_id, version, set };
}

export function tombstoneOf({ id, tenant_id, platform }: Creator): ConditionalUpsert<"creators"> {
  return {
    id,
    tenant_id,
    version: TOMBSTONE_VERSION,
    replace: true,
    set: { erased: true, platform, updated_at: "2026-11-02T00:00:00.000Z" },
  };
}
