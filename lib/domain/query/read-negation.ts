import { addTo, type Draft, endsSentence, foldedAt, freeWord, isFree, take, wordsBetween } from "./draft.ts";
import { isContentWord, isPersonWord, WORDS } from "./filter-words.ts";
import { MANNER_ENDINGS } from "./negation-word-table.ts";
import { afterAt, type Negator, negatorAt, opensClause } from "./negators.ts";
import { isFoodWord, isTopicPhrase } from "./topic-words.ts";

/** An excluded phrase has at most two words: "real estate". A longer one says something more complex. */
const PHRASE_MAX = 2;
const PHRASES_MAX = 5;
/**
 * Maximum number of words that a reader looks back into the sentence, so that reading stays linear in the length of the
 * text.
 */
const LOOK_BACK = 40;
const MANNERS = new RegExp(`(?:${MANNER_ENDINGS})$`, "u");
const ADJECTIVE = new RegExp(
  `(?:${MANNER_ENDINGS}|ary|ical|ect|ing)$|^(?:easy|subtle|normal|average|basic|typical|cheap|simple|fine)$`,
  "u",
);
const DASH = /^[—–-]$/u;
/** Reads what must not be in the profile: "not crypto", "ohne Politik", "excluding giveaways and gambling". */
export function readNegation(draft: Draft): void {
  for (let at = 0; at < draft.tokens.length; at += 1) {
    if (!isFree(draft, at)) continue;
    if (readBefore(draft, at)) continue;
    const negator = negatorAt(draft, at);
    if (negator === undefined || readAfter(draft, negator)) continue;
    // "no bake", "Men Without Hats": words that were not read as an exclusion are searched for as written, except after
    // "not".
    if (negator.force === "not") keepApart(draft, at + negator.length);
  }
}

/** Languages that put the negator after the word: "政治なし", "siyaset hariç". */
function readBefore(draft: Draft, at: number): boolean {
  const { length, isExcept } = afterAt(draft, at);
  if (length === 0) return false;
  const particle = /^(?:を|は|의|के|가|이)$/u.test(foldedAt(draft, at - 1)) ? 1 : 0;
  const from = at - 1 - particle;
  const word = freeWord(draft, from);
  if (!isContentWord(word) || isPersonWord(word)) return false;
  if (!isExcept && !isTopicPhrase(word) && !isAskedOfPeople(draft, from)) return false;
  exclude(draft, from, at + length, [word]);
  return true;
}

/** Returns whether the words after a negator became a filter. */
function readAfter(draft: Draft, negator: Negator): boolean {
  const from = negator.at + negator.length;
  const filler = negator.isSign ? 0 : WORDS.negationFillers.lengthAt(draft.tokens, from);
  if (draft.tokens[from]?.joined === true || isOfMark(draft, from)) return false;
  const { phrases, end } = negator.isSign ? signedPhrase(draft, from) : phrasesFrom(draft, from + filler);
  if (phrases.length === 0 || phrases.some(isActivity)) return false;
  if (!isExclusion(draft, negator, { filler, phrases, end })) return false;
  exclude(draft, negator.at, end, phrases);
  return true;
}

interface Excluded {
  readonly filler: number;
  readonly phrases: readonly string[];
  readonly end: number;
}

function isExclusion(draft: Draft, negator: Negator, said: Excluded): boolean {
  const { at, length, force } = negator;
  if (negator.isSign) return true;
  const isIdiom = said.filler === 0 && WORDS.negationIdioms.has(foldedAt(draft, at + length));
  if (isIdiom) return false;
  if (force === "except")
    return !/^(?:anything|everything)$/.test(foldedAt(draft, at)) || isThing(draft, at + length, said);
  if (force !== "not") return isExclusionWithout(draft, negator, said);
  // "don't talk about politics" excludes, "don't take themselves seriously" does not.
  const mayExclude = length > 1 ? said.filler > 0 : said.filler > 1 || opensClause(draft, at);
  // After a preposition comes a thing: "don't work for BuzzFeed".
  return mayExclude && (said.filler > 1 || !said.phrases.some(isManner));
}

/** "anything but crypto", but not "anything but ordinary" or "Everything but the Girl". */
const isThing = (draft: Draft, from: number, { filler, phrases }: Excluded): boolean =>
  filler === 0 &&
  foldedAt(draft, from) !== "the" &&
  phrases.every((phrase) => isTopicPhrase(phrase) || !phrase.split(" ").some((word) => ADJECTIVE.test(word)));

/**
 * "without politics" and "no politics" exclude if they name a topic or advertising, if they are said of people, or if
 * they begin a clause. Otherwise they belong to a title ("Men Without Hats", "No Time to Die"), to a set phrase ("no
 * spend challenge") or to a thing ("cakes without sugar", "cook without turning the oven on").
 */
function isExclusionWithout(draft: Draft, { at, force }: Negator, said: Excluded): boolean {
  const { phrases, end } = said;
  if (isTitle(draft, at) || !endsClause(draft, end)) return false;
  const areTopics = phrases.some((phrase) => isTopicPhrase(phrase.replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")));
  if (at === 0) return areTopics && (end >= draft.tokens.length || draft.tokens[end]?.kind === "symbol");
  if (areTopics) return true;
  if (phrases.some((phrase) => /ing$/.test(phrase)) && force === "without") return false;
  if (opensClause(draft, at)) return true;
  return (
    isAskedOfPeople(draft, at) && (force === "without" || phrases.every((phrase) => !phrase.includes(" ")))
  );
}

/** "fans of Men Without Hats": written with capitals like a name, in a query that has other words without capitals. */
const isTitle = (draft: Draft, at: number): boolean =>
  at > 0 &&
  /^\p{Lu}\p{Ll}/u.test(draft.tokens[at]?.raw ?? "") &&
  /^\p{Lu}/u.test(draft.tokens[at + 1]?.raw ?? "") &&
  draft.tokens.some(({ raw }) => /^\p{Ll}{3}/u.test(raw));

/** After these, titles are more frequent than exclusions: "Men Without Hats", "girl without a name". */
const HEADS_OF_TITLES = /^(?:men|women|man|woman|girls?|boys?|doctors?|people|kids|soldiers?|reporters)$/;

/** Words after these name what people love, not how the people must be: "people who live no waste". */
const LOVING =
  /^(?:love|loves|loving|like|likes|enjoy|enjoys|watch|watching|play|playing|read|live|lives|living|promote|promoting|practice|about|into)$/;

/** Whether people are named before, and no food: "bakers without sugar" bake without it. */
function isAskedOfPeople(draft: Draft, at: number): boolean {
  if (HEADS_OF_TITLES.test(foldedAt(draft, at - 1))) return false;
  let arePeople = false;
  for (let near = at - 1; near >= at - LOOK_BACK && near >= 0 && !endsSentence(draft, near); near -= 1) {
    const word = foldedAt(draft, near);
    if (isFoodWord(word) || LOVING.test(word)) return false;
    if (RELATIVE.test(word) && at - near > 2) return false;
    arePeople ||= isPersonWord(word) && !DEVOTED.test(word);
  }
  return arePeople;
}

/** What follows is what the people do: "gardeners who grow vegetables without chemicals". */
const RELATIVE = /^(?:who|that|which|que|qui|die)$/;

/** Fans and reviewers of the words before them, which are then a name. */
const DEVOTED =
  /^(?:fans?|lovers?|reviews?|reviewers?|streamers?|players?|memes?|followers?|cosplay\w*|listeners?)$/;

/** Whether the noun ends here. "no time to die", "no man's sky", "no country for old men" go on. */
function endsClause(draft: Draft, end: number): boolean {
  const token = draft.tokens[end];
  if (DEVOTED.test(foldedAt(draft, end - 1))) return false;
  if (token === undefined || !isFree(draft, end) || token.kind !== "word") return true;
  if (token.joined || /^(?:to|of|s)$/.test(token.folded)) return false;
  if (token.folded === "for") return /^(?:sale|me|us|now)$/.test(foldedAt(draft, end + 1));
  return !isContentWord(token.folded);
}

/** "sem perfil verificado": the profile belongs to the mark that was read; it is not unwanted itself. */
const isOfMark = (draft: Draft, at: number): boolean =>
  isPersonWord(foldedAt(draft, at)) && draft.taken[at + 1] === true;

const isManner = (phrase: string): boolean => !phrase.includes(" ") && MANNERS.test(phrase);
/** "without breaking the bank" is an activity. A single word is not ("no gaming"). */
const isActivity = (phrase: string): boolean => /^\S+ing \S/.test(phrase);

/** Keeps words that were mentioned as unwanted out of the search. */
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
  while (phrases.length < PHRASES_MAX) {
    const next = phraseEnd(draft, at);
    if (next === at || wordCount(draft, at, next) > PHRASE_MAX) break;
    phrases.push(phraseBetween(draft, at, next));
    end = isPersonWord(foldedAt(draft, next)) && isFree(draft, next) ? next + 1 : next;
    const join = WORDS.negationJoins.lengthAt(draft.tokens, end);
    at = end + join + (negatorAt(draft, end + join)?.length ?? 0);
    if (join === 0 || phraseEnd(draft, at) === at) break;
  }
  return { phrases, end };
}

/** The form for comparison: one space between words, whatever white space the query has. */
const phraseBetween = (draft: Draft, start: number, end: number): string =>
  wordsBetween(draft, start, end).replace(/\s+/g, " ").toLowerCase();

/** "-crypto", "-k-pop", '-"real estate"'. */
function signedPhrase(draft: Draft, from: number): { phrases: string[]; end: number } {
  let end = from + 1;
  if (draft.tokens[from]?.kind === "symbol") {
    while (end < from + PHRASES_MAX && draft.tokens[end]?.kind === "word") end += 1;
    return { phrases: [phraseBetween(draft, from + 1, end)].filter(Boolean), end: end + 1 };
  }
  while (draft.tokens[end]?.joined === true) end += 1;
  return { phrases: [phraseBetween(draft, from, end)], end };
}

/** "jeux d'argent" counts as two words. */
const wordCount = (draft: Draft, start: number, end: number): number =>
  draft.tokens.slice(start, end).filter(({ joined }) => !joined).length;

/** The end of the content words from `at`. It does not include words for people ("no radio hosts"). */
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
