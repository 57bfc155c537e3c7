import { z } from "zod";
import { creatorIdSchema } from "./ids.ts";
import { count, instant, owned } from "./record-fields.ts";
import { storedSearchSchema } from "./search-request.ts";
import { listIdSchema } from "./shortlist.ts";

/** Exports: what a search finds or a shortlist holds, as a file that is gone after a day. */

export const exportIdSchema = z
  .string()
  .regex(/^ex_[0-9a-z]{1,40}$/, "an export's id is ex_ and letters and digits");
export type ExportId = z.infer<typeof exportIdSchema>;

export const EXPORT_FORMATS = ["csv", "ndjson", "parquet"] as const;
export const EXPORT_ROWS_MAX = 100_000;
/** From the request on, the time that it takes to make the file included. */
export const EXPORT_HOURS = 24;
/** Rows that are read, written and removed together. */
export const EXPORT_PART_ROWS = 500;

/** `withdrawn`: a creator in it was erased. */
const EXPORT_STATUSES = ["queued", "running", "ready", "failed", "withdrawn"] as const;

const exportSourceSchema = z.union([
  z.strictObject({ search: storedSearchSchema }),
  z.strictObject({ list_id: listIdSchema }),
]);
export type ExportSource = z.infer<typeof exportSourceSchema>;

export const exportSchema = z.object({
  ...owned,
  id: exportIdSchema,
  status: z.enum(EXPORT_STATUSES),
  format: z.enum(EXPORT_FORMATS),
  source: exportSourceSchema,
  /** Rows at most. */
  limit: z.number().int().min(1).max(EXPORT_ROWS_MAX),
  /** Rows that are written. */
  rows: count,
  /** Rows that there will be; null where only reading them all would tell. */
  total: count.nullable(),
  created_at: instant,
  ready_at: instant.nullable(),
  /** From then on it is not there. */
  expires_at: instant,
  /** Why it failed: a code of problems. */
  failure: z.string().nullable(),
  /** Whether the caller reads the common catalogue too. */
  subscribes_shared: z.boolean(),
  /** Parts that are whole, and where the next one starts; null at the start and at the end. */
  parts: count,
  cursor: z.string().nullable(),
  /** Whether all parts are there, so that only the file is missing. */
  is_read: z.boolean(),
  attempts: count,
});
export type Export = z.infer<typeof exportSchema>;

/** Which creators stand in a part, so that an erasure finds every export that holds one; id = `<export>/<number>`. */
const exportPartSchema = z.object({
  ...owned,
  id: z.string(),
  export_id: exportIdSchema,
  creator_ids: z.array(creatorIdSchema),
});
export type ExportPart = z.infer<typeof exportPartSchema>;
