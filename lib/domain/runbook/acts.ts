import { z } from "zod";
import { MINUTE_MS } from "../durations.ts";
import { tenantIdSchema } from "../ids.ts";

/** What the runbook can do. Each takes its effect back when it ends. */
export const ACTS = ["rotate-proxies", "pause-crawl-low", "fewer-candidates", "add-replica"] as const;
export type ActName = (typeof ACTS)[number];

/** An act in force, which workers and searches read. Of the system tenant; id = its name. */
const standingActSchema = z.object({
  id: z.enum(ACTS),
  tenant_id: tenantIdSchema,
  version: z.string(),
  /** What was seen when it began. */
  reason: z.string(),
  since: z.iso.datetime(),
  /** It holds no longer than this, no matter who may have died: what still sees the signal moves it ahead. */
  until: z.iso.datetime(),
  /** The public id of the key, or the job, that began it. */
  by: z.string(),
  /** What its end goes back to: of `add-replica` the replicas that there were. */
  before: z.number().int().nullable(),
});
export type StandingAct = z.infer<typeof standingActSchema>;

/**
 * How long an act outlives the last sight of its signal, in milliseconds: long enough that one quiet minute does not
 * end it and the next begin it again. A replica takes minutes to come and is paid by the hour.
 */
export const HOLD_MS: Readonly<Record<ActName, number>> = {
  "rotate-proxies": 5 * MINUTE_MS,
  "pause-crawl-low": 5 * MINUTE_MS,
  "fewer-candidates": 5 * MINUTE_MS,
  "add-replica": 30 * MINUTE_MS,
};

/** Vectors taken from the index while `fewer-candidates` stands. */
export const FEWER_CANDIDATES = 30;

export const isInForce = ({ until }: Pick<StandingAct, "until">, now: Date): boolean =>
  until > now.toISOString();
