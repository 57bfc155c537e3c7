import { z } from "zod";
import { auditEntrySchema } from "../audit-records.ts";
import { auditFaultSchema } from "../audit-verification.ts";
import { creatorIdSchema } from "../ids.ts";
import { operationsOf } from "./operation.ts";
import { pageInput, pageOf } from "./page.ts";

const operation = operationsOf("manage");

/** An entry as it is shown. It leaves out the fields that only the verification needs. */
export const auditEntryViewSchema = auditEntrySchema.pick({
  seq: true,
  at: true,
  actor: true,
  action: true,
  subject_digest: true,
  outcome: true,
  detail: true,
  request_id: true,
  address_digest: true,
  key_version: true,
});
export type AuditEntryView = z.infer<typeof auditEntryViewSchema>;

export const auditListSchema = pageOf(auditEntryViewSchema);

export const listAudit = operation({
  id: "listAudit",
  route: "GET /audit",
  role: "privacy_officer",
  summary: "What was done, newest first",
  description:
    "The privileged acts on the caller's tenant, and the calls that a key of it was refused: of one key, route and code in an hour the 1st, 10th, 100th and so on, with how many there were by then. A record is named by a keyed digest of its id; `subject` finds the acts on a creator.",
  input: z.strictObject({
    action: z.string().min(1).max(60).optional().describe("Only acts of this kind, such as `erase-creator`."),
    actor: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe("Only acts of this actor: the public id of a key, or a job."),
    outcome: auditEntrySchema.shape.outcome.optional().describe("Only acts with this outcome."),
    subject: creatorIdSchema.optional().describe("Only acts on the creator with this id."),
    since: z.iso
      .datetime({ offset: true })
      .optional()
      .describe("Only acts from this time on, in ISO 8601 with Z or an offset."),
    ...pageInput,
  }),
  answer: auditListSchema,
  example: { action: "erase-creator", limit: 50 },
});

/** A place and its hash, as an earlier verification gave them: `120:4f…`. */
const anchorSchema = z
  .string()
  .regex(/^\d{1,12}:[0-9a-f]{64}$/, "an anchor is a place, a colon and 64 hexadecimal digits");

export const auditVerificationSchema = z.object({
  valid: z.boolean(),
  from: z.number().int().describe("First and last place read. `to` is `from - 1` if no entry was found."),
  to: z.number().int(),
  next: z.number().int().nullable().describe("Where to continue; null when the chain was read to its end."),
  anchor: z
    .string()
    .nullable()
    .describe("The value to keep elsewhere: a later verification takes it as `anchor`."),
  faults: z.array(auditFaultSchema),
});
export type AuditVerification = z.infer<typeof auditVerificationSchema>;

export const verifyAudit = operation({
  id: "verifyAudit",
  route: "GET /audit/verification",
  role: "privacy_officer",
  summary: "Whether the audit is whole",
  description:
    "Reads the chain from a place on, at most 10,000 entries a call, and names each entry that was changed, removed, inserted or moved. Only an `anchor` kept elsewhere shows that the whole of chain and head was set back to an earlier state.",
  input: z.strictObject({
    from: z
      .number()
      .int()
      .min(1)
      .max(999_999_999_999)
      .default(1)
      .describe("Place to begin at. Entries are counted from 1, and the one before is trusted."),
    anchor: anchorSchema
      .optional()
      .describe(
        "`anchor` of an earlier verification, kept elsewhere. Whether the chain still holds that entry is checked.",
      ),
  }),
  answer: auditVerificationSchema,
  example: { from: 1 },
});
