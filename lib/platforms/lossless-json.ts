/** 2^53 has 16 digits: a text without such a run holds no number that JSON.parse could bend. */
const LONG_NUMBER = /\d{16}/;
const WHOLE = /^-?\d+$/;

/**
 * `JSON.parse` that keeps whole numbers beyond 2^53 (TikTok's 64-bit ids) as strings of their digits. Needs the
 * reviver's `source`, which Node has from 21 on: https://github.com/tc39/proposal-json-parse-with-source.
 * @throws SyntaxError as JSON.parse does.
 */
export function parseLosslessJson(text: string): unknown {
  return LONG_NUMBER.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
}

/** The third argument is optional here because TypeScript's library does not know it yet. */
function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source;
  const isBent = typeof value === "number" && !Number.isSafeInteger(value);
  return isBent && source !== undefined && WHOLE.test(source) ? source : value;
}
