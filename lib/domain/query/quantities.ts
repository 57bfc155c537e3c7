import { type Draft, foldedAt, isFree } from "./draft.ts";
import { MAGNITUDES, NUMBER_WORDS } from "./filter-word-table.ts";
import { WORDS } from "./filter-words.ts";
import type { Token } from "./query-tokens.ts";

/** A number of a query with its magnitude, before it is known what it counts. */
export interface Quantity {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  /** 1 where no magnitude stands with it. */
  readonly scale: number;
  /** How it was bounded by its neighbours. */
  readonly bound: "min" | "max" | "range" | "none";
  /** Upper end of a range. */
  readonly upTo?: number;
  /** A word for followers stands between the ends of the range. */
  readonly countsFollowers?: boolean;
}

interface Counted {
  readonly end: number;
  /** As written, before the magnitude. */
  readonly written: number;
  readonly scale: number;
}

/** Magnitudes of one or two letters that mean something else when they stand apart ("5 m tall"). */
const CLINGING = /^(?:m|b|mi|mm|mn|cr|bn|к)$/u;
/** "1 000 000 000": more groups are no count of anything. */
const GROUPS_MAX = 4;
/** Smaller magnitudes are everyday words ("mil", "thousand"). */
const BARE_MIN = 1_000_000;
const DASHES = new Set(["-", "–", "—", "~", "〜", "～", "…"]);
const LARGEST = 10_000_000_000;

/** A number as people write it: 1,000 and 1.000 are a thousand, 1.5 and 1,5 one and a half; any digits. */
export function parseNumber(raw: string): number {
  const ascii = [...raw.normalize("NFKC")].map(asciiDigit).join("");
  const groups = ascii.split(/[.,٫٬]/u);
  const tail = groups.at(-1) ?? "";
  if (groups.length === 1) return Number(ascii);
  const grouped = groups.slice(1).every((group) => group.length === 3) && (groups[0] ?? "").length <= 3;
  if (grouped && groups[0] !== "0") return Number(groups.join(""));
  return Number(`${groups.slice(0, -1).join("")}.${tail}`);
}

/** Digits of any script: Unicode keeps each script's ten digits together, the zero at a known place. */
function asciiDigit(character: string): string {
  if (!/\p{Nd}/u.test(character) || /[0-9]/.test(character)) return character;
  let zero = character.codePointAt(0) ?? 0;
  const own = zero;
  while (own - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((own - zero) % 10);
}

function countedAt(tokens: readonly Token[], at: number): Counted | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  if (token.kind === "number") return numberAt(tokens, at);
  if (token.kind !== "word") return undefined;
  const word = NUMBER_WORDS.get(token.folded);
  if (word === undefined) return bareMagnitude(tokens, at);
  const skip = token.folded === "half" && tokens[at + 1]?.folded === "a" ? 2 : 1;
  const name = tokens[at + skip]?.folded ?? "";
  const scale = name.length > 2 ? MAGNITUDES.get(name) : undefined;
  return scale === undefined ? undefined : { end: at + skip + 1, written: word, scale };
}

/** "more than a million" without the article, as Arabic and others say it. */
function bareMagnitude(tokens: readonly Token[], at: number): Counted | undefined {
  const scale = MAGNITUDES.get(foldedWord(tokens[at])) ?? 0;
  if (scale < BARE_MIN || tokens[at - 1]?.kind === "number") return undefined;
  return { end: at + 1, written: 1, scale };
}

const foldedWord = (token: Token | undefined): string =>
  token !== undefined && token.folded.length > 3 ? token.folded : "";

function numberAt(tokens: readonly Token[], at: number): Counted {
  let raw = tokens[at]?.raw ?? "";
  let end = at + 1;
  while (end < at + GROUPS_MAX && isThousandsGroup(tokens, end)) {
    raw += tokens[end]?.raw ?? "";
    end += 1;
  }
  let scale = 1;
  for (let next = magnitudeAt(tokens, end); next !== undefined; next = magnitudeAt(tokens, end)) {
    scale *= next;
    end += 1;
    if (tokens[end - 1]?.folded === "tys" && tokens[end]?.folded === ".") end += 1;
  }
  // 1.500 before a magnitude is one and a half, as 1.5 is.
  const written = scale > 1 && /^\d+[.,]\d{3}$/.test(raw) ? Number(raw.replace(",", ".")) : parseNumber(raw);
  return { end, written, scale };
}

/** "10 000": three digits after a single space, not themselves with a magnitude glued on. */
function isThousandsGroup(tokens: readonly Token[], at: number): boolean {
  const group = tokens[at];
  const before = tokens[at - 1];
  if (group?.kind !== "number" || before === undefined) return false;
  const next = tokens[at + 1];
  const gluedLetters = next?.glued && next.kind === "word";
  return (
    /^\p{Nd}{3}$/u.test(group.raw) &&
    /^\p{Nd}{1,3}$/u.test(before.raw) &&
    group.start - before.end === 1 &&
    !gluedLetters
  );
}

function magnitudeAt(tokens: readonly Token[], at: number): number | undefined {
  const token = tokens[at];
  if (token?.kind !== "word") return undefined;
  const clings = CLINGING.test(token.folded) && !token.glued && token.raw !== "M";
  return clings ? undefined : MAGNITUDES.get(token.folded);
}

/** The quantity at a token, with the range or comparison that its neighbours make of it. */
export function quantityAt(draft: Draft, at: number): Quantity | undefined {
  const first = isFree(draft, at) ? countedAt(draft.tokens, at) : undefined;
  if (first === undefined || !Number.isFinite(first.written)) return undefined;
  return rangeAt(draft, at, first) ?? comparedAt(draft, at, first);
}

function rangeAt(draft: Draft, at: number, first: Counted): Quantity | undefined {
  const { tokens } = draft;
  const opened = WORDS.rangeOpen.lengthBefore(tokens, at);
  const lowerBound = opened === 0 ? WORDS.minBefore.lengthBefore(tokens, at) : 0;
  const from = first.end + (foldedAt(draft, first.end) === "%" ? 1 : 0);
  const secondAt = secondOfRange(draft, from, opened > 0 || lowerBound > 0);
  const second = secondAt === undefined ? undefined : countedAt(tokens, secondAt);
  if (second === undefined) return undefined;
  // "5 to 50 thousand": the magnitude belongs to both, unless that would turn the range around.
  const shared = first.scale === 1 && first.written < second.written ? second.scale : first.scale;
  const end = second.end + (tokens[second.end]?.folded === "+" ? 1 : 0);
  const value = first.written * shared;
  const upTo = second.written * second.scale;
  // "over 1.5 million followers and less than 2%" are two statements.
  if (value > upTo && opened === 0 && !DASHES.has(foldedAt(draft, from))) return undefined;
  return {
    start: at - Math.max(opened, lowerBound),
    end,
    value,
    scale: Math.max(shared, second.scale),
    bound: "range",
    upTo,
    countsFollowers: opened + lowerBound > 0 && WORDS.followers.lengthAt(tokens, first.end) > 0,
  };
}

/** Words that join numbers as well as statements: they make a range only where one was opened. */
const LOOSE_JOIN = /^(?:and|y|e|et|und|en|i|ve|dan|и|و|a|ו)$/u;

/** Where the second number of a range begins: "5k-10k", "between 5 and 10k", "at least 5k followers, max 10k". */
function secondOfRange(draft: Draft, at: number, opened: boolean): number | undefined {
  const { tokens } = draft;
  const next = at + (opened ? WORDS.followers.lengthAt(tokens, at) : 0);
  const word = foldedAt(draft, next);
  const pause = word === "and" || word === "but" || word === "," ? 1 : 0;
  const upper = opened ? WORDS.maxBefore.lengthAt(tokens, next + pause) : 0;
  if (upper > 0) return next + pause + upper;
  if (DASHES.has(word)) return next + 1;
  const joint = WORDS.rangeJoin.lengthAt(tokens, next);
  if (joint === 0) return undefined;
  return opened || !LOOSE_JOIN.test(word) || word === "a" ? next + joint : undefined;
}

const COMPARISONS: ReadonlyMap<string, "min" | "max"> = new Map(
  Object.entries<"min" | "max">({
    ">": "min",
    "≥": "min",
    "<": "max",
    "≤": "max",
  }),
);
/** Between a comparison and its number: "más de los 10k", "at least around 5k". */
const COMPARISON_FILLER = /^(?:the|los|os|les|i|de|of|than|=|:|a|an|-)$/u;

function comparedAt(draft: Draft, at: number, first: Counted): Quantity {
  const before = comparisonBefore(draft, at);
  const after = comparisonAfter(draft, first.end);
  const value = Math.min(first.written * first.scale, LARGEST);
  const bound = before?.bound ?? after?.bound ?? "none";
  return { start: before?.start ?? at, end: after?.end ?? first.end, value, scale: first.scale, bound };
}

function comparisonBefore(draft: Draft, at: number): { start: number; bound: "min" | "max" } | undefined {
  for (let end = at; end > at - 2 && end > 0; end -= 1) {
    const symbol = COMPARISONS.get(foldedAt(draft, end - 1));
    if (symbol !== undefined) return { start: end - 1, bound: symbol };
    if (foldedAt(draft, end - 1) === "+" && end === at) return { start: end - 1, bound: "min" };
    const max = WORDS.maxBefore.lengthBefore(draft.tokens, end);
    const min = WORDS.minBefore.lengthBefore(draft.tokens, end);
    if (max > 0 && max >= min) return { start: end - max, bound: "max" };
    if (min > 0) return { start: end - min, bound: "min" };
    if (!COMPARISON_FILLER.test(foldedAt(draft, end - 1))) break;
  }
  return undefined;
}

/** A comparison after a quantity that begins at `at`; also used after the follower word. */
export function comparisonAfter(draft: Draft, at: number): { end: number; bound: "min" | "max" } | undefined {
  if (foldedAt(draft, at) === "+") return { end: at + 1, bound: "min" };
  // Turkish and Hindi put a case or counter between: "20 bin'den fazla", "10만명 이상".
  const from = /^(?:명|人|名|个|個|dan|den|tan|ten)$/u.test(foldedAt(draft, at)) ? at + 1 : at;
  for (const start of new Set([at, from])) {
    const min = WORDS.minAfter.lengthAt(draft.tokens, start);
    const max = WORDS.maxAfter.lengthAt(draft.tokens, start);
    if (min > 0 && min >= max) return { end: start + min, bound: "min" };
    if (max > 0) return { end: start + max, bound: "max" };
  }
  return undefined;
}
