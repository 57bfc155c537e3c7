import { addTo, type Draft, foldedAt, freeWord, isFree, take, wordsBetween } from "./draft.ts";
import { isContentWord, isPersonWord, isPlatformName, WORDS } from "./filter-words.ts";
import { MANNER_ENDINGS } from "./negation-word-table.ts";

/** An excluded phrase has at most two words: "real estate". A longer one says something more involved. */
const PHRASE_MAX = 2;
const SCOPE_MAX = 5;
const MANNERS = new RegExp(`(?:${MANNER_ENDINGS})$`, "u");
const DASH = /^[—–-]$/u;
const OPENS_CLAUSE =
  /^(?:,|;|but|pero|mas|mais|aber|ma|maar|ale|но|لكن|אבל|および|and|y|e|et|und|\(|—|–|-|、|who|that|are|is)$/u;

/** Marks what stands after a negator, so that no reader takes it for something wanted: "not on Instagram". */
export function markNegated(draft: Draft): void {
  for (let at = 0; at < draft.tokens.length; at += 1) {
    const length = isFree(draft, at) ? negatorAt(draft, at) : 0;
    if (length === 0 || draft.tokens[at + length]?.joined === true) continue;
    for (let end = at + length; end < at + length + SCOPE_MAX && inScope(draft, end, at + length); end += 1)
      draft.negated[end] = true;
  }
  for (let at = 1; at < draft.tokens.length; at += 1)
    if (WORDS.negatorsAfter.lengthAt(draft.tokens, at) > 0) draft.negated[at - 1] = true;
}

const negatorAt = (draft: Draft, at: number): number =>
  foldedAt(draft, at) === "no" && isPreposition(draft, at)
    ? 0
    : Math.max(
        WORDS.strongNegators.lengthAt(draft.tokens, at),
        WORDS.weakNegators.lengthAt(draft.tokens, at),
      );

/** Portuguese "no Instagram" is "on Instagram"; so is it in a query too short to tell, unless it opens a clause. */
const isPreposition = (draft: Draft, at: number): boolean =>
  draft.isPortuguese || (isPlatformName(foldedAt(draft, at + 1)) && !opensClause(draft, at));

function inScope(draft: Draft, at: number, from: number): boolean {
  const token = draft.tokens[at];
  if (token === undefined || token.kind === "symbol" || token.kind === "break" || !isFree(draft, at))
    return false;
  // "not on Instagram but with ...": a preposition right after the negator belongs to it.
  return (
    at === from ||
    !/^(?:but|with|who|pero|con|mas|com|mais|avec|aber|mit|ma|maar|met|ale|но)$/u.test(token.folded)
  );
}

/** Reads what must not stand in the profile: "not crypto", "ohne Politik", "excluding giveaways and gambling". */
export function readNegation(draft: Draft): void {
  for (let at = 0; at < draft.tokens.length; at += 1) {
    if (!isFree(draft, at)) continue;
    const after = WORDS.negatorsAfter.lengthAt(draft.tokens, at);
    const length = negatorAt(draft, at);
    if (after > 0 && readBefore(draft, at, after)) continue;
    if (length > 0 && !readAfter(draft, at, length)) keepApart(draft, at + length);
  }
}

/** Languages that put the negator behind: "政治なし", "siyaset hariç". */
function readBefore(draft: Draft, at: number, length: number): boolean {
  const particle = /^(?:を|は|의|के)$/u.test(foldedAt(draft, at - 1)) ? 1 : 0;
  const word = freeWord(draft, at - 1 - particle);
  if (!isContentWord(word) || isPersonWord(word)) return false;
  exclude(draft, at - 1 - particle, at + length, [word]);
  return true;
}

/** Answers whether the words after a negator became a filter. */
function readAfter(draft: Draft, at: number, length: number): boolean {
  const isStrong = WORDS.strongNegators.lengthAt(draft.tokens, at) === length;
  const from = at + length;
  const filler = WORDS.negationFillers.lengthAt(draft.tokens, from);
  // "don't talk about politics" excludes, "don't take themselves seriously" does not.
  const isVerbal = length > 1 && !isStrong;
  const mayExclude = isStrong || (isVerbal ? filler > 0 : filler > 1 || opensClause(draft, at));
  if (draft.tokens[from]?.joined === true || !mayExclude || isOfMark(draft, from)) return false;
  if (WORDS.negationIdioms.has(foldedAt(draft, from)) && filler === 0) return false;
  const { phrases, end } = phrasesFrom(draft, from + filler);
  const isSaidOtherwise = (phrase: string) => isActivity(phrase) || (!isStrong && isManner(phrase));
  if (phrases.length === 0 || phrases.some(isSaidOtherwise)) return false;
  exclude(draft, at, end, phrases);
  return true;
}

/** "sem perfil verificado": the profile goes with the mark that was read, it is not what is unwanted. */
const isOfMark = (draft: Draft, at: number): boolean =>
  isPersonWord(foldedAt(draft, at)) && draft.taken[at + 1] === true;

const opensClause = (draft: Draft, at: number): boolean =>
  at === 0 || OPENS_CLAUSE.test(foldedAt(draft, at - 1)) || !isFree(draft, at - 1);

const isManner = (phrase: string): boolean => !phrase.includes(" ") && MANNERS.test(phrase);
/** "without breaking the bank": a doing, unless the word is all there is ("no gaming"). */
const isActivity = (phrase: string): boolean => /^\S+ing \S/.test(phrase);

/** What was said of but not wanted must not be searched for as if it were. */
function keepApart(draft: Draft, from: number): void {
  for (let at = from; draft.negated[at] === true; at += 1) {
    const word = foldedAt(draft, at);
    if (isContentWord(word)) draft.excluded.push(word);
  }
}

function phrasesFrom(draft: Draft, from: number): { phrases: string[]; end: number } {
  const phrases: string[] = [];
  let at = from;
  let end = from;
  while (phrases.length < 5) {
    const next = phraseEnd(draft, at);
    if (next === at || wordCount(draft, at, next) > PHRASE_MAX) break;
    phrases.push(wordsBetween(draft, at, next).toLowerCase());
    end = isPersonWord(foldedAt(draft, next)) && isFree(draft, next) ? next + 1 : next;
    const join = WORDS.negationJoins.lengthAt(draft.tokens, end);
    const strongAgain = negatorAt(draft, end + join);
    if (join === 0 || phraseEnd(draft, end + join + strongAgain) === end + join + strongAgain) break;
    at = end + join + strongAgain;
  }
  return { phrases, end };
}

/** "jeux d'argent" counts as two. */
const wordCount = (draft: Draft, start: number, end: number): number =>
  draft.tokens.slice(start, end).filter(({ joined }) => !joined).length;

/** The end of the content words from `at`; words for people are no part of it ("no radio hosts"). */
function phraseEnd(draft: Draft, at: number): number {
  let end = at;
  while (end - at <= PHRASE_MAX) {
    const token = draft.tokens[end];
    const word = freeWord(draft, end);
    if (token === undefined || token.kind !== "word" || !isContentWord(word) || WORDS.negationJoins.has(word))
      break;
    if (isPersonWord(word) && end > at) break;
    if (DASH.test(word)) break;
    end += draft.tokens[end + 2]?.joined === true && foldedAt(draft, end + 1) === "d" ? 3 : 1;
  }
  return end;
}

function exclude(draft: Draft, start: number, end: number, phrases: readonly string[]): void {
  const fitting = phrases.filter((phrase) => phrase.length <= 100);
  if (fitting.length === 0) return;
  draft.filters.exclude_keywords = addTo(draft.filters.exclude_keywords, fitting);
  draft.excluded.push(...fitting);
  take(draft, start, end, "exclude_keywords");
}
