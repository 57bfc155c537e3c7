import type { AccountChallenge } from "../domain/account-challenge.ts";
import type { AuditEntry, AuditHead } from "../domain/audit-records.ts";
import type {
  Backup,
  BackupErasure,
  BackupShard,
  Restore,
  StateBackup,
  VectorDeletion,
} from "../domain/backup/records.ts";
import type { Condition, Guard } from "../domain/condition.ts";
import type { CrawlTarget } from "../domain/crawl/target.ts";
import type { CreatorRecord, SearchedRecord } from "../domain/creator.ts";
import type { ErasureReport } from "../domain/erasure-report.ts";
import type { Export, ExportPart } from "../domain/export.ts";
import type { FeedPosition } from "../domain/feed-position.ts";
import type { Feedback, StoredAdapter } from "../domain/feedback.ts";
import type { MatchKey, StoredSuggestion } from "../domain/identity-matching/suggestion.ts";
import type { TenantId } from "../domain/ids.ts";
import type { JobRun } from "../domain/job-run.ts";
import type { Move } from "../domain/move.ts";
import type {
  AccountReference,
  ApiKey,
  Benchmark,
  Checkpoint,
  Erasure,
  ErasurePart,
  Identity,
  Suppression,
  Tenant,
} from "../domain/records.ts";
import type { RetentionReport } from "../domain/retention-report.ts";
import type { StandingAct } from "../domain/runbook/acts.ts";
import type { SavedSearch, SearchHit } from "../domain/saved-search.ts";
import type { ListEntry, Shortlist } from "../domain/shortlist.ts";
import type { Delivery, Webhook } from "../domain/webhook.ts";

/**
 * Every collection and its records. Ids are unique over all tenants: they are digests, random, or contain the tenant.
 */
export interface Collections {
  creators: CreatorRecord;
  suppressions: Suppression;
  erasures: Erasure;
  erasure_parts: ErasurePart;
  identities: Identity;
  references: AccountReference;
  match_keys: MatchKey;
  identity_suggestions: StoredSuggestion;
  benchmarks: Benchmark;
  checkpoints: Checkpoint;
  audit: AuditEntry;
  audit_heads: AuditHead;
  api_keys: ApiKey;
  tenants: Tenant;
  targets: CrawlTarget;
  backups: Backup;
  backup_shards: BackupShard;
  state_backups: StateBackup;
  vector_deletions: VectorDeletion;
  backup_erasures: BackupErasure;
  restores: Restore;
  retention_reports: RetentionReport;
  erasure_reports: ErasureReport;
  account_challenges: AccountChallenge;
  lists: Shortlist;
  list_entries: ListEntry;
  feedback: Feedback;
  adapters: StoredAdapter;
  exports: Export;
  export_parts: ExportPart;
  saved_searches: SavedSearch;
  search_hits: SearchHit;
  webhooks: Webhook;
  webhook_deliveries: Delivery;
  job_runs: JobRun;
  moves: Move;
  acts: StandingAct;
  feed_positions: FeedPosition;
}
export type CollectionName = keyof Collections;

/** Collections that only grow: their records are neither changed nor removed. */
export const APPEND_ONLY = ["audit", "audit_heads"] as const satisfies readonly CollectionName[];
/** The collection whose records are never written a second time. All of them have the same version. */
export const WRITTEN_ONCE = "audit" satisfies CollectionName;
export type MutableCollection = Exclude<CollectionName, (typeof APPEND_ONLY)[number]>;

/** Fields of any member of a union of records. */
type Fields<T> = T extends unknown ? Partial<Omit<T, "id" | "tenant_id" | "version">> : never;

/**
 * A write that happens only if nothing is stored under `id` or the stored `version` is lower (as text). `set` replaces
 * these fields. `setOnInsert` gives fields for a new record only, so that fields that others own (index mark, consent,
 * identity) survive. With `replace` the record becomes exactly the given fields.
 */
export interface ConditionalUpsert<C extends CollectionName> {
  readonly id: string;
  readonly tenant_id: TenantId;
  readonly version: string;
  readonly set: Fields<Collections[C]>;
  readonly setOnInsert?: Fields<Collections[C]>;
  readonly replace?: boolean;
}

/** `superseded`: the stored version was equal or newer and nothing changed. */
export type UpsertOutcome = "inserted" | "updated" | "superseded";

/** `when`: what the stored record must meet. */
export interface ConditionalUpdate<S = object> {
  readonly key: { readonly tenant_id: TenantId; readonly id: string };
  readonly set: S;
  readonly when?: readonly Guard[];
}

export interface FindQuery {
  readonly tenants: readonly TenantId[];
  readonly where: readonly Condition[];
  /** Null sorts below every value. Equal values are ordered by id, ascending. Without `sort`: by id. */
  readonly sort?: { readonly field: string; readonly direction: "ascending" | "descending" };
  /** 1 to 1,000. */
  readonly limit: number;
  /** From an earlier page of the same query; null or left out: the first page. */
  readonly cursor?: string | null | undefined;
}

export interface Page<T> {
  readonly items: T[];
  readonly cursor: string | null;
}

/**
 * Typed collections of JSON records. Only `TenantDocuments` gets this port; use cases never see it.
 * Errors: `unavailable` when the store does not answer; `invalid` for a foreign cursor; `conflict` when an id already
 * belongs to another tenant.
 */
export interface Documents {
  getMany<C extends CollectionName>(
    collection: C,
    tenants: readonly TenantId[],
    ids: readonly string[],
  ): Promise<Map<string, Collections[C]>>;

  /** Creators without `UNSEARCHED_FIELDS`, which takes half of the time. */
  getSearched(tenants: readonly TenantId[], ids: readonly string[]): Promise<Map<string, SearchedRecord>>;

  find<C extends CollectionName>(collection: C, query: FindQuery): Promise<Page<Collections[C]>>;

  /** How many records match; exact. */
  count<C extends CollectionName>(
    collection: C,
    query: Pick<FindQuery, "tenants" | "where">,
  ): Promise<number>;

  /** Outcomes come in the order of the writes. Two writes of one id in a call apply in order. */
  upsertMany<C extends CollectionName>(
    collection: C,
    writes: readonly ConditionalUpsert<C>[],
  ): Promise<UpsertOutcome[]>;

  /**
   * Changes fields of a stored record if every guard holds; does not change `version`. Returns whether it changed the
   * record.
   */
  update<C extends CollectionName>(
    collection: C,
    key: { readonly tenant_id: TenantId; readonly id: string },
    set: Fields<Collections[C]>,
    when?: readonly Guard[],
  ): Promise<boolean>;

  /**
   * Several `update`s in one round trip; returns for each whether it changed its record. They run in order: an
   * interrupted call has done the first ones.
   */
  updateMany<C extends CollectionName>(
    collection: C,
    updates: readonly ConditionalUpdate<Fields<Collections[C]>>[],
  ): Promise<boolean[]>;

  /** Returns the number of records removed. */
  delete<C extends CollectionName>(
    collection: C,
    tenantId: TenantId,
    ids: readonly string[],
  ): Promise<number>;

  /** Removes records whose version is still the given one. Returns the number removed. */
  deleteUnchanged<C extends CollectionName>(
    collection: C,
    tenantId: TenantId,
    records: readonly { readonly id: string; readonly version: string }[],
  ): Promise<number>;

  /** Every record whose id starts with `idPrefix` and sorts after `after`, by id, in pages that limit memory. */
  scan<C extends CollectionName>(
    collection: C,
    tenants: readonly TenantId[],
    idPrefix: string,
    after?: string,
  ): AsyncIterable<Collections[C][]>;
}
