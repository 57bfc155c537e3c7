import { MINUTE_MS } from "../durations.ts";
import type { TenantId } from "../ids.ts";
import type { Instant } from "../record-fields.ts";

/** Acts of the runbook. Each takes its effect back when it ends. */
export const ACTS = ["rotate-proxies", "pause-crawl-low", "fewer-candidates", "add-replica"] as const;
export type ActName = (typeof ACTS)[number];

/** An act in force, which workers and searches read. It belongs to the system tenant; id = its name. */
export interface StandingAct {
  readonly id: ActName;
  readonly tenant_id: TenantId;
  readonly version: string;
  /** What was seen when it began. */
  readonly reason: string;
  readonly since: Instant;
  /**
   * It ends at this time at the latest, even if every process has died. A process that still sees the signal moves the
   * time ahead.
   */
  readonly until: Instant;
  /** The public id of the key, or the job, that began it. */
  readonly by: string;
  /** The state to which its end returns: for `add-replica`, the number of replicas before. */
  readonly before: number | null;
}

/**
 * How long an act continues after its signal was last seen, in milliseconds. Long enough that one quiet minute does not
 * end it and the next minute begin it again. A replica takes minutes to start and is paid by the hour.
 */
export const HOLD_MS: Readonly<Record<ActName, number>> = {
  "rotate-proxies": 5 * MINUTE_MS,
  "pause-crawl-low": 5 * MINUTE_MS,
  "fewer-candidates": 5 * MINUTE_MS,
  "add-replica": 30 * MINUTE_MS,
};

/** Number of vectors read from the index while `fewer-candidates` is in force. */
export const FEWER_CANDIDATES = 30;

export const isInForce = ({ until }: Pick<StandingAct, "until">, now: Date): boolean =>
  until > now.toISOString();
