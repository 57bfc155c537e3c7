import { z } from "zod";
import { type TenantId, tenantIdSchema } from "../domain/ids.ts";

/** A part of a job's work: all of one tenant, or its records whose ids start with `prefix`. */
export interface Piece {
  readonly tenantId: TenantId;
  readonly prefix: string;
  /** When the clock struck for this piece. */
  readonly at: Date;
  /** Where it continues; null if it starts. */
  readonly from: string | null;
  /** What the last complete run left for this one. */
  readonly memo: string | null;
  /** Milliseconds until it must reach a checkpoint. Long work checks it at each page. */
  readonly remainingMs: () => number;
}

/** What a person must look at: ids, names and counts, no personal data. */
export type JobAlarm = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

export interface Outcome {
  /** Where the rest continues; absent or null when nothing is left. */
  readonly next?: string | null | undefined;
  /** For the next complete run. If absent, the old memo stays. */
  readonly memo?: string;
  readonly alarms?: readonly JobAlarm[];
  /** For the log, from which metrics are read. */
  readonly figures?: Readonly<Record<string, number>>;
}

interface JobRow<Ports, Done> {
  readonly name: string;
  readonly everyMinutes: number;
  /**
   * `system`: one piece in all. `tenants`: one per tenant; `and-system`: and one for the system's own records.
   * `prefixes`: one per tenant, and 32 for the common catalogue, which may hold most of all creators.
   */
  readonly reach: "system" | "tenants" | "and-system" | "prefixes";
  readonly run: (ports: Ports, piece: Piece) => Promise<Done>;
}

/**
 * A job of the clock: a row of `registry.ts`. Doing a piece twice, even at the same time, must change nothing. A job
 * that raises alarms says in `alarm` what they mean and where docs/RUNBOOK.md tells what to do; deployments watch for
 * those.
 */
export type Job<Ports> =
  | (JobRow<Ports, Outcome & { readonly alarms?: never }> & { readonly alarm?: never })
  | (JobRow<Ports, Outcome> & { readonly alarm: { readonly what: string; readonly runbook: string } });

/**
 * A message on the queue `jobs`. A message without a tenant comes from the clock; it makes a message for every piece.
 */
export const jobMessageSchema = z.strictObject({
  job: z.string(),
  at: z.iso.datetime(),
  tenant_id: tenantIdSchema.optional(),
  prefix: z.string().optional(),
  from: z.string().optional(),
  /** When the run began, if it continues. */
  began: z.iso.datetime().optional(),
});
export type JobMessage = z.infer<typeof jobMessageSchema>;

export const jobMessage = (message: JobMessage) => ({
  body: JSON.stringify(message),
  ...(message.tenant_id && { group: message.tenant_id }),
});
