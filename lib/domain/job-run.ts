import { z } from "zod";
import { tenantIdSchema } from "./ids.ts";
import { count } from "./record-fields.ts";

/**
 * How far the clock's jobs are: one record for each piece of a job (`<job>/<tenant>`, with `/<prefix>` where a tenant's work
 * is cut up), and one for the job itself, which tells of its last strike. Of the system tenant. Instants are empty where
 * there is none, so that they compare as text.
 */
const jobRunSchema = z.object({
  id: z.string(),
  tenant_id: tenantIdSchema,
  version: z.string(),
  job: z.string(),
  /** Of the run that is under way, or was last. */
  began_at: z.string(),
  /** Until when nobody else begins; empty: nobody is at it. */
  busy_until: z.string(),
  /** When the last whole run began: it did what any message until then asks for. */
  covered_at: z.string(),
  late_after: z.string(),
  /** What the last whole run left for the next. */
  memo: z.string(),
});
export type JobRun = z.infer<typeof jobRunSchema>;

/** One job of the clock, as people look at it. */
export const jobViewSchema = z.object({
  name: z.string(),
  every_minutes: z.number().int().positive(),
  /** When its last run began; null: never. */
  last_at: z.iso.datetime().nullable(),
  next_at: z.iso.datetime().nullable(),
  /** Parts of its work that were ever begun: one a tenant, more for the common catalogue. */
  pieces: count,
  /** Parts that were not done since its clock struck twice. */
  late: count,
  under_way: count,
});
export type JobView = z.infer<typeof jobViewSchema>;
