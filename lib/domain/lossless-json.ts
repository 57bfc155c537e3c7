/**
 * 2^53 has 16 digits, so JSON.parse changes no number with fewer digits, with or without a point. The pattern looks for
 * digits after a character that JSON puts before a number. Ids in quotes are not numbers, and a reviver would be called
 * for every value beside them.
 */
const LONG_NUMBER = /(?:^|[\s:,[.eE+-])\d(?:\.?\d){15}/;
const WHOLE = /^-?\d+$/;
/** From here on a double has no room for a fraction, so a number with one was rounded to a whole number. */
const FRACTIONS_END = 2 ** 52;

/**
 * `JSON.parse` that keeps whole numbers beyond 2^53 (64-bit ids) as strings of their digits. It never returns a number
 * with a fraction or an exponent as such an id: the number stays unsafe, or becomes its source text. Needs the
 * reviver's `source`, which Node has from 21 on: https://github.com/tc39/proposal-json-parse-with-source.
 * @throws SyntaxError as JSON.parse does.
 */
export function parseLosslessJson(text: string): unknown {
  return LONG_NUMBER.test(text) ? JSON.parse(text, exactNumber) : JSON.parse(text);
}

/** The reviver alone. Its third argument is optional because TypeScript's library does not know it yet. */
export function exactNumber(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source;
  if (typeof value !== "number" || source === undefined) return value;
  if (WHOLE.test(source)) return Number.isSafeInteger(value) ? value : source;
  const isRounded =
    Number.isSafeInteger(value) && Math.abs(value) >= FRACTIONS_END && LONG_NUMBER.test(source);
  return isRounded ? source : value;
}
