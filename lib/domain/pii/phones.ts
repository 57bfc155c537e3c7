import { announcesPhone, labelBehind } from "./contact-labels.ts";
import { type DigitChain, type DigitGroup, digitChains, hasRoomFor } from "./digit-chains.ts";
import type { FoundContact } from "./found-contact.ts";
import { addressesIn, phoneAddresses, type Span } from "./phone-links.ts";
import { knownNumber, normalisedPhone } from "./phone-number.ts";
import { isAmount, isYears, looksNational } from "./phone-shapes.ts";
import { maySpellDigits, spelledNumbers } from "./spelled-digits.ts";

/**
 * National numbers with fewer digits are short codes, years and prices. ITU-T E.164 allows 15, and a trunk prefix or 00
 * comes before.
 */
const DIGITS_MIN = 7;
const DIGITS_MAX = 17;
/** Anything that could be a number. Other texts are not searched. */
const PHONE_LIKE = /\d(?:[^\p{L}\d]{0,4}[oOIl]{0,2}\d){6}/u;

const AFTER_WINDOW = 20;
const BEFORE_WINDOW = 64;

/** Whether a search can find anything. */
export const mayHoldPhone = (text: string): boolean =>
  text.length >= DIGITS_MIN && (PHONE_LIKE.test(text) || maySpellDigits(text));

export interface PhoneContext {
  /** ISO 3166-1 alpha-2. Numbers in national form are read as numbers of this country. */
  readonly country: string | null;
  /** Whether the text comes from a field for phone numbers. */
  readonly announced: boolean;
}

/**
 * Maximum number of calls of the library for one text; each takes about 30 microseconds. A text with more numbers than
 * this is not a profile. Its further numbers are cut without being read if they are written like phone numbers.
 */
const QUESTIONS_MAX = 64;
/** Maximum number of readings of a chain of digits from one start. */
const READINGS_MAX = 4;

/**
 * Phone numbers in a folded text. In international form they are found everywhere. In national form they are found if
 * the country is known and the number is written like one of it, or if nothing else has their shape. A number with a
 * label ("Tel.") always counts; if its country is unknown, its value is null. Linear in the text.
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

/**
 * Replaces letters between digits that look like a digit: O and l hide a number only from machines. The text keeps its
 * length.
 */
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

/** The longest run of groups from `first` on that is a number. */
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

/** Where a number that begins at a group may end, the most likely end first: before a wide gap, then the longest. */
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

/** Includes the plus, and both of its brackets or neither. */
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

/** The number's value. Null if it is a number that cannot be read, undefined if it is not a number. */
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

/** A single group with at least this number of digits is not a count that people write. */
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

/** A labelled number without a trunk 0 and with at least this number of digits has its country code. */
const WITH_COUNTRY_MIN = 11;

/**
 * The value of a labelled, long number with its country code but without the +. Null if its country is not the
 * profile's.
 */
function countryCodeWithoutPlus(digits: string, country: string | null): string | null {
  if (digits.startsWith("0") || digits.length < WITH_COUNTRY_MIN) return null;
  const known = knownNumber(`+${digits}`, null);
  return known !== null && (country === null || known.country === country) ? known.value : null;
}
