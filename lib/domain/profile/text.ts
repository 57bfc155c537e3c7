/** Limits of stored text, in UTF-16 units. No platform allows more, so a longer text is not a profile. */
export const NAME_MAX = 200;
export const BIO_MAX = 5_000;

/**
 * Characters that no reader should see: lone surrogates, control characters except line feed, explicit bidi embeddings
 * and overrides (they make text read as something else), zero-width space and byte-order mark. Joiners stay: emoji and
 * several scripts need them.
 */
const INVISIBLE = /(?!\n)[\p{Cs}\p{Cc}\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;
const SPACES = /[^\S\n]+/g;
const PLAIN = /^[\x20-\x7e]*$/;

/** Text as its author wrote it, safe to show: NFC, without invisible characters, at most `max` UTF-16 units. */
export function displayText(text: string, max: number): string {
  if (PLAIN.test(text)) return boundedText(text.trim(), max);
  const clean = text
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(INVISIBLE, (found) => (found === "\t" ? " " : ""));
  return boundedText(clean.normalize("NFC").trim(), max);
}

/** One line of display text: a name, a place. */
export const displayLine = (text: string, max: number): string => displayText(text.replace(/\s+/g, " "), max);

/** At most `max` UTF-16 units, without cutting a surrogate pair in half. */
export function boundedText(text: string, max: number): string {
  if (text.length <= max) return text;
  const end = isHighSurrogate(text.charCodeAt(max - 1)) ? max - 1 : max;
  return text.slice(0, end);
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

/** Text for comparing, never for showing: NFKC turns fancy and full-width letters into plain ones, then lower case. */
export function foldedText(text: string): string {
  return (PLAIN.test(text) ? text : text.normalize("NFKC")).toLowerCase();
}

/** A text without any of these holds only prose. */
const NOT_PROSE = /:\/\/|www\.|[#@＃＠]/i;

/** A text without addresses, hashtags and mentions: the words that the author wrote as words. */
export function proseOf(text: string): string {
  const prose = NOT_PROSE.test(text)
    ? text.replace(/\b(?:https?:\/\/|www\.)\S+/gi, " ").replace(/[#@＃＠][\p{L}\p{M}\p{N}_.]+/gu, " ")
    : text;
  return prose.replace(SPACES, " ").trim();
}

/** The five HTML references that X and YouTube use in text. */
const REFERENCES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
};
export const unescapedText = (text: string): string =>
  text.includes("&")
    ? text.replace(/&(?:amp|lt|gt|quot|#39);/g, (found) => REFERENCES[found] ?? found)
    : text;
