import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/durations.ts";
import type { Platform } from "../../../lib/domain/platform.ts";
import { type QuotaRule, windowKey } from "../../../local/simulator/quotas.ts";
import type { LoggedRequest } from "../../../local/simulator/start-simulator.ts";

/** What one app has used of one budget. */
interface BudgetUse {
  readonly platform: Platform;
  readonly bucket: string;
  readonly app: string;
  readonly capacity: number;
  readonly units: number;
  /** The most units in any one window of the budget. For a quarter of an hour, in any such period. */
  readonly peak: number;
  /** Calls that arrived when nothing was left. */
  readonly refused: number;
}

/** What each app has used of each budget, computed from the log alone. */
export function budgetUse(log: readonly LoggedRequest[], rules: readonly QuotaRule[]): BudgetUse[] {
  return rules.flatMap((rule) => {
    const ofRule = log.filter(
      ({ platform, costs }) =>
        platform === rule.platform && costs.some(({ bucket }) => bucket === rule.bucket),
    );
    return [...Map.groupBy(ofRule, ({ app }) => app ?? "")].map(([app, requests]) => {
      const spent = requests.filter(({ isRefused }) => !isRefused);
      const counted = spent.map(({ at, costs }) => ({ at, units: unitsOf(costs, rule.bucket) }));
      return {
        platform: rule.platform,
        bucket: rule.bucket,
        app,
        capacity: rule.capacity,
        units: counted.reduce((sum, { units }) => sum + units, 0),
        peak: peakOf(counted, rule.window),
        refused: requests.length - spent.length,
      };
    });
  });
}

const unitsOf = (costs: LoggedRequest["costs"], bucket: string): number =>
  costs.reduce((sum, cost) => sum + (cost.bucket === bucket ? cost.units : 0), 0);

interface Counted {
  readonly at: number;
  readonly units: number;
}

function peakOf(counted: readonly Counted[], window: QuotaRule["window"]): number {
  if (window === "rolling-hour") return rollingPeak(counted, HOUR_MS);
  if (window === "quarter-hour-from-first") return rollingPeak(counted, 15 * MINUTE_MS);
  const sums = new Map<string, number>();
  for (const { at, units } of counted) {
    const key = windowKey(window, at);
    sums.set(key, (sums.get(key) ?? 0) + units);
  }
  return Math.max(0, ...sums.values());
}

function rollingPeak(counted: readonly Counted[], ms: number): number {
  let peak = 0;
  let sum = 0;
  let first = 0;
  for (const { at, units } of counted) {
    sum += units;
    while ((counted[first]?.at ?? at) <= at - ms) {
      sum -= counted[first]?.units ?? 0;
      first += 1;
    }
    peak = Math.max(peak, sum);
  }
  return peak;
}
