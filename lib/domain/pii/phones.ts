import { announcesPhone, labelBehind } from "./contact-labels.ts";
import { type DigitChain, type DigitGroup, digitChains, hasRoomFor } from "./digit-chains.ts";
import type { FoundContact } from "./found-contact.ts";
import { addressesIn, phoneAddresses, type Span } from "./phone-links.ts";
import { knownNumber, normalisedPhone } from "./phone-number.ts";
import { isAmount, isYears, looksNational } from "./phone-shapes.ts";
import { maySpellDigits, spelledNumbers } from "./spelled-digits.ts";

/** National numbers of fewer digits are short codes, years and prices; ITU-T E.164 allows 15, and a trunk prefix or 00 comes before. */
const DIGITS_MIN = 7;
const DIGITS_MAX = 17;
/** What could be a number: nothing else is looked at. */
const PHONE_LIKE = /\d(?:[^\p{L}\d]{0,4}[oOIl]{0,2}\d){6}/u;

const AFTER_WINDOW = 20;
const BEFORE_WINDOW = 64;

/** Whether it can be worth looking. */
export const mayHoldPhone = (text: string): boolean =>
  text.length >= DIGITS_MIN && (PHONE_LIKE.test(text) || maySpellDigits(text));

export interface PhoneContext {
  /** ISO 3166-1 alpha-2; numbers in national form are read as its. */
  readonly country: string | null;
  /** The text comes from a field made for phone numbers. */
  readonly announced: boolean;
}

/**
 * Questions to the library in one text: each takes some 30 microseconds. A text with more numbers than this is no
 * profile; what else is written like a phone number there is cut without being read.
 */
const QUESTIONS_MAX = 64;
/** Readings of a chain of digits from one start on. */
const READINGS_MAX = 4;

/**
 * Phone numbers in a folded text: in international form everywhere; in national form where the country is known
 * and the number is written like one, or where its shape is no other thing's. What a label announces ("Tel.") is a
 * number in any case; when no country can be told its value is null. Linear in the text.
 */
export function findPhones(text: string, context: PhoneContext): FoundContact[] {
  const addresses = addressesIn(text);
  const linked = phoneAddresses(text, addresses, context.country);
  const digits = withoutLookalikes(text);
  const search: Search = { text: digits, context, questions: 0 };
  const chains = digitChains(digits, addresses);
  return [
    ...linked,
    ...spelledNumbers(text, context.country),
    ...chains.flatMap((chain) => numbersIn(search, chain)),
  ];
}

/** Letters between digits that look like one: O and l hide a number from machines alone. The text keeps its length. */
const withoutLookalikes = (text: string): string =>
  text.replace(/(?<=\d[oOIl]?)[oOIl](?=[oOIl]?\d)/g, (letter) => (/o/i.test(letter) ? "0" : "1"));

interface Search {
  readonly text: string;
  readonly context: PhoneContext;
  questions: number;
}

function numbersIn(search: Search, chain: DigitChain): FoundContact[] {
  const { groups } = chain;
  const found: FoundContact[] = [];
  for (let first = 0; first < groups.length; ) {
    const isAnchored =
      first === 0 || groups[first]?.isApart === true || found.at(-1)?.end === groups[first - 1]?.end;
    const read = isAnchored ? numberFrom(search, groups, first) : null;
    if (read === null) first += 1;
    else {
      found.push(read.contact);
      first = read.next;
    }
  }
  return found;
}

/** The longest run of groups from one on that is a number. */
function numberFrom(
  search: Search,
  groups: readonly DigitGroup[],
  first: number,
): { readonly contact: FoundContact; readonly next: number } | null {
  const ends = possibleEnds(groups, first);
  for (const last of ends.slice(0, READINGS_MAX)) {
    const contact = readNumber(search, groups.slice(first, last + 1));
    if (contact !== null) return { contact, next: last + 1 };
  }
  return null;
}

/** Where a number that begins at a group may end, the likeliest first: before a wide gap, then the longest. */
function possibleEnds(groups: readonly DigitGroup[], first: number): number[] {
  const ends: number[] = [];
  let digits = 0;
  for (let last = first; last < groups.length; last += 1) {
    const group = groups[last];
    digits += group === undefined ? 0 : group.end - group.start;
    if (digits > DIGITS_MAX) break;
    if (digits >= DIGITS_MIN) ends.push(last);
  }
  const isNatural = (last: number): boolean => groups[last + 1]?.isApart !== false;
  return ends.toSorted((a, b) => Number(isNatural(b)) - Number(isNatural(a)) || b - a);
}

function readNumber(search: Search, groups: readonly DigitGroup[]): FoundContact | null {
  const { text, context } = search;
  const span = spanOf(text, groups);
  const written = text.slice(span.start, span.end);
  const isInternational = /^\(?\+/.test(written);
  const before = text.slice(Math.max(0, span.start - BEFORE_WINDOW), span.start);
  const after = text.slice(span.end, span.end + AFTER_WINDOW);
  const behind = labelBehind(after);
  const isLabelled = context.announced || announcesPhone(before) || behind > 0;
  const mayBeLoose = isInternational || isLabelled || written.startsWith("00");
  if (!mayBeLoose && groups.some(({ isLoose }, index) => index > 0 && isLoose)) return null;
  if (!isInternational && isYears(written)) return null;
  if (!isLabelled && !hasRoomFor(before, after, isInternational)) return null;
  const read = { written, groups, isInternational, isLabelled };
  const value = valueOfNumber(search, read);
  const isWhole = /^\s?[([]/.test(after);
  return value === undefined ? null : { ...span, end: span.end + (isWhole ? behind : 0), value };
}

/** With its plus and with both of its brackets, or with neither. */
function spanOf(text: string, groups: readonly DigitGroup[]): Span {
  const end = groups.at(-1)?.end ?? 0;
  let start = groups[0]?.start ?? 0;
  const lead = /\(?\s?\+?\s?\(?\s?$/.exec(text.slice(Math.max(0, start - 5), start))?.[0] ?? "";
  const plus = lead.indexOf("+");
  const bracket = lead.lastIndexOf("(");
  if (plus !== -1) start -= lead.length - plus;
  else if (bracket !== -1 && text.slice(start, end).includes(")")) start -= lead.length - bracket;
  if (plus > 0 && lead[0] === "(" && text.slice(start, end).includes(")")) start -= plus;
  return { start, end };
}

interface Written {
  readonly written: string;
  readonly groups: readonly DigitGroup[];
  readonly isInternational: boolean;
  readonly isLabelled: boolean;
}

/** The number's value; null where it is one that cannot be read; undefined where it is none. */
function valueOfNumber(search: Search, read: Written): string | null | undefined {
  const { written, isInternational, isLabelled } = read;
  const { country } = search.context;
  const digits = written.replace(/\D/g, "");
  if (search.questions >= QUESTIONS_MAX)
    return isInternational || isLabelled || looksNational(written) ? null : undefined;
  search.questions += 1;
  if (isInternational || digits.startsWith("00")) {
    const value = normalisedPhone(`+${digits.replace(/^00/, "")}`, null);
    if (value !== null) return value;
    return isLabelled || (isInternational && digits.length > 9 && !isAmount(written)) ? null : undefined;
  }
  const national = nationalNumber(read, digits, country);
  if (national !== null) return national;
  if (isLabelled) return countryCodeWithoutPlus(digits, country);
  return looksNational(written) ? null : undefined;
}

/** A single group of at least this many digits is no count that people write. */
const BARE_MIN = 10;

function nationalNumber(
  { written, groups, isLabelled }: Written,
  digits: string,
  country: string | null,
): string | null {
  if (country === null) return null;
  const known = knownNumber(digits, country);
  if (known === null) return null;
  if (isLabelled || digits.startsWith("0")) return known.value;
  if (isAmount(written)) return null;
  if (groups.length === 1) return known.isMobile && digits.length >= BARE_MIN ? known.value : null;
  return groups.some(({ start, end }) => end - start > 2) ? known.value : null;
}

/** From this many digits on, a labelled number without a trunk 0 carries its country code. */
const WITH_COUNTRY_MIN = 11;

/** A number whose country code stands there without its +: labelled, long, and not of another country than the profile. */
function countryCodeWithoutPlus(digits: string, country: string | null): string | null {
  if (digits.startsWith("0") || digits.length < WITH_COUNTRY_MIN) return null;
  const known = knownNumber(`+${digits}`, null);
  return known !== null && (country === null || known.country === country) ? known.value : null;
}
