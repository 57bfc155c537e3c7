import { z } from "zod";
import { type Instant, instant, type StoredRecord, stored } from "./record-fields.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * One privileged act; id = `<tenant>/<seq>`. A hash chains it to the entry before, and the keyring signs it. It holds
 * no personal data in clear: the subject and the caller's address are keyed digests.
 */
export const auditEntrySchema = z.object({
  ...stored,
  seq: z.number().int().positive().describe("Counts from 1 without gaps in each tenant."),
  at: instant,
  actor: z.string().describe("The public id of the key, or the job, that acted."),
  action: z.string(),
  subject_digest: z.string().nullable(),
  outcome: z.enum(["allowed", "refused", "failed"]),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  request_id: z.string().nullable().describe("The request that asked for it; null for jobs."),
  address_digest: z.string().nullable(),
  /** Random, so that two acts that say the same at the same moment are two entries. */
  nonce: z.string(),
  key_version: z
    .number()
    .int()
    .positive()
    .describe(
      "The key version of the two digests and the signature. It never changes, since the clear text is gone.",
    ),
  /** `hash` of the entry before; 64 zeros in the first entry. */
  previous: sha256,
  hash: sha256,
  signature: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** Says how far a tenant's chain reaches; id = the tenant. It is signed, so that a shortened chain is noticed. */
export interface AuditHead extends StoredRecord {
  readonly seq: number;
  readonly hash: string;
  readonly key_version: number;
  readonly signature: string;
  readonly at: Instant;
}
