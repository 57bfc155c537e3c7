import { z } from "zod";
import { tenantIdSchema } from "./ids.ts";
import { count } from "./record-fields.ts";

/**
 * How far the scheduled jobs are. Each piece of a job has a record (`<job>/<tenant>`, with `/<prefix>` if a tenant's
 * work is split), and the job itself has one for its last start. All belong to the system tenant. An empty string means
 * no instant, so that instants compare as text.
 */
const jobRunSchema = z.object({
  id: z.string(),
  tenant_id: tenantIdSchema,
  version: z.string(),
  job: z.string(),
  /** When the current run began, or the last one if none is under way. */
  began_at: z.string(),
  /** Until this time no other process begins; empty: no process is at work. */
  busy_until: z.string(),
  /** When the last complete run began. That run did what any message up to then asks for. */
  covered_at: z.string(),
  late_after: z.string(),
  /** What the last complete run left for the next. */
  memo: z.string(),
});
export type JobRun = z.infer<typeof jobRunSchema>;

/** One scheduled job, as people see it. */
export const jobViewSchema = z.object({
  name: z.string(),
  every_minutes: z.number().int().positive(),
  /** When its last run began; null: never. */
  last_at: z.iso.datetime().nullable(),
  next_at: z.iso.datetime().nullable(),
  /** Number of pieces that have ever begun: one a tenant, more for the common catalogue. */
  pieces: count,
  /** Number of pieces that were not done although their time came twice. */
  late: count,
  under_way: count,
});
export type JobView = z.infer<typeof jobViewSchema>;
