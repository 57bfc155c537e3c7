import { hasContact } from "../consent.ts";
import { contentHash } from "../crawl/content-hash.ts";
import {
  type Creator,
  creatorVersion,
  type Profile,
  profileSchema,
  versionOfCorrection,
} from "../creator.ts";
import { placesOfLocation } from "../dictionaries/places.ts";
import { DAY_MS } from "../durations.ts";
import { creatorIdOf, type TenantId } from "../ids.ts";
import type { Benchmark } from "../records.ts";
import { facetHash, textHash } from "./embedding-text.ts";
import { extendedHistory, growthOf } from "./follower-history.ts";
import { withKeptPosts } from "./kept-posts.ts";
import { qualityOf } from "./quality.ts";

export interface CreatorSource {
  readonly profile: Profile;
  readonly tenantId: TenantId;
  readonly contacts: Creator["contacts"];
  /** When the platform was asked, ISO 8601 with any offset. */
  readonly fetchedAt: string;
  readonly normaliserVersion: number;
  /** Whether the platform's terms allow engagement, quality and growth to be computed. If not, they are null. */
  readonly mayDeriveMetrics: boolean;
  /** How many days the platform's terms allow a history to reach back; null: they name no limit. */
  readonly historyDays: number | null;
  /** How many days they allow data to be kept without a new fetch; null: they name no limit. */
  readonly unrefreshedDataDays: number | null;
  readonly synthetic: boolean;
  /** For the same platform and follower tier. */
  readonly benchmark: Pick<Benchmark, "engagement_percentiles"> | null;
  readonly previous: Creator | null;
  /** Whether somebody waits for this creator: see `Creator`. */
  readonly isUrgent: boolean;
  readonly now: Date;
}

/** Fields that a fetch does not own: a new record gets these values, a stored one keeps its own. */
const OWNED_BY_OTHERS = { index_mark: null, consent: null, identity_id: null } as const;
type Owned = "index_mark" | "second_mark" | "consent" | "identity_id" | "first_seen_at";
type Key = "id" | "tenant_id" | "version";

/** A conditional write of a creator, and the record as it will be if the write succeeds. */
export interface CreatorWrite {
  readonly id: Creator["id"];
  readonly version: string;
  readonly set: Omit<Creator, Owned | Key>;
  readonly setOnInsert: Pick<Creator, Owned>;
  readonly creator: Creator;
}

/**
 * Makes the write for a fetched account. It sets `index_pending` if any mark of the record does not match the new
 * hashes, so that an interrupted indexing is noticed later.
 */
export function creatorFromProfile(given: CreatorSource): CreatorWrite {
  const { tenantId, previous } = given;
  const profile = withKeptPosts(given.profile, previous, given.fetchedAt, given.unrefreshedDataDays);
  const source = { ...given, profile };
  const id = creatorIdOf(tenantId, profile.platform, profile.platform_user_id);
  const facts = {
    ...profile,
    ...metricsOf(source),
    ...contactsOf(source),
    handle_lc: profile.handle.toLowerCase(),
    places: placesOfLocation(profile.location_text, profile.country),
  };
  const hashes = { text_hash: textHash(facts), facet_hash: facetHash(facts) };
  const fetchedAt = new Date(source.fetchedAt).toISOString();
  const set = {
    ...facts,
    ...hashes,
    index_pending: previous === null || isIndexBehind(previous, hashes),
    index_urgent: source.isUrgent,
    erased: false as const,
    synthetic: source.synthetic,
    fetched_at: fetchedAt,
    normaliser_version: source.normaliserVersion,
    updated_at: source.now.toISOString(),
  };
  const version = versionAfter(previous, creatorVersion(source.fetchedAt, source.normaliserVersion), set);
  const setOnInsert = { ...OWNED_BY_OTHERS, first_seen_at: fetchedAt };
  const kept = previous === null ? setOnInsert : ownedFieldsOf(previous);
  return { id, version, set, setOnInsert, creator: { id, tenant_id: tenantId, version, ...set, ...kept } };
}

/**
 * An answer with the same time as the stored one is either the same write again, or a correction if it says something
 * else.
 */
function versionAfter(previous: Creator | null, asked: string, set: CreatorWrite["set"]): string {
  if (previous === null || previous.version.split("+")[0] !== asked) return asked;
  const hashOf = (record: CreatorWrite["set"]) =>
    contentHash(profileSchema.parse(record), record.contacts, 1);
  return hashOf(previous) === hashOf(set) ? previous.version : versionOfCorrection(previous.version);
}

const ownedFieldsOf = ({
  index_mark,
  second_mark,
  consent,
  identity_id,
  first_seen_at,
}: Creator): Pick<Creator, Owned> => ({
  index_mark,
  ...(second_mark !== undefined && { second_mark }),
  consent,
  identity_id,
  first_seen_at,
});

/** Whether an index mark has these hashes, whatever its model. */
const isMarkOf = (
  mark: Creator["index_mark"],
  { text_hash, facet_hash }: Pick<Creator, "text_hash" | "facet_hash">,
): boolean => mark !== null && mark.text_hash === text_hash && mark.facet_hash === facet_hash;

/**
 * Whether some region's index may be out of date for these hashes. Only the workers that fill the indexes clear
 * `index_pending`: nothing else shows that a region has never marked the creator.
 */
export const isIndexBehind = (
  { index_pending, index_mark, second_mark = null }: Pick<Creator, IndexState>,
  hashes: Pick<Creator, "text_hash" | "facet_hash">,
): boolean =>
  index_pending || !isMarkOf(index_mark, hashes) || (second_mark !== null && !isMarkOf(second_mark, hashes));
type IndexState = "index_pending" | "index_mark" | "second_mark";

const contactsOf = ({ contacts, previous }: CreatorSource): Pick<Creator, "contacts" | "has_contact"> => ({
  contacts,
  has_contact: hasContact(contacts, previous?.consent ?? null),
});

/** Follower counts over time, and the metrics computed from numbers. */
function metricsOf(source: CreatorSource) {
  const { profile, previous } = source;
  const today = Math.floor(source.now.getTime() / DAY_MS);
  const engagement = source.mayDeriveMetrics ? profile.engagement : null;
  const day = Math.floor(Date.parse(source.fetchedAt) / DAY_MS);
  const point = { day, followers: profile.followers, engagement_rate: engagement?.rate ?? null };
  const history = extendedHistory(previous?.follower_history ?? [], point, today, source.historyDays);
  const growth = source.mayDeriveMetrics ? growthOf(history) : null;
  return {
    engagement,
    engagement_rate: engagement?.rate ?? null,
    median_views: engagement?.median_views ?? null,
    quality: qualityOf({ ...profile, engagement }, source.benchmark, today),
    growth,
    growth_rate: growth?.d30 ?? null,
    growth_rate_90: growth?.d90 ?? null,
    follower_history: history,
  } satisfies Partial<Creator>;
}
