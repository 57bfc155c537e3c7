import { HOUR_MS, isoAfter } from "../durations.ts";
import type { PlatformTerms } from "../terms.ts";

const DAY_HOURS = 24;

/** The facts that decide how soon an account is fetched again. */
export interface RefreshSigns {
  /** Days since 1970-01-01 UTC; null: unknown. */
  readonly lastPostDay: number | null;
  /** Whether the profile differs from the last one. */
  readonly changed: boolean;
  /** The interval before this fetch; 0 for the first fetch. */
  readonly previousHours: number;
}

/** Hours between two fetches by the account's last post: accounts that post daily deserve a weekly fetch. */
const BY_DAYS_SINCE_POST = [
  { days: 7, hours: 7 * DAY_HOURS },
  { days: 30, hours: 14 * DAY_HOURS },
  { days: 90, hours: 28 * DAY_HOURS },
] as const;
const DORMANT_HOURS = 60 * DAY_HOURS;
/** The interval of an unchanged profile grows by this factor each time, up to `LONGEST_HOURS`. */
const UNCHANGED_FACTOR = 1.5;
const LONGEST_HOURS = 90 * DAY_HOURS;
/**
 * The share of the time that the terms allow data to stay unrefreshed. The rest is for retries and for days without
 * quota.
 */
const SHARE_OF_TERMS = 0.8;

/** Hours until the account is due again: by its activity, longer while nothing changes, and never beyond the terms. */
export function refreshHours(signs: RefreshSigns, today: number, terms: PlatformTerms): number {
  const base = hoursByActivity(signs.lastPostDay, today);
  const stretched = signs.changed
    ? base
    : Math.max(base, Math.min(LONGEST_HOURS, signs.previousHours * UNCHANGED_FACTOR));
  return Math.min(stretched, longestHours(terms));
}

function hoursByActivity(lastPostDay: number | null, today: number): number {
  if (lastPostDay === null) return DORMANT_HOURS;
  const days = today - lastPostDay;
  return BY_DAYS_SINCE_POST.find((step) => days <= step.days)?.hours ?? DORMANT_HOURS;
}

const longestHours = ({ unrefreshedDataDays }: PlatformTerms): number =>
  unrefreshedDataDays === null ? LONGEST_HOURS : unrefreshedDataDays * DAY_HOURS * SHARE_OF_TERMS;

/** Hours after which an account that somebody searched for or viewed is fetched again. */
export const DEMANDED_HOURS = DAY_HOURS;

/** The first look that finds an account gone is not believed, since platforms hide accounts by mistake. */
const CONFIRM_HOURS = 1;
/** The intervals after that. An account that is still gone after the last one is no longer a target. */
const ABSENT_HOURS = [7 * DAY_HOURS, 30 * DAY_HOURS, 60 * DAY_HOURS] as const;

/**
 * Hours until an absent account is looked for again; null if it should be given up. `failures` counts the looks that
 * found nothing, including this one. An account that was never seen needs no second look within the hour.
 */
export function absentHours(failures: number, wasSeen: boolean): number | null {
  const looks = wasSeen ? failures - 1 : failures;
  if (looks === 0) return CONFIRM_HOURS;
  return ABSENT_HOURS[looks - 1] ?? null;
}

/** Number of looks without a result after which an account that was seen before counts as gone. */
export const CONFIRMED_FAILURES = 2;

const RETRY_HOURS = 0.25;
const RETRY_HOURS_MAX = 24;

/**
 * Hours until the retry of an attempt that failed, but not because of the account: a quarter of an hour, doubling up to
 * a day.
 */
export const retryHours = (failures: number): number =>
  Math.min(RETRY_HOURS_MAX, RETRY_HOURS * 2 ** Math.max(0, failures - 1));

/** `now` plus this many hours, in the format of stored instants. */
export const hoursAfter = (now: Date, hours: number): string => isoAfter(now, hours * HOUR_MS);
