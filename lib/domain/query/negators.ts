import { type Draft, foldedAt, isFree } from "./draft.ts";
import { isPlatformName, WORDS } from "./filter-words.ts";
import { negatesHere } from "./homographs.ts";

/** A word or sign that excludes something, with the kind of exclusion. */
export interface Negator {
  readonly at: number;
  readonly length: number;
  readonly force: "except" | "without" | "no" | "not";
  /** The signs of search engines exclude one word or quoted phrase. */
  readonly isSign?: boolean;
}

const OPENS_CLAUSE =
  /^(?:,|;|but|pero|mas|mais|aber|ma|maar|ale|но|لكن|אבל|および|and|y|e|et|und|\(|—|–|-|、|who|that|are|is|please)$/u;

const FORCES = [
  ["except", WORDS.exceptWords],
  ["without", WORDS.withoutWords],
  ["no", WORDS.noWords],
  ["not", WORDS.notWords],
] as const;

/** The word or sign of exclusion at a token. If several match, the longest. */
export function negatorAt(draft: Draft, at: number): Negator | undefined {
  const sign = signAt(draft, at);
  if (sign !== undefined) return sign;
  const word = foldedAt(draft, at);
  if (word === "no" && isPreposition(draft, at)) return undefined;
  if (word === "non" && !isRomanceNon(draft, at)) return undefined;
  if (!negatesHere(draft.tokens, at)) return undefined;
  let longest: Negator | undefined;
  for (const [force, words] of FORCES) {
    const length = words.lengthAt(draft.tokens, at);
    if (length > (longest?.length ?? 0)) longest = { at, length, force };
  }
  return longest;
}

/** "finance -crypto", "finance NOT crypto": the operators of search engines. */
function signAt(draft: Draft, at: number): Negator | undefined {
  const [before, token, next] = [draft.tokens[at - 1], draft.tokens[at], draft.tokens[at + 1]];
  if (token === undefined || next === undefined) return undefined;
  const isMinus =
    /^[-−–]$/u.test(token.raw) &&
    next.glued &&
    !token.glued &&
    (next.kind === "word" || /^["“„]$/u.test(next.raw));
  // A dash at the start of a line is a bullet.
  const isBullet = before?.kind === "break" || (before === undefined && draft.text.includes("\n"));
  if (isMinus && !isBullet && !SUFFIX.test(next.folded))
    return { at, length: 1, force: "except", isSign: true };
  const isShouted = token.raw === "NOT" && next.kind === "word" && /\p{Ll}{2}/u.test(draft.text);
  return isShouted ? { at, length: 1, force: "except" } : undefined;
}

/** Endings that some people write apart from their word: "US -based". */
const SUFFIX =
  /^(?:based|ish|free|friendly|style|styled|inspired|born|speaking|owned|like|themed|made|tier|level|year|old|up|in|on|and|or|to|not|no)$/;

/**
 * Portuguese "no Instagram" means "on Instagram". The same holds in a query too short to show its language, unless the
 * word begins a clause.
 */
const isPreposition = (draft: Draft, at: number): boolean =>
  draft.isPortuguese || (isPlatformName(foldedAt(draft, at + 1)) && !opensClause(draft, at));

/** In English "non" is the first half of a word ("non alcoholic"). In Italian and French it negates. */
const isRomanceNon = (draft: Draft, at: number): boolean =>
  opensClause(draft, at) &&
  draft.tokens.some(({ folded }) =>
    /^(?:su|ma|che|di|con|dei|delle|della|mais|et|des|les|qui|sui)$/.test(folded),
  );

/** Whether a part of the sentence begins at a token. */
export const opensClause = (draft: Draft, at: number): boolean =>
  at === 0 || OPENS_CLAUSE.test(foldedAt(draft, at - 1)) || !isFree(draft, at - 1);

/** A negator in the languages that put it after the negated word. */
export function afterAt(draft: Draft, at: number): { length: number; isExcept: boolean } {
  const except = WORDS.exceptAfter.lengthAt(draft.tokens, at);
  const without = WORDS.withoutAfter.lengthAt(draft.tokens, at);
  return { length: Math.max(except, without), isExcept: except >= without };
}
