import { z } from "zod";
import type { PlanName } from "./api/plans.ts";
import type { Role } from "./api/roles.ts";
import { type CreatorId, creatorIdSchema, type TenantId } from "./ids.ts";
import { type Platform, platformSchema } from "./platform.ts";
import { type Instant, instant, type StoredRecord, stored } from "./record-fields.ts";

/** Small records beside the creators. Each has `id`, `tenant_id` and `version` as every stored record has. */

/**
 * Id = the digest. Each holds in its tenant. Those of the system tenant hold in all tenants; only a person's proven
 * request or the platform's administrator creates them. `creator` and `account` keep a creator out. `handle` keeps the
 * name by which a suppressed account was crawled from becoming a target again. `name` waits for the first account with
 * a name that belonged to nobody known.
 */
export interface Suppression extends StoredRecord {
  readonly kind: "creator" | "account" | "handle" | "name";
  /** The key version that the digest was made with, and the last key that has wrapped it since. */
  readonly key_version: number;
  readonly wrapped_to: number;
  /** When the last key wrapped it; absent if none did. */
  readonly wrapped_at?: Instant | undefined;
  readonly at: Instant;
  /** When a suppression of kind `name` ends; the other kinds never end. */
  readonly ends_at?: Instant | undefined;
  readonly erasure_id: string | null;
}

/**
 * In the order in which an erasure goes through them. Documents come first, since everything else follows from them.
 */
export const ERASURE_STORES = [
  "documents",
  "keywords",
  "vectors",
  "inbox",
  "raw",
  "quarantine",
  "cache",
  "frontier",
  "lists",
  "saved-searches",
  "feedback",
  "suggestions",
  "exports",
  "webhooks",
  "queues",
  "backups",
] as const;
export const ERASURE_STATUSES = [
  "accepted",
  "running",
  "completed",
  "closed",
  "proposed",
  "refused",
] as const;

const storeEvidenceSchema = z.object({
  store: z.enum(ERASURE_STORES),
  region: z
    .string()
    .optional()
    .describe("Set if the store is in another region than the one that carries out erasures."),
  status: z.enum(["pending", "done", "failed"]),
  removed: z.number().int().nonnegative(),
  left: z
    .number()
    .int()
    .nonnegative()
    .nullable()
    .describe(
      "What reading the store back still found. Null before the first look, and if the store did not answer.",
    ),
  checked_at: instant.nullable(),
});
export type StoreEvidence = z.infer<typeof storeEvidenceSchema>;

export const erasureScopeSchema = z
  .enum(["creator", "identity"])
  .describe("`identity`: the mutually linked accounts too.");

/**
 * Who asked: a tenant (`caller`), the person with proof of control, the platform's administrator, or the system because
 * an erased account arrived again (`ingest`).
 */
const ERASURE_ORIGINS = ["caller", "person", "administrator", "ingest"] as const;

export const erasureSchema = z.object({
  ...stored,
  status: z
    .enum(ERASURE_STATUSES)
    .describe(
      "`proposed` and `refused`: a tenant asked to erase a creator of the common catalogue, and the administrator decides.",
    ),
  scope: erasureScopeSchema,
  received_at: instant,
  due_by: instant,
  stores: z.array(storeEvidenceSchema),
  /** Ids of the creators that the request covers. Ids are digests, so the record holds nothing in clear. */
  creator_ids: z.array(creatorIdSchema),
  /** Null if nothing is stored under the id and the request did not name the platform. */
  platform: platformSchema.nullable(),
  /** When the second pass may run: after the longest possible age of a message in flight. */
  close_after: instant,
  attempts: z.number().int().nonnegative(),
  /** How often the request came while it was open. A pass that began before the latest request must not end it. */
  asked: z.number().int().positive(),
  /**
   * The turn of the pass that is due or under way; only the message that names this turn starts a pass. `sent`: the
   * last turn whose message was sent. From `at` until `expected_by` the message is believed to be on its way. Absent on
   * erasures from an earlier release.
   */
  call: z
    .object({
      turn: z.number().int().positive(),
      sent: z.number().int().nonnegative(),
      at: instant,
      expected_by: instant,
    })
    .optional(),
  /** If the request holds in every tenant: how far its walk over them is. Each tenant has a part of its own. */
  reach: z
    .object({
      /** The account to erase, sealed under this version of the keyring; null once the erasure is closed. */
      sealed: z.string().nullable(),
      key_version: z.number().int().positive(),
      /** The public id of the caller that asked, for the tenants' audits. */
      actor: z.string(),
      /** Each round checks every tenant once more. The last one begins when the messages in flight are over. */
      round: z.number().int().positive(),
      is_last: z.boolean(),
      /** The walk continues after this tenant, "" at the start. Null: every tenant has its part. */
      from: z.string().nullable(),
      tenants: z.number().int().nonnegative(),
      done: z.number().int().nonnegative(),
      /** The evidence of all parts together. */
      stores: z.array(storeEvidenceSchema),
    })
    .optional(),
  origin: z.enum(ERASURE_ORIGINS),
  proposal_id: z
    .string()
    .optional()
    .describe(
      "The proposed erasure in the common catalogue that belongs to a tenant's own; absent if none was needed.",
    ),
  completed_at: instant.nullable().describe("When every live store was read back for the first time."),
  closed_at: instant.nullable().describe("When the second pass was made."),
  verified_at: instant.nullable().describe("The last look by the daily verification."),
  /** How many of a creator's traces the daily verification has found since completion. */
  came_back: z.number().int().nonnegative(),
  /** Counts changes of the evidence, so that two workers at once do not overwrite each other's. */
  revision: z.number().int().nonnegative(),
});
export type Erasure = z.infer<typeof erasureSchema>;

/**
 * One tenant's part of an erasure in every tenant. The common catalogue keeps it, so that no tenant learns of
 * another's.
 */
export interface ErasurePart extends StoredRecord {
  readonly erasure_id: string;
  readonly of: TenantId;
  readonly round: number;
  readonly status: "open" | "done";
  readonly creator_ids: CreatorId[];
  readonly stores: StoreEvidence[];
  /** Until this time its message is believed to be on its way. */
  readonly call_by: Instant;
  /** The last look by the daily verification; "" before the first. */
  readonly verified_at: string;
}

/**
 * One link of an identity, with its evidence. An identity is a set of creators known to be the same person or brand.
 */
interface IdentityLink {
  readonly a: CreatorId;
  readonly b: CreatorId;
  readonly evidence: "mutual-links" | "operator";
  readonly detail: string;
  readonly at: Instant;
}
export interface Identity extends StoredRecord {
  readonly members: CreatorId[];
  readonly links: IdentityLink[];
}

/**
 * What an operator decided about two accounts: linked, or never to be linked. What profiles say of each other is read
 * from the profiles, so that it is never out of date.
 */
export interface AccountReference extends StoredRecord {
  readonly from: CreatorId;
  readonly from_platform: Platform;
  readonly from_handle: string;
  readonly to_platform: Platform;
  readonly to_handle: string;
  /** Forbids a link, even one that the profiles claim. */
  readonly denied: boolean;
  /** The other creator. Id = `<from>/operator/<to>`, with a second record for the other direction. */
  readonly to?: CreatorId | undefined;
}

/**
 * Percentiles of engagement by platform and follower tier. One record per tenant and pair, id =
 * `<tenant>/<platform>/<tier>`, with `/synthetic` after it for samples.
 */
export interface Benchmark extends StoredRecord {
  readonly platform: Platform;
  readonly tier: string;
  readonly sample: number;
  /** 101 rates: percentile 0 to 100. */
  readonly engagement_percentiles: number[];
  readonly at: Instant;
  /** Generated creators are compared with each other, never with people. Absent means people. */
  readonly synthetic?: boolean | undefined;
}

/** A line that ingest refused. Says where and why, never what the line held. */
export const rejectionSchema = z.object({
  line: z.number().int().positive().describe("Counts from 1; in a JSON array, the place of the element."),
  code: z.string(),
  reason: z.string(),
  field: z.string().optional(),
});
export type Rejection = z.infer<typeof rejectionSchema>;

/** How far an inbox object was read; id = `cp_<keyed digest of its key>@<etag>`. */
export interface Checkpoint extends StoredRecord {
  readonly line: number;
  readonly stored: number;
  readonly unchanged: number;
  readonly suppressed: number;
  readonly quarantined: number;
  /** The first of the quarantined lines, so that a summary survives a restart. */
  readonly rejections?: Rejection[] | undefined;
  readonly done: boolean;
  readonly at: Instant;
}

/**
 * `id` is the public part of `ick_<public id>_<secret>`; only a keyed digest of the secret is stored. The record
 * belongs to the system tenant, since it is looked up before any tenant is known.
 */
export interface ApiKey extends StoredRecord {
  /** The tenant that a caller with this key acts for. */
  readonly owner: TenantId;
  readonly digest: string;
  readonly key_version: number;
  readonly roles: Role[];
  readonly subscribes_shared: boolean;
  readonly name: string;
  readonly created_at: Instant;
  readonly expires_at: Instant | null;
  readonly revoked_at: Instant | null;
  /** Exact to some minutes; absent on keys that were never used. */
  readonly last_used_at?: Instant | undefined;
}

/** A customer with stored data. Jobs that go through all tenants read this list. Belongs to the system tenant. */
export interface Tenant extends StoredRecord {
  readonly created_at: Instant;
  readonly plan?: PlanName | undefined;
  /** Whether the common adapter may learn from this tenant's feedback; absent: no. */
  readonly shares_feedback?: boolean | undefined;
}
