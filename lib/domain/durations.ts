/** In milliseconds. */
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** In seconds. */
export const HOUR_SECONDS = 3_600;
export const DAY_SECONDS = 24 * HOUR_SECONDS;

/** The instant this many milliseconds after another, as ISO 8601. A negative number gives an instant before it. */
export const isoAfter = (instant: Date, milliseconds: number): string =>
  new Date(instant.getTime() + milliseconds).toISOString();
