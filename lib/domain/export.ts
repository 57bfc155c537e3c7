import { z } from "zod";
import type { CreatorId } from "./ids.ts";
import { count, instant, type OwnedRecord, owned } from "./record-fields.ts";
import { storedSearchSchema } from "./search-request.ts";
import { listIdSchema } from "./shortlist.ts";

/** Exports: the results of a search or the creators of a shortlist, as a file that is deleted after a day. */

export const exportIdSchema = z
  .string()
  .regex(/^ex_[0-9a-z]{1,40}$/, "an export's id is ex_ and letters and digits")
  .describe("Id of an export, given when it was asked for.");
export type ExportId = z.infer<typeof exportIdSchema>;

export const EXPORT_FORMATS = ["csv", "ndjson", "parquet"] as const;
export const EXPORT_ROWS_MAX = 100_000;
/** Counted from the request, so it includes the time to make the file. */
export const EXPORT_HOURS = 24;
/** Number of rows that are read, written and removed together. */
export const EXPORT_PART_ROWS = 500;

const EXPORT_STATUSES = ["queued", "running", "ready", "failed", "withdrawn"] as const;

const exportSourceSchema = z.union([
  z.strictObject({ search: storedSearchSchema }),
  z.strictObject({ list_id: listIdSchema }),
]);
export type ExportSource = z.infer<typeof exportSourceSchema>;

export const exportSchema = z.object({
  ...owned,
  id: exportIdSchema,
  status: z.enum(EXPORT_STATUSES).describe("`withdrawn`: a creator in it was erased."),
  format: z.enum(EXPORT_FORMATS),
  source: exportSourceSchema,
  limit: z.number().int().min(1).max(EXPORT_ROWS_MAX).describe("Maximum number of rows."),
  rows: count.describe("Number of rows written so far."),
  total: count.nullable().describe("Number of rows at the end; null if only reading them all would tell."),
  created_at: instant,
  ready_at: instant.nullable(),
  expires_at: instant.describe("From this time on the export is gone."),
  failure: z.string().nullable().describe("Why it failed, as a problem code."),
  /** Whether the caller reads the common catalogue too. */
  subscribes_shared: z.boolean(),
  /** Number of complete parts, and where the next one starts; null at the start and at the end. */
  parts: count,
  cursor: z.string().nullable(),
  /** Whether all parts are written, so that only the file is missing. */
  is_read: z.boolean(),
  attempts: count,
});
export type Export = z.infer<typeof exportSchema>;

/** The creators in one part, so that an erasure finds every export that holds a creator; id = `<export>/<number>`. */
export interface ExportPart extends OwnedRecord {
  readonly id: string;
  readonly export_id: ExportId;
  readonly creator_ids: CreatorId[];
}
