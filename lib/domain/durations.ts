/** In milliseconds. */
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The instant this many milliseconds after another, or before it where they are below 0, as ISO 8601. */
export const isoAfter = (instant: Date, milliseconds: number): string =>
  new Date(instant.getTime() + milliseconds).toISOString();
