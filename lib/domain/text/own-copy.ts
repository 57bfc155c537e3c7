/** From this length on V8 cuts a piece out of a text without copying it: `SlicedString::kMinLength`. */
const SLICE_MIN_CHARACTERS = 13;

/**
 * The same characters in memory of their own. A value that is kept for long must not be a slice, since a slice keeps
 * the whole original text in memory: a megabyte for one word.
 */
export const ownCopy = (text: string): string =>
  text.length < SLICE_MIN_CHARACTERS ? text : Buffer.from(text, "utf16le").toString("utf16le");
