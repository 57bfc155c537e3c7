import { type Draft, foldedAt, isFree } from "./draft.ts";
import { isContentWord, WORDS } from "./filter-words.ts";
import { afterAt, negatorAt } from "./negators.ts";
import { placeAt } from "./read-places.ts";

const SCOPE_MAX = 5;
/** Marks the tokens after a negator, so that no reader takes them for something wanted: "not on Instagram". */
export function markNegated(draft: Draft): void {
  for (let at = 0; at < draft.tokens.length; at += 1) {
    const negator = isFree(draft, at) ? negatorAt(draft, at) : undefined;
    const from = at + (negator?.length ?? 0);
    if (negator === undefined || draft.tokens[from]?.joined === true) continue;
    const end = negator.isSign ? from + 1 : scopeEnd(draft, from);
    draft.negated.fill(true, from, end);
  }
  for (let at = 1; at < draft.tokens.length; at += 1)
    if (afterAt(draft, at).length > 0) draft.negated[at - 1] = true;
}

const SCOPE_ENDS = /^(?:but|with|who|pero|con|mas|com|mais|avec|aber|mit|ma|maar|met|ale|но)$/u;
const ON = /^(?:on|auf|sur|su|op|em|en|na|no|в|на)$/u;

/**
 * Where the negation ends. It stops at a word such as "but": "not on Instagram but with". A preposition right after the
 * negator belongs to it, and then only the words that it governs: "not from the US fitness" does not exclude fitness.
 */
function scopeEnd(draft: Draft, from: number): number {
  const isWhere = WORDS.placePrepositions.lengthAt(draft.tokens, from) > 0 || ON.test(foldedAt(draft, from));
  let end = from;
  for (let isSaid = false; end < from + SCOPE_MAX && isWordOfScope(draft, end); ) {
    const word = foldedAt(draft, end);
    const place = placeAt(draft, end);
    const joins = [word, foldedAt(draft, end - 1)].some((one) => WORDS.negationJoins.has(one));
    if (end > from && SCOPE_ENDS.test(word)) break;
    if (isSaid && (WORDS.placePrepositions.has(word) || (isWhere && !joins))) break;
    isSaid ||= place !== undefined || isContentWord(word);
    end = place?.end ?? end + 1;
  }
  return end;
}

const isWordOfScope = (draft: Draft, at: number): boolean => {
  const kind = draft.tokens[at]?.kind;
  return kind !== undefined && kind !== "symbol" && kind !== "break" && isFree(draft, at);
};
