import type { Place } from "../dictionaries/place-names.ts";
import { isEverydayWord } from "../dictionaries/places.ts";
import { type Draft, endsSentence, foldedAt, freeWord, isFree } from "./draft.ts";
import { isContentWord, isPersonWord, isPlatformName, WORDS } from "./filter-words.ts";

/** A place's name at its position in a query. */
export interface Named {
  readonly at: number;
  readonly end: number;
  readonly place: Place;
  /** The name's key in the index. */
  readonly key: string;
  /** Whether a Hebrew or Arabic preposition is attached to the name. */
  readonly prefixed: boolean;
  /** A code in capitals, or a city with the code of its region: it cannot be an everyday word. */
  readonly isSure: boolean;
}

/**
 * Maximum number of words that a reader looks back into the sentence, so that reading stays linear in the length of the
 * text.
 */
const LOOK_BACK = 40;
const SEPARATOR = /^[,;|—–:-]$/u;
const LIST_JOIN = /^(?:,|or|and|\/|o|y|ou|e|et|oder|und|of|en|lub|veya|ve|atau|и|или|و|او|や|と|、)$/u;

/** Whether only a comma, "or", "and" or nothing is between two places ("Belo Horizonte MG", "Iceland or Norway"). */
export const isListOf = (draft: Draft, from: number, to: number): boolean =>
  to - from <= 2 && draft.tokens.slice(from, to).every(({ folded }) => LIST_JOIN.test(folded));

export function saysWhere(draft: Draft, named: Named): boolean {
  if (draft.negated[named.at] === true || speaksOfOthers(draft, named) || isThing(draft, named)) return false;
  // "Reading influencers" read and "Nice photographers" are nice, but "influencers in Reading" live there.
  if (named.place.level === "city" && isWord(named))
    return (hasPreposition(draft, named) && endsPhrase(draft, named.end)) || standsAlone(draft, named);
  return (
    hasPreposition(draft, named) ||
    hasPostposition(draft, named) ||
    standsByPeople(draft, named) ||
    standsAlone(draft, named)
  );
}

/** Whether it is the audience's place, or the asker's own. */
function speaksOfOthers(draft: Draft, { at, end }: Named): boolean {
  for (let near = end; near < end + 2 && draft.tokens[near]?.kind === "word"; near += 1)
    if (WORDS.audience.has(freeWord(draft, near))) return true;
  for (let near = 1; near <= 3; near += 1) if (WORDS.audience.has(freeWord(draft, at - near))) return true;
  for (let before = at - 1; before >= at - LOOK_BACK && !endsSentence(draft, before); before -= 1) {
    if (isPersonWord(foldedAt(draft, before))) return false;
    if (WORDS.possessives.has(foldedAt(draft, before)) || isAskerDoing(draft, before)) return true;
  }
  return false;
}

/** "I'm launching a tea brand in India", "we run a cafe in Berlin". */
const isAskerDoing = (draft: Draft, at: number): boolean =>
  /^(?:i|we)$/.test(foldedAt(draft, at)) &&
  /^(?:m|am|re|are|run|own|sell|have|opened|launched|started|make)$/.test(foldedAt(draft, at + 1));

const isWord = ({ key, isSure }: Named): boolean => !isSure && isEverydayWord(key);

/** "Turkey recipes", "Tokyo ramen". But "NYC food bloggers" blog about food in New York. */
const isThing = (draft: Draft, { end, place }: Named): boolean =>
  WORDS.nationalTopics.has(foldedAt(draft, end)) &&
  !(
    place.level === "city" &&
    WORDS.fieldsOfWork.has(foldedAt(draft, end)) &&
    isPersonWord(foldedAt(draft, end + 1))
  );

function hasPreposition(draft: Draft, { at, prefixed }: Named): boolean {
  const { tokens } = draft;
  if (prefixed) return true;
  // "in the UK", "en la Argentina": an article may be between them.
  const articles =
    /^(?:the|la|el|los|las|le|l|sunny|greater|north|south|downtown|central|der|den|die|o|a|gli|il|all)$/;
  const end =
    articles.test(foldedAt(draft, at - 1)) && WORDS.placePrepositions.lengthBefore(tokens, at - 1) > 0
      ? at - 1
      : at;
  const length = WORDS.placePrepositions.lengthBefore(tokens, end);
  if (length === 0) return false;
  const start = end - length;
  const isGenitive = length === 1 && WORDS.genitives.has(foldedAt(draft, start));
  if (WORDS.placeTopics.has(foldedAt(draft, start - 1))) return false;
  if (!isGenitive) return true;
  return start === 0 || (personBefore(draft, start) && !isOfThing(draft, start));
}

/** "recipes from Mexico", "cocina de México". But "influencer di cucina a Roma" are in Rome. */
const isOfThing = (draft: Draft, at: number): boolean =>
  WORDS.nationalTopics.has(foldedAt(draft, at - 1)) && !/^(?:a|no|na)$/.test(foldedAt(draft, at));

/** Whether the sentence names the people to find before this word, or says how they must be ("must be from"). */
function personBefore(draft: Draft, end: number): boolean {
  if (/^(?:be|are|is|live|lives|living|come|comes|und|who|those|,)$/.test(foldedAt(draft, end - 1)))
    return true;
  for (let at = end - 1; at >= end - LOOK_BACK && !endsSentence(draft, at); at -= 1)
    if (isPersonWord(foldedAt(draft, at)) || isTakenPlatform(draft, at)) return true;
  return false;
}

const isTakenPlatform = (draft: Draft, at: number): boolean =>
  !isFree(draft, at) && isPlatformName(foldedAt(draft, at));

function hasPostposition(draft: Draft, named: Named): boolean {
  if (isWord(named)) return false;
  // "U.S.-based"
  const end = foldedAt(draft, named.end) === "-" && named.isSure ? named.end + 1 : named.end;
  const token = draft.tokens[end];
  const length = WORDS.placePostpositions.lengthAt(draft.tokens, end);
  if (length === 0 || token === undefined) return false;
  // Latin case endings count only after an apostrophe ("İstanbul'da"). In other scripts they are words of their own.
  const isLatinEnding =
    /^[a-z]{2,5}$/.test(token.folded) && token.folded !== "based" && token.folded !== "area";
  return isLatinEnding ? token.joined : !WORDS.nationalTopics.has(foldedAt(draft, end + length));
}

/** "Mumbai fitness influencers", "beauty vlogger Indonesia", "youtuber gaming Malaysia". */
function standsByPeople(draft: Draft, named: Named): boolean {
  const topics = WORDS.fieldsOfWork.has(foldedAt(draft, named.at - 1)) ? 1 : 0;
  const before = named.at - 1 - topics;
  if (isPersonWord(foldedAt(draft, before)) || isTakenPlatform(draft, before))
    return endsPhrase(draft, named.end);
  return !(isWord(named) && named.place.level === "country") && peopleFollow(draft, named);
}

function peopleFollow(draft: Draft, { at, end, place }: Named): boolean {
  for (let next = end; next < end + 3; next += 1) {
    const word = foldedAt(draft, next);
    if (isPersonWord(word) || isTakenPlatform(draft, next))
      return next > end || place.level !== "city" || isAtStart(draft, at);
    if (WORDS.placeTopics.has(word) || !WORDS.fieldsOfWork.has(word)) return false;
  }
  return false;
}

const isAtStart = (draft: Draft, at: number): boolean =>
  at === 0 || draft.tokens[at - 1]?.kind !== "word" || !isContentWord(foldedAt(draft, at - 1));

/** Whether the text ends here, or a mark, a taken word or a function word follows. */
function endsPhrase(draft: Draft, end: number): boolean {
  const token = draft.tokens[end];
  return token === undefined || token.kind !== "word" || !isFree(draft, end) || !isContentWord(token.folded);
}

/** "Paris 2024" is an event. */
const isYear = (draft: Draft, at: number): boolean =>
  isFree(draft, at) && draft.tokens[at]?.kind === "number";

/**
 * Whether the name is between commas, or begins a query in a script without spaces: "food bloggers, Berlin", "서울 맛집
 * 인스타그램".
 */
function standsAlone(draft: Draft, named: Named): boolean {
  const { at, end, key } = named;
  const opensUnspaced = at === 0 && /[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(key);
  if (opensUnspaced) return !WORDS.placeTopics.has(foldedAt(draft, end)) && draft.tokens.length > end;
  if (!SEPARATOR.test(foldedAt(draft, at - 1))) return false;
  // "créateurs de mode, Espagne avec moins de 10 000 abonnés"
  if (personBefore(draft, at - 1)) return endsPhrase(draft, end) && !isYear(draft, end);
  if (isWord(named)) return false;
  const after = foldedAt(draft, end);
  const isMark = draft.tokens[end]?.kind === "symbol" || draft.tokens[end]?.kind === "break";
  return end >= draft.tokens.length || isMark || after === "only" || LIST_JOIN.test(after);
}
