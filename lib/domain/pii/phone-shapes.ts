const YEARS = /^(?:(?:19|20)\d{2}[\s\u2010-\u2015/.-]{0,4}){1,5}$/;
const THOUSANDS = /^\d{1,3}(?:[.\s]\d{3}){1,6}$/;
const DOTTED_QUAD = /^\d{1,3}(?:\.\d{1,3}){3}$/;

export const isYears = (written: string): boolean => YEARS.test(written);
/** Whether it is grouped like an amount or a network address. */
export const isAmount = (written: string): boolean => THOUSANDS.test(written) || DOTTED_QUAD.test(written);

/**
 * Groupings of numbers without a revealing trunk prefix: the number of digits in each group, then how the number
 * begins. From the national formats in libphonenumber's metadata; only those that no amount, date or range has too.
 */
const GROUPINGS: readonly (readonly [RegExp, RegExp])[] = [
  // North America, Mexico: 415-555-2671
  [/^(?:1 )?3 3 4$/, /^1?[2-9]/],
  // India: 98765 43210
  [/^5 5$/, /^[6-9]/],
  // China: 138 1234 5678
  [/^3 4 4$/, /^1[3-9]/],
  // Russia: 8 912 345 67 89
  [/^1 3 3 2 2$/, /^[78]/],
  // Brazil: 11 98765-4321
  [/^2 5 4$/, /^[1-9][1-9]9/],
];
/** Number of digits in countries where numbers begin with a 0. */
const TRUNK_DIGITS = { min: 9, max: 12 } as const;
/** `(11) 3456-7890`: an area code in brackets. */
const AREA_CODE = /^\(\d{2,5}\)[\s.-]{0,2}\d[\d\s.-]{4,}$/;

/** Whether a number without country and label is written as only phone numbers are. */
export function looksNational(written: string): boolean {
  if (isAmount(written)) return false;
  const digits = written.replace(/\D/g, "");
  if (/^\(?0(?!0)/.test(written))
    return digits.length >= TRUNK_DIGITS.min && digits.length <= TRUNK_DIGITS.max;
  if (AREA_CODE.test(written) && digits.length >= 9) return true;
  const grouping = (written.match(/\d+/g) ?? []).map(({ length }) => length).join(" ");
  return GROUPINGS.some(([groups, start]) => groups.test(grouping) && start.test(digits));
}
