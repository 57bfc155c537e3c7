import {
  type CountryCode,
  findPhoneNumbersInText,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from "libphonenumber-js/min";
import type { FoundContact } from "./found-contact.ts";
import { isAnnounced } from "./phone-labels.ts";

/** National numbers of fewer digits are short codes, years and prices; ITU-T E.164 allows 15, and two may stand side by side. */
const DIGITS_MIN = 7;
const DIGITS_MAX = 20;
const BETWEEN_DIGITS = "[\\s().\\-/\\u2010-\\u2015·•]{0,4}";
const RUN = `\\p{Nd}(?:${BETWEEN_DIGITS}\\p{Nd})`;
/** What could be a number: the library is asked about nothing else. */
const PHONE_LIKE = new RegExp(`${RUN}{${DIGITS_MIN - 1}}`, "u");
const CANDIDATE = new RegExp(
  `(?:\\+\\s?|\\b00\\s?)?\\(?${RUN}{${DIGITS_MIN - 1},${DIGITS_MAX - 1}}\\)?`,
  "gu",
);

/** An address: its numbers are ids. */
const ADDRESS = /(?:https?:\/\/|www\.|\b[a-z0-9-]+\.(?:com|net|org|tv|me|io|ee|ly|be|co|gg)\/)[^\s<>"']*/giu;
const DIGITS_OF_ADDRESS = "((?:\\+|%2b|%20)*\\(?\\d(?:(?:%20|[().-]){0,3}\\d){6,19})";
const WHATSAPP_SEND =
  "(?:https?:\\/\\/)?(?:api\\.|web\\.)?whatsapp\\.com\\/send\\/?\\?(?:[\\w=%&-]*&)?phone=";
/** An address that is a phone number; group 1 is the number. */
const PHONE_ADDRESS = new RegExp(
  `(?:\\b(?:tel|sms|callto|facetime):|(?:https?:\\/\\/)?(?:www\\.)?\\b(?:wa\\.me|t\\.me|signal\\.me\\/#p)\\/|${WHATSAPP_SEND}|\\bwhatsapp:\\/\\/send\\/?\\?(?:[\\w=%&-]*&)?phone=|\\bviber:\\/\\/(?:chat|add)\\/?\\?number=)${DIGITS_OF_ADDRESS}[^\\s<>"']*`,
  "giu",
);

const DATE =
  /(?:^|\D)(?:(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d{2})(?:\D|$)/;
const YEARS = /^(?:(?:19|20)\d{2}[\s\u2010-\u2015/.-]*)+$/;
const THOUSANDS = /^\d{1,3}(?:[.\s]\d{3})+$/;
const DOTTED_QUAD = /^\d{1,3}(?:\.\d{1,3}){3}$/;
/** Right before or right after a number these make it an id, a price, a count, a part of a word. */
const NOT_AFTER = /(?:[#$€£¥₹]\s?|[@_=\p{L}\p{Nd}])$/u;
const NOT_BEFORE =
  /^(?:[\p{L}\p{Nd}_@%]|\s?[€£$¥₹]|[.,]\d|\s(?:EUR|USD|GBP|INR|BRL|views?|subs|subscribers|followers|likes|plays|streams|downloads)(?!\p{L}))/iu;
const AFTER_WINDOW = 14;
const INTERNATIONAL = /^\(?(?:\+|00)/;

/** Whether it can be worth looking. */
export const mayHoldPhone = (text: string): boolean => text.length >= DIGITS_MIN && PHONE_LIKE.test(text);

export interface PhoneContext {
  /** ISO 3166-1 alpha-2; numbers in national form are read as its. */
  readonly country: string | null;
  /** The text comes from a field made for phone numbers. */
  readonly announced: boolean;
}

/**
 * Phone numbers in a folded text: in international form everywhere; in national form where the country is known
 * and the number is written like one. What a label announces ("Tel.") is a number in any case; when no country
 * can be told its value is null.
 */
export function findPhones(text: string, context: PhoneContext): FoundContact[] {
  const addresses = phoneAddresses(text);
  const taken = [...addresses, ...Array.from(text.matchAll(ADDRESS), spanOf)];
  const numbers = Array.from(text.matchAll(CANDIDATE)).flatMap((match) =>
    numbersIn(text, spanOfNumber(text, match), context),
  );
  return [...addresses, ...numbers.filter((number) => !taken.some((span) => overlap(span, number)))];
}

interface Span {
  readonly start: number;
  readonly end: number;
}
const spanOf = (match: RegExpExecArray): Span => ({
  start: match.index,
  end: match.index + match[0].length,
});
const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

function phoneAddresses(text: string): FoundContact[] {
  return Array.from(text.matchAll(PHONE_ADDRESS), (match) => {
    const digits = (match[1] ?? "").replace(/%2b|%20|\D/gi, "").replace(/^00/, "");
    return { ...spanOf(match), value: normalisedPhone(`+${digits}`, null) };
  });
}

/** The candidate with both of its brackets, or with neither. */
function spanOfNumber(text: string, match: RegExpExecArray): Span {
  const { start, end } = spanOf(match);
  const opened = match[0].split("(").length;
  const closed = match[0].split(")").length;
  if (closed > opened && text[start - 1] === "(") return { start: start - 1, end };
  return match[0].endsWith(")") && closed > opened ? { start, end: end - 1 } : { start, end };
}

function numbersIn(text: string, { start, end }: Span, context: PhoneContext): FoundContact[] {
  const written = text.slice(start, end);
  if (NOT_BEFORE.test(text.slice(end, end + AFTER_WINDOW)) || isCalendar(written)) return [];
  const before = text.slice(0, start);
  const isLabelled = context.announced || isAnnounced(before);
  if (!isLabelled && (NOT_AFTER.test(before.slice(-2)) || !isWrittenLikePhone(written))) return [];
  const found = knownNumbers(written, context.country, isLabelled).map((number) => ({
    start: start + number.start,
    end: start + number.end,
    value: number.value,
  }));
  return found.length === 0 && isLabelled ? [{ start, end, value: null }] : found;
}

const isCalendar = (written: string): boolean =>
  !INTERNATIONAL.test(written) && (DATE.test(written) || YEARS.test(written));

/** Unannounced numbers must be international, begin with a trunk 0, or be grouped as no amount or network address is. */
function isWrittenLikePhone(written: string): boolean {
  if (INTERNATIONAL.test(written) || /^\(?0/.test(written)) return true;
  if (THOUSANDS.test(written) || DOTTED_QUAD.test(written)) return false;
  const groups = written.match(/\d+/g) ?? [];
  return groups.length > 1 && groups.some((group) => group.length > 2);
}

/** What libphonenumber takes for valid numbers in a candidate. */
function knownNumbers(written: string, country: string | null, isLabelled: boolean): FoundContact[] {
  const whole = internationalNumber(written, country, isLabelled);
  if (whole !== null) return [{ start: 0, end: written.length, value: whole }];
  const region = supportedCountry(country);
  const found = findPhoneNumbersInText(written, region === null ? {} : { defaultCountry: region });
  return found.map(({ startsAt, endsAt, number }) => ({
    start: startsAt,
    end: endsAt,
    value: number.number,
  }));
}

/** From so many digits on, a labelled number without a trunk 0 carries its country code. */
const DIGITS_WITH_COUNTRY_MIN = 11;

/** A number whose country code stands there without its +: after 00, or labelled, long, and not of another country than the profile. */
function internationalNumber(written: string, country: string | null, isLabelled: boolean): string | null {
  if (written.startsWith("00")) return normalisedPhone(`+${written.slice(2)}`, null);
  if (!isLabelled || !/^[1-9]/.test(written) || written.replace(/\D/g, "").length < DIGITS_WITH_COUNTRY_MIN)
    return null;
  const parsed = parsePhoneNumberFromString(`+${written}`);
  return parsed?.isValid() && (country === null || parsed.country === country) ? parsed.number : null;
}

/** The E.164 form of a number, read as one of `country` where it is in national form; null for what is no valid number. */
export function normalisedPhone(number: string, country: string | null): string | null {
  const region = supportedCountry(country);
  const parsed =
    region === null ? parsePhoneNumberFromString(number) : parsePhoneNumberFromString(number, region);
  return parsed?.isValid() ? parsed.number : null;
}

const supportedCountry = (country: string | null): CountryCode | null =>
  country !== null && isSupportedCountry(country) ? country : null;
