/** From this many characters on V8 cuts a piece out of a text without copying it: `SlicedString::kMinLength`. */
const SLICE_MIN_CHARACTERS = 13;

/**
 * The same characters in memory of their own. What is kept for long must not be a slice, which keeps the whole text
 * alive that it was cut from: one word a megabyte.
 */
export const ownCopy = (text: string): string =>
  text.length < SLICE_MIN_CHARACTERS ? text : Buffer.from(text, "utf16le").toString("utf16le");
