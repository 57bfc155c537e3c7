import { type Draft, foldedAt, isFree } from "./draft.ts";
import { WORDS } from "./filter-words.ts";
import { type Counted, countedAt, isDash } from "./numbers.ts";

/** A number of a query with its magnitude, before it is known what it counts. */
export interface Quantity {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  /** 1 if it has no magnitude. */
  readonly scale: number;
  /** Only digits, without magnitude, grouping or a second end. */
  readonly isPlain: boolean;
  /** The bound that its neighbours give it. */
  readonly bound: "min" | "max" | "range" | "none";
  /** Upper end of a range. */
  readonly upTo?: number;
  /** Whether a word for followers is between the ends of the range. */
  readonly countsFollowers?: boolean;
}

const LARGEST = 10_000_000_000;

/** The quantity at a token, with the range or comparison that its neighbours state. */
export function quantityAt(draft: Draft, at: number): Quantity | undefined {
  const first = isFree(draft, at) ? countedAt(draft.tokens, at) : undefined;
  if (first === undefined) return undefined;
  return rangeAt(draft, at, first) ?? comparedAt(draft, at, first);
}

function rangeAt(draft: Draft, at: number, first: Counted): Quantity | undefined {
  const { tokens } = draft;
  const opened = WORDS.rangeOpen.lengthBefore(tokens, at);
  const lowerBound = opened === 0 ? WORDS.minBefore.lengthBefore(tokens, at) : 0;
  const from = first.end + (/^[%+]$/.test(foldedAt(draft, first.end)) ? 1 : 0);
  const secondAt = secondOfRange(draft, from, opened > 0 || lowerBound > 0);
  const second = secondAt === undefined ? undefined : countedAt(tokens, secondAt);
  if (second === undefined) return undefined;
  // "5 to 50 thousand": the magnitude belongs to both, unless the first number would then be the larger one.
  const shared = first.scale === 1 && first.written < second.written ? second.scale : first.scale;
  const end = second.end + (tokens[second.end]?.folded === "+" ? 1 : 0);
  const value = first.written * shared;
  const upTo = second.written * second.scale;
  // "over 1.5 million followers and less than 2%" are two statements.
  if (value > upTo && opened === 0 && !isDash(foldedAt(draft, from))) return undefined;
  return {
    start: at - Math.max(opened, lowerBound),
    end,
    value,
    scale: Math.max(shared, second.scale),
    isPlain: first.isPlain && second.isPlain && second.scale === 1,
    bound: "range",
    upTo,
    countsFollowers: opened + lowerBound > 0 && WORDS.followers.lengthAt(tokens, first.end) > 0,
  };
}

/** Words that join numbers and statements alike. They make a range only after a word that opens one. */
const LOOSE_JOIN = /^(?:and|y|e|et|und|en|i|ve|dan|и|و|a|ו)$/u;

/** Where the second number of a range begins: "5k-10k", "between 5 and 10k", "at least 5k followers, max 10k". */
function secondOfRange(draft: Draft, at: number, opened: boolean): number | undefined {
  const { tokens } = draft;
  const next = at + (opened ? WORDS.followers.lengthAt(tokens, at) : 0);
  const word = foldedAt(draft, next);
  const pause = word === "and" || word === "but" || word === "," ? 1 : 0;
  const upper = opened ? WORDS.maxBefore.lengthAt(tokens, next + pause) : 0;
  if (upper > 0) return next + pause + upper;
  // "10k - <50k"
  if (isDash(word)) return next + (symbolAt(draft, next + 1) === "max" ? 2 : 1);
  // "10k>50k". But "<50k >10k" are two bounds, since a range goes up.
  if (foldedAt(draft, next) === ">") return next + 1;
  const joint = WORDS.rangeJoin.lengthAt(tokens, next);
  if (joint === 0) return undefined;
  return opened || !LOOSE_JOIN.test(word) || word === "a" ? next + joint : undefined;
}

const COMPARISONS: ReadonlyMap<string, "min" | "max"> = new Map([
  ...[">", ">=", "=>", "≥", "≧", "⩾", "≮"].map((symbol) => [symbol, "min"] as const),
  ...["<", "<=", "=<", "≤", "≦", "⩽", "≯"].map((symbol) => [symbol, "max"] as const),
]);
const OPPOSITE = { min: "max", max: "min" } as const;
/** Words between a comparison and its number: "más de los 10k", "at least around 5k". */
const COMPARISON_FILLER = /^(?:the|los|os|les|i|de|of|than|=|:|a|an|-|\.)$/u;
const NOT = /^(?:not|never|nicht|non|nao|pas|nie|niet|не)$/u;

const symbolAt = (draft: Draft, at: number): "min" | "max" | undefined =>
  COMPARISONS.get(draft.tokens[at]?.raw ?? "") ?? COMPARISONS.get(foldedAt(draft, at));

function comparedAt(draft: Draft, at: number, { written, scale, isPlain, end }: Counted): Quantity {
  const before = comparisonBefore(draft, at);
  const after = before === undefined ? comparisonAfter(draft, end) : undefined;
  const value = Math.min(written * scale, LARGEST);
  const { bound } = before ?? after ?? { bound: "none" };
  return { start: before?.start ?? at, end: after?.end ?? end, value, scale, isPlain, bound };
}

type Bound = { readonly start: number; readonly bound: "min" | "max" };

function comparisonBefore(draft: Draft, at: number): Bound | undefined {
  for (let end = at; end > at - 2 && end > 0; end -= 1) {
    const symbol = symbolAt(draft, end - 1);
    if (symbol !== undefined) return { start: end - 1, bound: symbol };
    if (foldedAt(draft, end - 1) === "+" && end === at) return { start: end - 1, bound: "min" };
    const max = WORDS.maxBefore.lengthBefore(draft.tokens, end);
    const min = WORDS.minBefore.lengthBefore(draft.tokens, end);
    if (max > 0 && max >= min) return negated(draft, { start: end - max, bound: "max" });
    if (min > 0) return negated(draft, { start: end - min, bound: "min" });
    if (!COMPARISON_FILLER.test(foldedAt(draft, end - 1))) break;
  }
  return undefined;
}

/** "not under 10k" means at least 10k. */
const negated = (draft: Draft, { start, bound }: Bound): Bound =>
  NOT.test(foldedAt(draft, start - 1)) ? { start: start - 1, bound: OPPOSITE[bound] } : { start, bound };

/** A comparison after a quantity; `at` is the token after it. Also used after the word for followers. */
export function comparisonAfter(draft: Draft, at: number): { end: number; bound: "min" | "max" } | undefined {
  if (foldedAt(draft, at) === "+") return { end: at + 1, bound: "min" };
  const symbol = symbolAt(draft, at);
  // "10k < followers": the number is the smaller one.
  if (symbol !== undefined && WORDS.followers.lengthAt(draft.tokens, at + 1) > 0)
    return { end: at + 1, bound: OPPOSITE[symbol] };
  // Turkish and Hindi put a case ending or counter between them: "20 bin'den fazla", "10만명 이상".
  const from = /^(?:명|人|名|个|個|dan|den|tan|ten|['’-])$/u.test(foldedAt(draft, at)) ? at + 1 : at;
  for (const start of new Set([at, from])) {
    const min = WORDS.minAfter.lengthAt(draft.tokens, start);
    const max = WORDS.maxAfter.lengthAt(draft.tokens, start);
    if (min > 0 && min >= max) return { end: start + min, bound: "min" };
    if (max > 0) return { end: start + max, bound: "max" };
  }
  return undefined;
}
