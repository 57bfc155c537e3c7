import { z } from "zod";
import { type TenantId, tenantIdSchema } from "../domain/ids.ts";

/** A part of a job's work: one tenant's, or what of it has ids that start with `prefix`. */
export interface Piece {
  readonly tenantId: TenantId;
  readonly prefix: string;
  /** When the clock struck for it. */
  readonly at: Date;
  /** Where it goes on; null: it begins. */
  readonly from: string | null;
  /** What the last whole run left for this one. */
  readonly memo: string | null;
  /** Milliseconds until it must come to a checkpoint; long work looks at each page. */
  readonly remainingMs: () => number;
}

/** What somebody must look at: ids, names and counts, no data of a person. */
export type JobAlarm = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

export interface Outcome {
  /** Where the rest goes on; left out or null when nothing is left. */
  readonly next?: string | null | undefined;
  /** For the next whole run; left out: as it was. */
  readonly memo?: string;
  readonly alarms?: readonly JobAlarm[];
  /** For the log, where metrics are read from. */
  readonly figures?: Readonly<Record<string, number>>;
}

interface JobRow<Ports, Done> {
  readonly name: string;
  readonly everyMinutes: number;
  /**
   * `system`: one piece in all. `tenants`: one a tenant; `and-system`: and one for the system's own records. `prefixes`: one
   * a tenant, and 32 for the common catalogue, which may hold most of all creators.
   */
  readonly reach: "system" | "tenants" | "and-system" | "prefixes";
  readonly run: (ports: Ports, piece: Piece) => Promise<Done>;
}

/**
 * A job of the clock: a row of `registry.ts`. Doing a piece twice, also at the same time, must change nothing. One that
 * raises alarms says in `alarm` what they mean and where docs/RUNBOOK.md tells what to do; deployments watch for those.
 */
export type Job<Ports> =
  | (JobRow<Ports, Outcome & { readonly alarms?: never }> & { readonly alarm?: never })
  | (JobRow<Ports, Outcome> & { readonly alarm: { readonly what: string; readonly runbook: string } });

/** On the queue `jobs`. Without a tenant it is the clock's: it gives every piece a message of its own. */
export const jobMessageSchema = z.strictObject({
  job: z.string(),
  at: z.iso.datetime(),
  tenant_id: tenantIdSchema.optional(),
  prefix: z.string().optional(),
  from: z.string().optional(),
  /** Of a run that goes on: when it began. */
  began: z.iso.datetime().optional(),
});
export type JobMessage = z.infer<typeof jobMessageSchema>;

export const jobMessage = (message: JobMessage) => ({
  body: JSON.stringify(message),
  ...(message.tenant_id && { group: message.tenant_id }),
});
