import { z } from "zod";
import { evidenceOf, isLate, isPending } from "./erasure.ts";
import type { TenantId } from "./ids.ts";
import { count, type Instant, instant } from "./record-fields.ts";
import { ERASURE_STORES, type Erasure } from "./records.ts";

/** The figures that a data protection officer needs. Ages are in seconds. They hold no personal data. */
export const erasureFiguresSchema = z.object({
  days: count.describe("Number of days that the figures cover."),
  received: count,
  received_by: z
    .object({ caller: count, person: count, administrator: count, ingest: count })
    .describe("By who made the request. `ingest`: an erased account arrived again."),
  done: count.describe("Received requests that are completed or closed by now."),
  open: count,
  late: count.describe("Open requests with more than half of their time gone."),
  overdue: count.describe("Open requests past their due date."),
  median_seconds: z
    .number()
    .nonnegative()
    .nullable()
    .describe("Time from the request to its completion, over the completed ones; null if there are none."),
  worst_seconds: z.number().nonnegative().nullable(),
  oldest_open_seconds: z.number().nonnegative().nullable().describe("The age of the oldest open request."),
  stores: z.array(
    z.object({ store: z.enum(ERASURE_STORES), removed: count, done: count, pending: count, failed: count }),
  ),
  retries: count.describe("Attempts beyond the two passes that every erasure takes."),
});
export type ErasureFigures = z.infer<typeof erasureFiguresSchema>;

/** The result of the daily check of completed erasures. */
export const erasureVerificationSchema = z.object({
  at: instant,
  sample: count.describe("Number of erasures checked, out of the `completed` ones."),
  completed: count,
  came_back: z
    .array(z.object({ erasure: z.string(), stores: z.array(z.enum(ERASURE_STORES)) }))
    .describe("Ids of erasures whose creators were found again, and in which stores."),
  unanswered: count.describe("Stores that did not answer, so their state is unknown."),
});
export type ErasureVerification = z.infer<typeof erasureVerificationSchema>;

/** A tenant's report for one day; id = `<tenant>/<day>`. */
export interface ErasureReport {
  readonly id: string;
  readonly tenant_id: TenantId;
  readonly version: string;
  readonly at: Instant;
  readonly figures: ErasureFigures;
  readonly verification: ErasureVerification;
}

/** Number of days that the figures cover. */
export const FIGURE_DAYS = 90;

/** Adds up erasures one by one, so that it need not keep any. */
export function figuresOf(now: Date): { add(erasure: Erasure): void; result(): ErasureFigures } {
  const seconds: number[] = [];
  const stores = ERASURE_STORES.map((store) => ({ store, removed: 0, done: 0, pending: 0, failed: 0 }));
  const by = { caller: 0, person: 0, administrator: 0, ingest: 0 };
  const totals = { received: 0, done: 0, open: 0, late: 0, overdue: 0, retries: 0, oldest: -1 };
  return {
    add(erasure) {
      totals.received += 1;
      by[erasure.origin] += 1;
      totals.retries += Math.max(0, erasure.attempts - (erasure.status === "closed" ? 2 : 1));
      for (const { store, status, removed } of evidenceOf(erasure)) {
        const sum = stores.find((one) => one.store === store);
        if (!sum) continue;
        sum.removed += removed;
        sum[status] += 1;
      }
      if (isPending(erasure)) {
        totals.open += 1;
        totals.late += Number(isLate(erasure, now));
        totals.overdue += Number(Date.parse(erasure.due_by) <= now.getTime());
        totals.oldest = Math.max(totals.oldest, secondsBetween(erasure.received_at, now.toISOString()));
        return;
      }
      if (erasure.status === "refused") return;
      totals.done += 1;
      if (erasure.completed_at) seconds.push(secondsBetween(erasure.received_at, erasure.completed_at));
    },
    result() {
      seconds.sort((a, b) => a - b);
      const { oldest, ...counts } = totals;
      return {
        days: FIGURE_DAYS,
        ...counts,
        received_by: by,
        median_seconds: median(seconds),
        worst_seconds: seconds.at(-1) ?? null,
        oldest_open_seconds: oldest < 0 ? null : oldest,
        stores,
      };
    },
  };
}

const secondsBetween = (from: string, to: string): number =>
  Math.max(0, (Date.parse(to) - Date.parse(from)) / 1_000);

/** For an even number of values, the mean of the two in the middle. */
function median(sorted: readonly number[]): number | null {
  if (sorted.length === 0) return null;
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return ((low ?? 0) + (high ?? 0)) / 2;
}
