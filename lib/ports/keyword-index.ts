import type { Condition } from "../domain/condition.ts";
import type { CreatorId, TenantId } from "../domain/ids.ts";
import type { Typed } from "../domain/ranking/name-starts.ts";
import type { ProfileField } from "../domain/ranking/profile-fields.ts";

export { PROFILE_FIELDS as KEYWORD_FIELDS } from "../domain/ranking/profile-fields.ts";
export type KeywordField = ProfileField;

export interface KeywordQuery {
  readonly tenants: readonly TenantId[];
  /** Words as the asker wrote them, without operators; joined by OR, more and rarer matches score higher. */
  readonly terms: readonly string[];
  /** Every one must stand in the profile (any field, stemmed alike). */
  readonly required: readonly string[];
  /** None may stand in the profile. */
  readonly excluded: readonly string[];
  readonly where: readonly Condition[];
  readonly weights: Readonly<Record<KeywordField, number>>;
  /** Whether a rare word that the index does not hold may match its nearest spelling. */
  readonly fuzzy: boolean;
  readonly limit: number;
}

export interface KeywordHit {
  readonly id: CreatorId;
  /** Higher is better; comparable within one answer only. */
  readonly score: number;
}

/** Figures that creators can be browsed by, the highest first. */
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
  /** How many match, or a lower bound of 1,000 and more where the index counts no further; null on later pages. */
  readonly total: number | null;
}

export interface FacetCount {
  readonly value: string;
  readonly count: number;
}

/**
 * Full-text search over the `creators` collection. It has no writes: it follows the documents by itself, at once on
 * one machine, after seconds in the cloud; callers re-read the live documents, which also tell where the words stand.
 * Erased records never come back.
 * No terms, with conditions or required words: hits in no special order, score 0.
 */
export interface KeywordIndex {
  search(query: KeywordQuery, options?: { readonly signal?: AbortSignal }): Promise<KeywordHit[]>;
  /**
   * Pages of all live creators that meet the conditions, in the order of a figure; unknown ones come last, ties by id.
   * Reads no more than the page, however many match.
   * @throws AppError `invalid`, code `foreign-cursor`.
   */
  browse(query: BrowseQuery, options?: { readonly signal?: AbortSignal }): Promise<BrowsedIds>;
  /**
   * How many live creators that meet the conditions have each value of a field (platform, country, languages,
   * categories), most first.
   */
  facets(
    tenants: readonly TenantId[],
    field: "platform" | "country" | "languages" | "categories",
    where: readonly Condition[],
  ): Promise<FacetCount[]>;
  /**
   * Live creators whose handle, or whose name from some word on, begins as typed (at least two letters), the most
   * followed first. May give some that do not: callers compare with the record.
   */
  suggest(
    query: { readonly tenants: readonly TenantId[]; readonly typed: Typed; readonly limit: number },
    options?: { readonly signal?: AbortSignal },
  ): Promise<CreatorId[]>;
}
