import type { FoundContact } from "./found-contact.ts";
import { normalisedPhone } from "./phone-number.ts";

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Characters without spaces and quotes. An address is such a stretch, or the end of one. */
const STRETCH = /[^\s<>"']+/gu;
/** Maximum number of characters of a stretch that are read. Browsers accept addresses of about 2,000 characters. */
const ADDRESS_MAX = 2_048;
const SCHEME = /(?:[a-z][a-z0-9+.-]{1,15}:\/\/|www\.)/iu;
const BARE_HOST =
  /(?:[a-z0-9-]{1,63}\.){1,4}(?:com|net|org|tv|me|io|ee|ly|be|co|gg|app|link|chat|click)(?=\/)/iu;
const CALL_SCHEME =
  /\b(?:tel|sms|callto|facetime|facetime-audio|skype|whatsapp|viber|imo|zalo):(?=[^\s]{6})/iu;

/** The positions of the addresses in a folded text. Their numbers are ids. */
export function addressesIn(text: string): Span[] {
  const found: Span[] = [];
  for (const { index, 0: stretch } of text.matchAll(STRETCH)) {
    const head = stretch.slice(0, ADDRESS_MAX);
    const start = firstOf(head, [SCHEME, CALL_SCHEME, BARE_HOST]);
    if (start !== null) found.push({ start: index + start, end: index + stretch.length });
  }
  return found;
}

function firstOf(text: string, patterns: readonly RegExp[]): number | null {
  const starts = patterns.flatMap((pattern) => pattern.exec(text)?.index ?? []);
  return starts.length === 0 ? null : Math.min(...starts);
}

/** Seven to twenty digits, as people write them in an address. */
const DIGITS = "((?:\\+|%20){0,3}\\(?\\d(?:(?:%20|[().\\-/]){0,3}\\d){6,19})(?!\\d)";
/**
 * An address that is a phone number, also inside another address (a redirector's parameter): a scheme for calls, a host
 * whose path is a number, a parameter with a name for phone numbers, or a path that begins with a plus. Group 1 is the
 * number.
 */
const PHONE_ADDRESS = new RegExp(
  [
    "\\b(?:tel|sms|callto|facetime|facetime-audio|skype|imo):(?:\\/\\/)?",
    "\\b(?:wa\\.me|zalo\\.me|t\\.me|telegram\\.me|signal\\.me\\/#p|viber\\.click|wa\\.chat|chat\\.zalo\\.me|line\\.me\\/ti\\/p)\\/(?:[a-z]{1,10}\\/)?",
    "[?&#/](?:phone|phone_?number|tel|telephone|mobile|mob|msisdn|whatsapp|wa|cel|celular|telefono|number)=",
    "\\/(?=\\+)",
  ]
    .map((before) => `${before}${DIGITS}`)
    .join("|"),
  "iu",
);

/** Whole addresses of a folded text that are phone numbers. The rest of such an address would lead nowhere. */
export function phoneAddresses(
  text: string,
  addresses: readonly Span[],
  country: string | null,
): FoundContact[] {
  return addresses.flatMap(({ start, end }) => {
    const written = text.slice(start, Math.min(end, start + ADDRESS_MAX));
    const match = PHONE_ADDRESS.exec(written);
    if (match === null) return [];
    const digits = (match.slice(1).find((group) => group !== undefined) ?? "").replace(/%20|\D/g, "");
    const value = normalisedPhone(`+${digits.replace(/^00/, "")}`, null) ?? normalisedPhone(digits, country);
    return { start, end, value };
  });
}
