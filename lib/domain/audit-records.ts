import { z } from "zod";
import { instant, stored } from "./record-fields.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * One privileged act, chained to the one before it by a hash and signed under the keyring; id = `<tenant>/<seq>`.
 * Holds no personal data in clear: what was acted on, and the address it came from, are keyed digests.
 */
export const auditEntrySchema = z.object({
  ...stored,
  /** From 1, without gaps, in each tenant. */
  seq: z.number().int().positive(),
  at: instant,
  /** The public id of the key, or the job, that acted. */
  actor: z.string(),
  action: z.string(),
  subject_digest: z.string().nullable(),
  outcome: z.enum(["allowed", "refused", "failed"]),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** Of the request that asked for it; null for jobs. */
  request_id: z.string().nullable(),
  address_digest: z.string().nullable(),
  /** Random: two acts of one moment that say the same are two entries. */
  nonce: z.string(),
  /** What the two digests and the signature were made with; it stays, since their clear text is gone. */
  key_version: z.number().int().positive(),
  /** `hash` of the entry before; 64 zeros in the first. */
  previous: sha256,
  hash: sha256,
  signature: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** How far a tenant's chain reaches, signed, so that a chain cut short is seen; id = the tenant. */
const auditHeadSchema = z.object({
  ...stored,
  seq: z.number().int().positive(),
  hash: sha256,
  key_version: z.number().int().positive(),
  signature: z.string(),
  at: instant,
});
export type AuditHead = z.infer<typeof auditHeadSchema>;
