/** How figures, dates and codes are shown to people. */

/**
 * The page is in English, and so are its figures and dates. It uses the person's preferred English, if there is one.
 */
const ENGLISH = navigator.languages.find((one) => /^en\b/.test(one)) ?? "en";
// Like the API's reasons, which write 1M. Some kinds of English, such as British, write 1m.
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat(ENGLISH, { maximumFractionDigits: 0 });
const share = new Intl.NumberFormat(ENGLISH, { style: "percent", maximumFractionDigits: 1 });
const relative = new Intl.RelativeTimeFormat(ENGLISH);
const day = new Intl.DateTimeFormat(ENGLISH, { dateStyle: "medium" });
const minute = new Intl.DateTimeFormat(ENGLISH, { dateStyle: "medium", timeStyle: "short" });
const regions = new Intl.DisplayNames(ENGLISH, { type: "region", fallback: "code" });
const tongues = new Intl.DisplayNames(ENGLISH, { type: "language" });

/** An unknown value is never shown as 0. */
const UNKNOWN = "–";

export const shortCount = (value: number | null): string =>
  value === null ? UNKNOWN : compact.format(value);
export const fullCount = (value: number | null): string => (value === null ? UNKNOWN : whole.format(value));
export const percent = (value: number | null): string => (value === null ? UNKNOWN : share.format(value));
export const dayOf = (iso: string): string => day.format(new Date(iso));
export const minuteOf = (iso: string): string => minute.format(new Date(iso));
export const countryName = (code: string | null): string =>
  code === null ? UNKNOWN : (regions.of(code) ?? code);
export const languageName = (code: string): string => tongues.of(code) ?? code;

const PLATFORM_NAMES: Readonly<Record<string, string>> = {
  instagram: "Instagram",
  tiktok: "TikTok",
  x: "X",
  youtube: "YouTube",
};
export const platformName = (code: string): string => PLATFORM_NAMES[code] ?? code;

/** A code such as `mental_health` or `no-answer`, as words. */
export const inWords = (code: string): string => code.replace(/[-_]/g, " ");

const DAY_MS = 86_400_000;
const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 365 * DAY_MS],
  ["month", 30 * DAY_MS],
  ["day", DAY_MS],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** Such as "3 days ago". */
export function ago(iso: string, now = Date.now()): string {
  const passed = Date.parse(iso) - now;
  const step = STEPS.find(([, size]) => Math.abs(passed) >= size);
  if (step) return relative.format(Math.trunc(passed / step[1]), step[0]);
  return passed > 0 ? "soon" : "just now";
}

export type Freshness = "fresh" | "aging" | "stale";

/** How far a profile may be trusted, by its age: up to a week, up to a month, longer. */
export function freshnessOf(iso: string, now = Date.now()): Freshness {
  const days = (now - Date.parse(iso)) / DAY_MS;
  return days <= 7 ? "fresh" : days <= 30 ? "aging" : "stale";
}

const SECONDS: readonly (readonly [Intl.NumberFormatOptions["unit"], number])[] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

/** Seconds in their largest whole unit, such as "15 min". */
export function duration(seconds: number): string {
  const [unit, size] = SECONDS.find(([, one]) => seconds >= one) ?? (["second", 1] as const);
  return new Intl.NumberFormat(ENGLISH, {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: 0,
  }).format(seconds / size);
}
