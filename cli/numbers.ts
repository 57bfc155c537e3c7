const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat("en");

/** Unknown numbers are shown like this, never as 0. */
export const UNKNOWN = "-";

export const compactNumber = (value: number | null): string =>
  value === null ? UNKNOWN : compact.format(value);
export const percentage = (value: number | null): string =>
  value === null ? UNKNOWN : percent.format(value);
export const wholeNumber = (value: number): string => whole.format(value);
