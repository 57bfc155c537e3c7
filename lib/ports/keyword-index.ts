import type { Condition } from "../domain/condition.ts";
import type { CreatorId, TenantId } from "../domain/ids.ts";
import type { Typed } from "../domain/ranking/name-starts.ts";
import type { ProfileField } from "../domain/ranking/profile-fields.ts";

export { PROFILE_FIELDS as KEYWORD_FIELDS } from "../domain/ranking/profile-fields.ts";
export type KeywordField = ProfileField;

export interface KeywordQuery {
  readonly tenants: readonly TenantId[];
  /** Words as the caller wrote them, without operators. Joined by OR; more and rarer matches score higher. */
  readonly terms: readonly string[];
  /** Every one must be in the profile (any field, same stem). */
  readonly required: readonly string[];
  /** None may be in the profile. */
  readonly excluded: readonly string[];
  readonly where: readonly Condition[];
  readonly weights: Readonly<Record<KeywordField, number>>;
  /** Whether a rare word that the index does not have may match its nearest spelling. */
  readonly fuzzy: boolean;
  readonly limit: number;
}

export interface KeywordHit {
  readonly id: CreatorId;
  /** Higher is better. Comparable only within one answer. */
  readonly score: number;
}

/** Figures by which creators can be browsed, highest first. */
export type BrowseField = "followers" | "engagement_rate" | "growth_rate" | "last_post_day";

export interface BrowseQuery {
  readonly tenants: readonly TenantId[];
  readonly where: readonly Condition[];
  readonly by: BrowseField;
  /** 1 to 1,000. */
  readonly limit: number;
  /** From an earlier page of the same query. */
  readonly cursor?: string;
}

export interface BrowsedIds {
  readonly ids: CreatorId[];
  /** Null at the end. */
  readonly cursor: string | null;
  /** How many match. It may be a lower bound of 1,000 or more if the index counts no further; null on later pages. */
  readonly total: number | null;
}

export interface FacetCount {
  readonly value: string;
  readonly count: number;
}

/**
 * Full-text search over the `creators` collection. It has no writes, because it follows the documents by itself: at
 * once on one machine, after seconds in the cloud. Callers re-read the live documents, which also tell where the words
 * are. Erased records never come back. Without terms, but with conditions or required words, hits come in no special
 * order with score 0.
 */
export interface KeywordIndex {
  search(query: KeywordQuery, options?: { readonly signal?: AbortSignal }): Promise<KeywordHit[]>;
  /**
   * Pages of all live creators that meet the conditions, ordered by a figure; unknown figures come last, equal ones by
   * id. Reads only the page, however many match.
   * @throws AppError `invalid`, code `foreign-cursor`.
   */
  browse(query: BrowseQuery, options?: { readonly signal?: AbortSignal }): Promise<BrowsedIds>;
  /**
   * Counts the live creators that meet the conditions by each value of a field (platform, country, languages,
   * categories); the largest count comes first.
   */
  facets(
    tenants: readonly TenantId[],
    field: "platform" | "country" | "languages" | "categories",
    where: readonly Condition[],
  ): Promise<FacetCount[]>;
  /**
   * Live creators whose handle, or whose name from the start of some word, begins as typed (at least two letters);
   * most followers first. It may return some that do not match, so callers compare with the record.
   */
  suggest(
    query: { readonly tenants: readonly TenantId[]; readonly typed: Typed; readonly limit: number },
    options?: { readonly signal?: AbortSignal },
  ): Promise<CreatorId[]>;
}
