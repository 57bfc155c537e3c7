import { type Draft, foldedAt, take } from "./draft.ts";
import { WORDS } from "./filter-words.ts";
import { comparisonAfter, quantityAt } from "./quantities.ts";

const PERCENT =
  /^(?:%|٪|％|percent|pct|prozent|procent|procento|percento|процентов|процента|فيصد|प्रतिशत|퍼센트|프로)$/u;
/** "por ciento", "por cento", "pour cent", "per cent": the second word of a percent sign in two words. */
const PERCENT_SECOND = /^(?:ciento|cento|cent)$/;
/** Above 100% the words mean something else ("giving 200%"). */
const PERCENT_MAX = 100;
/** Maximum number of words between a rate and the word engagement. */
const DISTANCE = 5;

/** Reads a stated engagement rate, never an adjective: "over 3% engagement", "ER > 5%", "taux d'engagement de 4 %". */
export function readEngagement(draft: Draft): void {
  for (let at = 0; at < draft.tokens.length; at += 1) {
    const quantity = quantityAt(draft, at);
    if (quantity === undefined || quantity.scale !== 1) continue;
    const end = percentEnd(draft, quantity.end);
    const word = end === undefined ? undefined : engagementWord(draft, quantity.start, end);
    if (end === undefined || word === undefined) continue;
    const trailing = quantity.bound === "none" ? comparisonAfter(draft, end) : undefined;
    const bound = trailing?.bound ?? quantity.bound;
    const to = quantity.upTo ?? quantity.value;
    if (quantity.value > PERCENT_MAX || to > PERCENT_MAX || quantity.value > to) continue;
    const min = share(quantity.value);
    draft.filters.engagement_rate =
      bound === "range" ? { min, max: share(to) } : bound === "max" ? { max: share(to) } : { min };
    take(
      draft,
      Math.min(quantity.start, word.start),
      Math.max(trailing?.end ?? end, word.end),
      "engagement_rate",
    );
    return;
  }
}

/** Percent to share, rounded to remove errors of binary fractions: 3 becomes 0.03. */
const share = (percent: number): number => Number((percent / 100).toFixed(6));

function percentEnd(draft: Draft, at: number): number | undefined {
  // "3-5%": the range's first number may have the sign too.
  const from = foldedAt(draft, at) === "+" ? at + 1 : at;
  if (PERCENT.test(foldedAt(draft, from))) return foldedAt(draft, from + 1) === "+" ? from + 2 : from + 1;
  return PERCENT_SECOND.test(foldedAt(draft, from + 1)) ? from + 2 : undefined;
}

function engagementWord(
  draft: Draft,
  start: number,
  end: number,
): { start: number; end: number } | undefined {
  for (let distance = 0; distance <= DISTANCE; distance += 1) {
    const after = WORDS.engagement.lengthAt(draft.tokens, end + distance);
    if (after > 0) return { start: end + distance, end: end + distance + after };
    const before = WORDS.engagement.lengthBefore(draft.tokens, start - distance);
    if (before > 0) return { start: start - distance - before, end: start - distance };
  }
  return undefined;
}
