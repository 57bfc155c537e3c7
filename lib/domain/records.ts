import { z } from "zod";
import { planNameSchema } from "./api/plans.ts";
import { ROLES } from "./api/roles.ts";
import { creatorIdSchema, tenantIdSchema } from "./ids.ts";
import { platformSchema } from "./platform.ts";
import { instant, stored } from "./record-fields.ts";

/** Small records beside the creators. Each has `id`, `tenant_id` and `version` as every stored record has. */

/**
 * Id = the digest. Each holds in its tenant; those of the system tenant hold in all, and follow from a person's proven
 * request or the platform's administrator alone. `creator` and `account` keep a creator away; `handle` keeps the name
 * that a suppressed account was crawled by from becoming a target again; `name` waits for the first account that comes
 * by a name that nobody was known by.
 */
const suppressionSchema = z.object({
  ...stored,
  kind: z.enum(["creator", "account", "handle", "name"]),
  /** What the digest was made with, and the last key that was laid over it since. */
  key_version: z.number().int().positive(),
  wrapped_to: z.number().int().positive(),
  /** When the last key was laid over it; absent on one that none was. */
  wrapped_at: instant.optional(),
  at: instant,
  /** When it stops to hold, on those of kind `name`; the others hold for good. */
  ends_at: instant.optional(),
  erasure_id: z.string().nullable(),
});
export type Suppression = z.infer<typeof suppressionSchema>;

/** In the order in which an erasure goes through them: documents first, since everything else follows from them. */
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
/** `proposed` and `refused`: a tenant asked for a creator of the common catalogue, and the administrator decides. */
export const ERASURE_STATUSES = [
  "accepted",
  "running",
  "completed",
  "closed",
  "proposed",
  "refused",
] as const;

export const storeEvidenceSchema = z.object({
  store: z.enum(ERASURE_STORES),
  /** Of a store of another region than the one that carries erasures out. */
  region: z.string().optional(),
  status: z.enum(["pending", "done", "failed"]),
  removed: z.number().int().nonnegative(),
  /** What reading the store back still found; null before the first look, and when the store did not answer. */
  left: z.number().int().nonnegative().nullable(),
  checked_at: instant.nullable(),
});

/**
 * Whose word it is: a tenant's (`caller`), the person's with proof of control, the platform's administrator's, or the
 * system's that met an erased account again.
 */
export const ERASURE_ORIGINS = ["caller", "person", "administrator", "ingest"] as const;

export const erasureSchema = z.object({
  ...stored,
  status: z.enum(ERASURE_STATUSES),
  scope: z.enum(["creator", "identity"]),
  received_at: instant,
  due_by: instant,
  stores: z.array(storeEvidenceSchema),
  /** Ids of the creators that the request covers; ids are digests, so the record holds nothing in clear. */
  creator_ids: z.array(creatorIdSchema),
  /** Null when nothing is stored under the id and the request did not name the platform. */
  platform: platformSchema.nullable(),
  /** When the second pass may run: after the longest age of any message in flight. */
  close_after: instant,
  attempts: z.number().int().nonnegative(),
  /** How often the request came while it was open: a pass that began before the latest time must not end it. */
  asked: z.number().int().positive(),
  /**
   * The turn of the pass that is due or under way; only the message that names it makes one. `sent`: the last turn
   * that has its message. `expected_by`: until then, from `at` on, the message is believed to be on its way. Absent on
   * one that an earlier release recorded.
   */
  call: z
    .object({
      turn: z.number().int().positive(),
      sent: z.number().int().nonnegative(),
      at: instant,
      expected_by: instant,
    })
    .optional(),
  /** Where the request holds in every tenant: how far its walk over them is. Each has a part of its own. */
  reach: z
    .object({
      /** Whom it is about, sealed under this version of the keyring; null once it is closed. */
      sealed: z.string().nullable(),
      key_version: z.number().int().positive(),
      /** The public id of the caller that asked, for the tenants' audits. */
      actor: z.string(),
      /** Each round looks into every tenant once more; the last one begins when messages in flight are over. */
      round: z.number().int().positive(),
      is_last: z.boolean(),
      /** The tenant behind which the walk goes on, "" at its begin; null: every tenant has its part. */
      from: z.string().nullable(),
      tenants: z.number().int().nonnegative(),
      done: z.number().int().nonnegative(),
      /** Evidence of all parts together. */
      stores: z.array(storeEvidenceSchema),
    })
    .optional(),
  origin: z.enum(ERASURE_ORIGINS),
  /** The catalogue's erasure that was proposed with a tenant's own; absent where nothing had to be. */
  proposal_id: z.string().optional(),
  /** When every live store had been read back for the first time, and when the second pass had been made. */
  completed_at: instant.nullable(),
  closed_at: instant.nullable(),
  /** The last look by the daily verification, and how many of a creator's traces it has found since completion. */
  verified_at: instant.nullable(),
  came_back: z.number().int().nonnegative(),
  /** Counts changes of the evidence: two workers at once must not overwrite each other's. */
  revision: z.number().int().nonnegative(),
});
export type Erasure = z.infer<typeof erasureSchema>;

/** One tenant's part of an erasure everywhere, kept by the common catalogue: no tenant learns of another's. */
const erasurePartSchema = z.object({
  ...stored,
  erasure_id: z.string(),
  of: tenantIdSchema,
  round: z.number().int().positive(),
  status: z.enum(["open", "done"]),
  creator_ids: z.array(creatorIdSchema),
  stores: z.array(storeEvidenceSchema),
  /** Until then its message is believed to be on its way. */
  call_by: instant,
  /** The last look by the daily verification; "" before the first. */
  verified_at: z.string(),
});
export type ErasurePart = z.infer<typeof erasurePartSchema>;

/** A set of creators known to be the same person or brand, with the evidence for each link. */
const identityLinkSchema = z.object({
  a: creatorIdSchema,
  b: creatorIdSchema,
  evidence: z.enum(["mutual-links", "operator"]),
  detail: z.string(),
  at: instant,
});
const identitySchema = z.object({
  ...stored,
  members: z.array(creatorIdSchema),
  links: z.array(identityLinkSchema),
});
export type Identity = z.infer<typeof identitySchema>;

/**
 * What is said of two accounts beside their profiles: an operator's word that they are linked, or that they never
 * shall be. What profiles say of each other is read from the profiles, which cannot fall behind themselves.
 */
const accountReferenceSchema = z.object({
  ...stored,
  from: creatorIdSchema,
  from_platform: platformSchema,
  from_handle: z.string(),
  to_platform: platformSchema,
  to_handle: z.string(),
  /** Forbids a link, also one that the profiles claim. */
  denied: z.boolean(),
  /** The other creator; id = `<from>/operator/<to>`, and once more the other way round. */
  to: creatorIdSchema.optional(),
});
export type AccountReference = z.infer<typeof accountReferenceSchema>;

/**
 * Percentiles of engagement by platform and follower tier; one record per tenant and pair, id =
 * `<tenant>/<platform>/<tier>`, with `/synthetic` behind it for samples.
 */
const benchmarkSchema = z.object({
  ...stored,
  platform: platformSchema,
  tier: z.string(),
  sample: z.number().int().nonnegative(),
  /** 101 rates: percentile 0 to 100. */
  engagement_percentiles: z.array(z.number()),
  at: instant,
  /** Generated creators are measured against each other, never against people; absent means people. */
  synthetic: z.boolean().optional(),
});
export type Benchmark = z.infer<typeof benchmarkSchema>;

/** A line that ingest refused; says where and why, never what stood there. */
export const rejectionSchema = z.object({
  /** From 1; in an array of JSON the place of the element. */
  line: z.number().int().positive(),
  code: z.string(),
  reason: z.string(),
  field: z.string().optional(),
});
export type Rejection = z.infer<typeof rejectionSchema>;

/** How far an inbox object was read; id = `cp_<keyed digest of its key>@<etag>`. */
const checkpointSchema = z.object({
  ...stored,
  line: z.number().int().nonnegative(),
  stored: z.number().int().nonnegative(),
  unchanged: z.number().int().nonnegative(),
  suppressed: z.number().int().nonnegative(),
  quarantined: z.number().int().nonnegative(),
  /** The first of the quarantined lines, so that a summary survives a restart. */
  rejections: z.array(rejectionSchema).optional(),
  done: z.boolean(),
  at: instant,
});
export type Checkpoint = z.infer<typeof checkpointSchema>;

/**
 * `id` is the public part of `ick_<public id>_<secret>`; only a keyed digest of the secret is kept. The record belongs
 * to the system tenant, since it is looked up before any tenant is known.
 */
const apiKeySchema = z.object({
  ...stored,
  /** The tenant that a caller with this key acts for. */
  owner: tenantIdSchema,
  digest: z.string(),
  key_version: z.number().int().positive(),
  roles: z.array(z.enum(ROLES)),
  subscribes_shared: z.boolean(),
  name: z.string(),
  created_at: instant,
  expires_at: instant.nullable(),
  revoked_at: instant.nullable(),
  /** To some minutes; absent on keys that were never used. */
  last_used_at: instant.optional(),
});
export type ApiKey = z.infer<typeof apiKeySchema>;

/** A customer that something was ever stored for: what jobs that go through all tenants go by. Of the system tenant. */
const tenantSchema = z.object({
  ...stored,
  created_at: instant,
  plan: planNameSchema.optional(),
  /** Whether the common adapter may learn from this tenant's feedback; absent: no. */
  shares_feedback: z.boolean().optional(),
});
export type Tenant = z.infer<typeof tenantSchema>;
