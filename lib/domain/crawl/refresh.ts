import { HOUR_MS, isoAfter } from "../durations.ts";
import type { PlatformTerms } from "../terms.ts";

const DAY_HOURS = 24;

/** What decides how soon an account is worth another look. */
export interface RefreshSigns {
  /** Days since 1970-01-01 UTC; null: unknown. */
  readonly lastPostDay: number | null;
  /** Whether the profile differs from the one before. */
  readonly changed: boolean;
  /** The interval before this fetch; 0: this is the first. */
  readonly previousHours: number;
}

/** Hours between two fetches by how lately the account posted: daily posters are worth a weekly look. */
const BY_DAYS_SINCE_POST = [
  { days: 7, hours: 7 * DAY_HOURS },
  { days: 30, hours: 14 * DAY_HOURS },
  { days: 90, hours: 28 * DAY_HOURS },
] as const;
const DORMANT_HOURS = 60 * DAY_HOURS;
/** A profile that did not change waits longer each time, up to this. */
const UNCHANGED_FACTOR = 1.5;
const LONGEST_HOURS = 90 * DAY_HOURS;
/** Of the time that terms let data live unrefreshed; the rest is for retries and for days without quota. */
const SHARE_OF_TERMS = 0.8;

/** Hours until the account is due again: by its activity, longer while nothing changes, never past its terms. */
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

/** Hours after which an account that somebody searched for or looked at is fetched again. */
export const DEMANDED_HOURS = DAY_HOURS;

/** The first look at an account that is gone all at once is not believed: platforms hide accounts by mistake. */
const CONFIRM_HOURS = 1;
/** Then at these distances; when it is still gone after the last, it is no target any more. */
const ABSENT_HOURS = [7 * DAY_HOURS, 30 * DAY_HOURS, 60 * DAY_HOURS] as const;

/**
 * Hours until an absent account is looked for again, null when it is to be given up. `failures` counts the looks
 * that found nothing, this one included. One that was never seen needs no second look within the hour.
 */
export function absentHours(failures: number, wasSeen: boolean): number | null {
  const looks = wasSeen ? failures - 1 : failures;
  if (looks === 0) return CONFIRM_HOURS;
  return ABSENT_HOURS[looks - 1] ?? null;
}

/** Looks after which an account that was seen before counts as gone. */
export const CONFIRMED_FAILURES = 2;

const RETRY_HOURS = 0.25;
const RETRY_HOURS_MAX = 24;

/**
 * Hours until an attempt that failed for no fault of the account is made again: a quarter of an hour, doubling to a
 * day.
 */
export const retryHours = (failures: number): number =>
  Math.min(RETRY_HOURS_MAX, RETRY_HOURS * 2 ** Math.max(0, failures - 1));

/** `now` and this many hours, as stored instants have it. */
export const hoursAfter = (now: Date, hours: number): string => isoAfter(now, hours * HOUR_MS);
