import type { Span } from "./phone-links.ts";

export interface DigitGroup extends Span {
  /** Whether the gap before this group is rare between digits of one number. */
  readonly isLoose: boolean;
  /** Whether the gap before this group may separate two numbers. */
  readonly isApart: boolean;
}

/** Groups of digits that may be one number, or several in a row. */
export interface DigitChain {
  readonly groups: readonly DigitGroup[];
}

/** Longer groups are ids. */
const GROUP_MAX = 17;
const STRICT_GAP = /^[^\S\n]{0,3}(?:[().\-/\u2010-\u2015\u2212·•∙・][^\S\n]{0,2}){0,3}$/u;
const LOOSE_GAP =
  /^\+$|^[^\S\n]{0,2}(?:[().\-/\u2010-\u2015\u2212·•∙・*_~|,:;=\\'"<>[\]{}♥❤★☆\p{So}][^\S\n]{0,2}){1,3}$/u;
const WIDE_GAP = /\s[/|,;•·–—-]+\s|[,;|]|\s{2}|\/\s|\s\//u;
const GAP_MAX = 6;
/** `37.575291,-122.341831` */
const POSITION = /(?<!\d)\d{1,3}\.\d{3,9},\s?-?\d{1,3}\.\d{3,9}(?!\d)/g;
const DATE =
  /(?<!\d)(?:(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d{2}|(?:19|20)\d{6})(?!\d)/g;

/** The digits of a folded text in chains, without those in addresses, dates and positions. Linear. */
export function digitChains(text: string, addresses: readonly Span[]): DigitChain[] {
  const away = [...addresses, ...spansOf(text, DATE), ...spansOf(text, POSITION)].toSorted(
    (a, b) => a.start - b.start,
  );
  const chains: DigitGroup[][] = [];
  let last: Span | null = null;
  let next = 0;
  for (const match of text.matchAll(/\d+/g)) {
    const span = spanOf(match);
    while ((away[next]?.end ?? Number.POSITIVE_INFINITY) <= span.start) next += 1;
    const isAway = (away[next]?.start ?? Number.POSITIVE_INFINITY) < span.end;
    if (isAway || span.end - span.start > GROUP_MAX) {
      last = null;
      continue;
    }
    const gap = last === null ? null : gapBetween(text, last, span);
    if (gap === null) chains.push([{ ...span, isLoose: false, isApart: true }]);
    else chains.at(-1)?.push({ ...span, ...gap });
    last = span;
  }
  return chains.map((groups) => ({ groups }));
}

const spanOf = ({ index, 0: matched }: RegExpExecArray): Span => ({
  start: index,
  end: index + matched.length,
});

const spansOf = (text: string, pattern: RegExp): Span[] => Array.from(text.matchAll(pattern), spanOf);

/** Null if a number cannot continue over the gap. */
function gapBetween(
  text: string,
  { end }: Span,
  { start }: Span,
): Pick<DigitGroup, "isLoose" | "isApart"> | null {
  if (start - end > GAP_MAX) return null;
  const gap = text.slice(end, start);
  const isStrict = STRICT_GAP.test(gap);
  if (!isStrict && !LOOSE_GAP.test(gap)) return null;
  return { isLoose: !isStrict, isApart: WIDE_GAP.test(gap) };
}

const ID_BEFORE = /(?:[#$€£¥₹]\s?|[@_=\p{Nd}])$/u;
const LETTER_BEFORE = /\p{L}$/u;
/** Marks an id, a price, a count or a part of a word. */
const COUNTED_BEHIND =
  /^(?:[\p{Nd}_@%]|\s?[€£$¥₹%]|[.,]\d|\s(?:EUR|USD|GBP|INR|BRL|views?|subs|subscribers|followers|likes|plays|streams|downloads)(?!\p{L}))/iu;
const LATIN_BEHIND = /^\p{Script=Latin}/u;

/** Whether the text on both sides of a number allows it to be a phone number. */
export function hasRoomFor(before: string, after: string, isInternational: boolean): boolean {
  if (ID_BEFORE.test(before) || COUNTED_BEHIND.test(after)) return false;
  return isInternational || (!LETTER_BEFORE.test(before) && !LATIN_BEHIND.test(after));
}
