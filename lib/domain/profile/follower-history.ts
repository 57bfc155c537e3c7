import type { Creator } from "../creator.ts";

export type History = Creator["follower_history"];

/**
 * Used if a platform's terms name no limit: a year and a month, enough for growth over a year and the points around its
 * start.
 */
const HISTORY_DAYS_DEFAULT = 400;

/**
 * The history with today's count, oldest first. It has one point a day, from the day's latest fetch, and no point older
 * than `historyDays` (400 if the terms name none) before `today`.
 */
export function extendedHistory(
  history: History,
  point: {
    readonly day: number;
    readonly followers: number | null;
    readonly engagement_rate?: number | null;
  },
  today: number,
  historyDays: number | null,
): History {
  const oldest = today - (historyDays ?? HISTORY_DAYS_DEFAULT);
  const { day, followers, engagement_rate = null } = point;
  const kept = history.filter((one) => one.day >= oldest && (one.day !== day || followers === null));
  if (followers !== null && day >= oldest)
    kept.push({ day, followers, ...(engagement_rate !== null && { engagement_rate }) });
  return kept.sort((a, b) => a.day - b.day);
}

/**
 * Growth over the `days` before the latest point, as a share of the count at their start (0.05 is +5%). If no count is
 * known for that day, it is interpolated linearly between its neighbours. Null if the history does not reach back that
 * far, or began at 0.
 */
export function growthOver(history: History, days: number): number | null {
  const latest = history.at(-1);
  if (latest === undefined) return null;
  const start = followersOn(history, latest.day - days);
  return start === null || start === 0 ? null : latest.followers / start - 1;
}

function followersOn(history: History, day: number): number | null {
  const after = history.find((point) => point.day >= day);
  if (after === undefined || after.day === day) return after?.followers ?? null;
  const before = history.findLast((point) => point.day < day);
  if (before === undefined) return null;
  const share = (day - before.day) / (after.day - before.day);
  return before.followers + share * (after.followers - before.followers);
}

/** Growth over 30 and 90 days; null if neither is known. */
export function growthOf(history: History): Creator["growth"] {
  const d30 = growthOver(history, 30);
  const d90 = growthOver(history, 90);
  return d30 === null && d90 === null ? null : { d30, d90 };
}
