import { z } from "zod";
import { evidenceOf, isLate, isPending } from "./erasure.ts";
import { tenantIdSchema } from "./ids.ts";
import { count, instant } from "./record-fields.ts";
import { ERASURE_ORIGINS, ERASURE_STORES, type Erasure } from "./records.ts";

/** What a data protection officer is asked for; ages are in seconds. No data of a person. */
export const erasureFiguresSchema = z.object({
  /** Requests of the last `days` days, by who had them; `ingest`: an erased account that came along again. */
  days: count,
  received: count,
  received_by: z.record(z.enum(ERASURE_ORIGINS), count),
  /** Of the received: completed or closed by now. */
  done: count,
  open: count,
  /** Open with more than half of the time gone, and past their date. */
  late: count,
  overdue: count,
  /** From the request to its completion, of the done; null when there are none. */
  median_seconds: z.number().nonnegative().nullable(),
  worst_seconds: z.number().nonnegative().nullable(),
  /** How old the oldest open one is. */
  oldest_open_seconds: z.number().nonnegative().nullable(),
  stores: z.array(
    z.object({ store: z.enum(ERASURE_STORES), removed: count, done: count, pending: count, failed: count }),
  ),
  /** Attempts beyond the two passes that every erasure takes. */
  retries: count,
});
export type ErasureFigures = z.infer<typeof erasureFiguresSchema>;

/** What the daily look at completed erasures found. */
export const erasureVerificationSchema = z.object({
  at: instant,
  /** Erasures looked at, of this many completed. */
  sample: count,
  completed: count,
  /** Ids of those whose creators were found again in some store, and where. */
  came_back: z.array(z.object({ erasure: z.string(), stores: z.array(z.enum(ERASURE_STORES)) })),
  /** Stores that did not answer, so that nobody can say. */
  unanswered: count,
});
export type ErasureVerification = z.infer<typeof erasureVerificationSchema>;

/** A day's report of a tenant; id = `<tenant>/<day>`. */
const erasureReportSchema = z.object({
  id: z.string(),
  tenant_id: tenantIdSchema,
  version: z.string(),
  at: instant,
  figures: erasureFiguresSchema,
  verification: erasureVerificationSchema,
});
export type ErasureReport = z.infer<typeof erasureReportSchema>;

/** Days that the figures look back. */
export const FIGURE_DAYS = 90;

/** Sums up erasures one by one, so that none has to be kept. */
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

/** Of an even number the mean of the two in the middle. */
function median(sorted: readonly number[]): number | null {
  if (sorted.length === 0) return null;
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return ((low ?? 0) + (high ?? 0)) / 2;
}
