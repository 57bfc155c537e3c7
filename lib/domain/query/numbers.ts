import { lazily } from "../made-once.ts";
import { isUnspaced, longestPhraseAt, type PhraseHit } from "../text/words.ts";
import { WORDS } from "./filter-words.ts";
import { MAGNITUDES } from "./magnitudes.ts";
import numberWordTable from "./number-words.computed.ts";
import type { Token } from "./query-tokens.ts";

/** A number with its magnitude. */
export interface Counted {
  readonly end: number;
  /** As written, before the magnitude. */
  readonly written: number;
  /** 1 if it has no magnitude. */
  readonly scale: number;
  /** Only digits ("2026", "182"). They are as likely to be part of a name as a count. */
  readonly isPlain: boolean;
}

/** Made on first use: takes about 30 ms, or 2 ms if the bundler computed the table. */
const numberWords = lazily((): ReadonlyMap<string, number> => new Map(numberWordTable()));
const NUMBER_WORDS_MAX = 5;

/** Words before a magnitude: "half a million", "a million", "medio millón". */
const PARTS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    0.5: "half|medio|meio|demi|mezzo|halbe",
    1: "a|un|una|um|uma|ein|eine|einer|een",
  }).flatMap(([value, names]) => names.split("|").map((name): [string, number] => [name, Number(value)])),
);

/**
 * Turns a digit of any script into ASCII. NFKC keeps the digits of most scripts. Unicode puts the ten digits of a
 * script in a row, the zero first.
 */
function asciiDigit(character: string): string {
  if (!/\p{Nd}/u.test(character) || /[0-9]/.test(character)) return character;
  let zero = character.codePointAt(0) ?? 0;
  const own = zero;
  while (own - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((own - zero) % 10);
}

/** Marks that only group digits: apostrophes, spaces, the Arabic separators. */
const GROUPING = /[٬،'‘’‛´`′_\p{Zs}]/gu;
/** Groups of three, or India's: three at the end and twos before ("12,34,567"). */
const GROUPED = /^(?:\d{1,3}(?: \d{3})+|\d{1,2}(?: \d{2})+ \d{3})$/;

/**
 * A number as people write it, in the digits of any script: 1,000, 1.000, 1'000 and 1 000 are a thousand, 1,00,000 is a
 * lakh, 1.5 and 1,5 are one and a half. NaN if it is not a number (a date, a version). The groupings are those of CLDR,
 * and the tests compare with it.
 */
export function parseNumber(raw: string): number {
  const ascii = Array.from(raw.normalize("NFKC"), asciiDigit).join("").replace(/٫/g, "#");
  const marked = ascii.replace(GROUPING, " ");
  if (/^\d+$/.test(marked)) return Number(marked);
  const marks = [...new Set(marked.replace(/\d/g, ""))];
  const last = marks.at(-1) ?? "";
  const isWhole = marks.length === 1 && last !== "#" && !/^0/.test(marked);
  const whole = marked.replaceAll(last, " ");
  if (isWhole && GROUPED.test(whole)) return Number(whole.replaceAll(" ", ""));
  return last === " " ? Number.NaN : decimal(marked, last);
}

/** The last mark appears once and separates the decimals. Another mark may group the digits before it. */
function decimal(marked: string, mark: string): number {
  const [before = "", after = "", ...more] = marked.split(mark);
  const whole = before.replace(/[.,]/g, " ");
  const isOneMark = new Set(before.replace(/\d/g, "")).size <= 1;
  if (more.length > 0 || !isOneMark || !(/^\d+$/.test(whole) || GROUPED.test(whole))) return Number.NaN;
  return Number(`${whole.replaceAll(" ", "")}.${after}`);
}

/** The number that begins at a token, in digits or in words. Undefined if it has an unknown unit. */
export function countedAt(tokens: readonly Token[], at: number): Counted | undefined {
  const token = tokens[at];
  if (token?.kind === "number") return numberAt(tokens, at);
  return token?.kind === "word" ? spelledAt(tokens, at) : undefined;
}

function numberAt(tokens: readonly Token[], at: number): Counted | undefined {
  if (isTail(tokens, at)) return undefined;
  const raw = tokens[at]?.raw ?? "";
  const { scale, end } = magnitudesFrom(tokens, at + 1);
  if (scale === 1 && hasUnknownUnit(tokens[end])) return undefined;
  // 1.500 before a magnitude is one and a half, like 1.5.
  const written = scale > 1 && /^\d+[.,]\d{3}$/.test(raw) ? Number(raw.replace(",", ".")) : parseNumber(raw);
  return Number.isNaN(written)
    ? undefined
    : { end, written, scale, isPlain: scale === 1 && /^\p{Nd}+$/u.test(raw) };
}

/**
 * Whether letters that are not a magnitude are glued to the digits: "90s", "49ers", "4chan", "3D". Counters of scripts
 * without spaces and endings after an apostrophe are allowed.
 */
const hasUnknownUnit = (next: Token | undefined): boolean =>
  next?.glued === true && next.kind === "word" && !isUnspaced(next.raw);

/** Whether a number follows another number and an unknown sign. Read alone, such a tail could reverse the bound. */
function isTail(tokens: readonly Token[], at: number): boolean {
  const sign = tokens[at - 1];
  if (sign === undefined || isDash(sign.folded) || /^(?:[<>≤≥+≮≯≦≧⩽⩾＜＞]|=<)/u.test(sign.raw)) return false;
  if (isUnspaced(sign.folded) && WORDS.rangeJoin.has(sign.folded)) return false;
  const before = tokens[at - 2];
  const isBehindNumber =
    before?.kind === "number" || (tokens[at - 3]?.kind === "number" && before?.glued === true);
  const isBetween = sign.glued && tokens[at]?.glued === true;
  const mayStandApart = sign.kind === "symbol" && !/^[,;:.|&()[\]"'!?%/]/u.test(sign.folded);
  return isBehindNumber && (isBetween || mayStandApart || sign.folded === "x");
}

/** Abbreviations that mean something else after a space ("5 m tall"), unless the counted thing follows. */
const CLINGING = /^(?:[mblwк]|mi|mm|mn|cr|bn|kk|кк)$/u;

function magnitudesFrom(tokens: readonly Token[], from: number): { scale: number; end: number } {
  let scale = 1;
  let end = from;
  for (let next = magnitudeAt(tokens, end); next !== undefined; next = magnitudeAt(tokens, end)) {
    scale *= next;
    end += 1;
    if (isAbbreviationMark(tokens, end) && tokens[end + 1] !== undefined) end += 1;
  }
  return { scale, end };
}

/**
 * The mark of an abbreviation: "tys.", "Mio.", "क॰". After a single letter ("k", "m") the full stop may end the
 * sentence instead.
 */
const isAbbreviationMark = (tokens: readonly Token[], at: number): boolean => {
  const mark = tokens[at]?.glued === true ? tokens[at]?.folded : undefined;
  return mark === "॰" || (mark === "." && (tokens[at - 1]?.folded.length ?? 0) > 1);
};

function magnitudeAt(tokens: readonly Token[], at: number): number | undefined {
  const token = tokens[at];
  if (token?.kind !== "word") return undefined;
  const factor = MAGNITUDES.get(token.folded);
  const stray = !token.glued && CLINGING.test(token.folded) && token.raw !== "M";
  return factor === undefined || (stray && !leadsToCount(tokens, at + 1)) ? undefined : factor;
}

/** Whether the counted thing, another bound or the other end of a range follows: "1 m subs", "2 m+", "1 m - 5 m". */
function leadsToCount(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.folded ?? "";
  const next = /^(?:de|d|of|di)$/.test(word) ? at + 1 : at;
  if (word === "+" || WORDS.followers.lengthAt(tokens, next) > 0) return true;
  return (isDash(word) || WORDS.rangeJoin.has(word)) && tokens[at + 1]?.kind === "number";
}

/** Signs that make two numbers a range: dashes, arrows, dots, tildes, a slash. */
export const isDash = (folded: string): boolean =>
  /^(?:\p{Pd}|[−~〜～∼/ー]|\.{2,3}|[-−–—=]+>|[←-⇿➔➘-➾⟰-⟿⤀-⥿⬀-⬑])$/u.test(folded);

const AND = /^(?:and|y|e|et|und|en|i|и|و)$/u;
/** Shorter words alone have too many other meanings: "mil", "bin", "on", "dos". */
const SPELLED_MIN_LETTERS = 4;

/** "twenty-five thousand", "two hundred and fifty thousand", "two and a half million", "half a million", "million". */
function spelledAt(tokens: readonly Token[], at: number): Counted | undefined {
  if (continuesNumber(tokens, at)) return undefined;
  const hit = numberWordsAt(tokens, at);
  if (hit === undefined) return partAt(tokens, at) ?? bareMagnitude(tokens, at);
  const end = at + hit.length;
  const more = hundredsAt(tokens, end, hit.value) ?? halfAt(tokens, end, hit.value);
  if (more !== undefined) return more;
  const { scale, end: scaled } = magnitudesFrom(tokens, end);
  if (scale > 1) return spelled(scaled, hit.value, scale);
  const isPart = AND.test(tokens[end]?.folded ?? "") && numberWordsAt(tokens, end + 1) !== undefined;
  if (hit.value < 100 || hit.key.length < SPELLED_MIN_LETTERS || isPart) return undefined;
  return hit.value < 1_000 ? spelled(end, hit.value, 1) : spelled(end, hit.value / 1_000, 1_000);
}

const spelled = (end: number, written: number, scale: number): Counted => ({
  end,
  written,
  scale,
  isPlain: false,
});

const numberWordsAt = (tokens: readonly Token[], at: number): PhraseHit<number> | undefined =>
  longestPhraseAt(tokens, at, numberWords(), NUMBER_WORDS_MAX);

/**
 * Whether the words continue a number that is written in an unknown way. Read alone, its tail would be a different
 * number.
 */
const continuesNumber = (tokens: readonly Token[], at: number): boolean => {
  const before = tokens[at - 1]?.folded ?? "";
  const isJoin = AND.test(before) || /^(?:point|punto|coma|virgule|komma|virgola|virgula)$/.test(before);
  return [before, isJoin ? (tokens[at - 2]?.folded ?? "") : ""].some((word) => numberWords().has(word));
};

/** "two hundred and fifty thousand": the thousand multiplies both. */
function hundredsAt(tokens: readonly Token[], at: number, hundreds: number): Counted | undefined {
  const from = AND.test(tokens[at]?.folded ?? "") ? at + 1 : at;
  const hit = hundreds % 100 === 0 && hundreds < 1_000 ? numberWordsAt(tokens, from) : undefined;
  const scale = hit === undefined ? 1 : hit.value >= 1e6 ? 1e6 : hit.value >= 1e3 ? 1e3 : 1;
  return hit === undefined || hit.value / scale >= 100
    ? undefined
    : spelled(from + hit.length, hundreds + hit.value / scale, scale);
}

/** "two and a half million". */
function halfAt(tokens: readonly Token[], at: number, whole: number): Counted | undefined {
  const said = [0, 1, 2].map((offset) => tokens[at + offset]?.folded).join(" ");
  const { scale, end } = magnitudesFrom(tokens, at + 3);
  return said === "and a half" && scale > 1 ? spelled(end, whole + 0.5, scale) : undefined;
}

function partAt(tokens: readonly Token[], at: number): Counted | undefined {
  const part = PARTS.get(tokens[at]?.folded ?? "");
  const from = at + (tokens[at]?.folded === "half" && tokens[at + 1]?.folded === "a" ? 2 : 1);
  const isAbbreviation = (tokens[from]?.folded.length ?? 0) < 3;
  const { scale, end } = magnitudesFrom(tokens, from);
  return part === undefined || scale === 1 || isAbbreviation ? undefined : spelled(end, part, scale);
}

/** Smaller magnitudes are everyday words ("mil", "thousand"). */
const BARE_MIN = 1_000_000;

/** "more than a million" without the article, as in Arabic and other languages. */
function bareMagnitude(tokens: readonly Token[], at: number): Counted | undefined {
  const word = tokens[at]?.folded ?? "";
  const scale = word.length > 3 ? (MAGNITUDES.get(word) ?? 0) : 0;
  if (scale < BARE_MIN || tokens[at - 1]?.kind === "number") return undefined;
  return spelled(at + 1, 1, scale);
}
