import { z } from "zod";
import type { TenantId } from "./ids.ts";
import { count } from "./record-fields.ts";

/**
 * How far the scheduled jobs are. Each piece of a job has a record (`<job>/<tenant>`, with `/<prefix>` if a tenant's
 * work is split), and the job itself has one for its last start. All belong to the system tenant. An empty string means
 * no instant, so that instants compare as text.
 */
export interface JobRun {
  readonly id: string;
  readonly tenant_id: TenantId;
  readonly version: string;
  readonly job: string;
  /** When the current run began, or the last one if none is under way. */
  readonly began_at: string;
  /** Until this time no other process begins; empty: no process is at work. */
  readonly busy_until: string;
  /** When the last complete run began. That run did what any message up to then asks for. */
  readonly covered_at: string;
  /**
   * When somebody last asked for a run while another was under way, which may have looked before. Absent: never.
   */
  readonly asked_at?: string;
  readonly late_after: string;
  /** What the last complete run left for the next. */
  readonly memo: string;
}

/** One scheduled job, as people see it. */
export const jobViewSchema = z.object({
  name: z.string(),
  every_minutes: z.number().int().positive(),
  last_at: z.iso.datetime().nullable().describe("When its last run began; null: never."),
  next_at: z.iso.datetime().nullable(),
  pieces: count.describe(
    "Number of pieces that have ever begun: one a tenant, more for the common catalogue.",
  ),
  late: count.describe("Number of pieces that were not done although their time came twice."),
  under_way: count,
});
export type JobView = z.infer<typeof jobViewSchema>;
