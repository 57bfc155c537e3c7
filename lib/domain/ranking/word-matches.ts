import type { SearchedCreator } from "../creator.ts";
import { fold } from "../text/fold.ts";
import {
  analyse,
  analyserFor,
  beginningOf,
  compact,
  joinedParts,
  joinedTerm,
  type TextWord,
  termsOf,
} from "../text/terms.ts";
import { isUnspaced } from "../text/words.ts";
import { PROFILE_FIELDS, type ProfileField, type WordMatch } from "./profile-fields.ts";
import { profileTexts } from "./profile-text.ts";

/** Finds the query words in a profile. */
export type WordMatcher = (creator: SearchedCreator) => WordMatch[];

/** A query with more words is a sentence, in which neighbouring words rarely make one name. */
const JOINED_MAX_WORDS = 12;
/** A display name of more words is a sentence, which nobody writes as one word. */
const JOINED_NAME_MAX_WORDS = 4;

/**
 * Finds query words in profiles, by the terms that the keyword indexes hold. Gives one match a term and field.
 * `spellings` are other spellings of a term. A term of several words matches if any of them does, as in the index.
 * `others` maps other words to the query words that they replace; their matches come last, as matches of the replaced
 * word.
 */
export function wordMatcher(
  terms: readonly string[],
  spellings: ReadonlyMap<string, string> = new Map(),
  others: ReadonlyMap<string, string> = new Map(),
): WordMatcher {
  const asked = askedWords(terms, spellings);
  const other = askedWords([...others.keys()], new Map());
  const cut = analyserFor([...asked.terms.keys(), ...other.terms.keys()]);
  return (creator) => {
    const matches: WordMatch[] = [];
    const byOthers: WordMatch[] = [];
    for (const field of PROFILE_FIELDS) {
      const texts = profileTexts(creator, field);
      // No word spans a space, and searching one long text is faster than searching many short ones.
      const words = cut(texts.join(" "));
      addMatches(matches, field, texts, words, asked);
      if (others.size > 0) addMatches(byOthers, field, texts, words, other);
    }
    for (const { field, term, found } of byOthers)
      matches.push({ field, term: others.get(term) ?? term, found, byOther: true });
    return matches;
  };
}

/**
 * Tests whether a profile has all words of every required text, in any fields, and not all words of an excluded text. An
 * excluded word also means the parts of a compound that are written so together: "buzzfeed" excludes "BuzzFeedNews",
 * which no index tells, and no "buzzfeednews", in which nothing tells where words join.
 */
export function wordTest(
  required: readonly string[],
  excluded: readonly string[],
): (creator: SearchedCreator) => boolean {
  const needed = required.map(allWords);
  const unwanted = excluded.map(allWords);
  if (needed.length + unwanted.length === 0) return () => true;
  const cut = analyserFor([...required, ...excluded].flatMap(analyse).flatMap(termsOf));
  return (creator) => {
    const texts = PROFILE_FIELDS.map((field) => [field, profileTexts(creator, field)] as const);
    const words = texts.flatMap(([, texts]) => texts.flatMap(cut));
    const terms = new Set(words.flatMap(termsOf));
    const names = new Set(
      texts.flatMap(([field, texts]) => texts.flatMap((text) => joinedName(field, text) ?? [])),
    );
    if (!needed.every((has) => has(terms, names))) return false;
    if (unwanted.length > 0)
      for (const { surface } of words) for (const part of joinedParts(surface)) terms.add(part);
    return !unwanted.some((has) => has(terms, names));
  };
}

type Held = ReadonlySet<string>;

/**
 * Tests for all words of a text, each as a whole or by all of its parts, or for a name that has them written as one
 * word.
 */
function allWords(text: string): (terms: Held, names: Held) => boolean {
  const words = analyse(text);
  const joined = words.length > 1 ? joinedTerm(text) : null;
  return (terms, names) =>
    (joined !== null && names.has(joined)) ||
    (words.length > 0 && words.every((word) => stands(word, terms)));
}

const stands = ({ whole, parts }: TextWord, terms: Held): boolean =>
  (whole !== null && terms.has(whole)) || (parts.length > 0 && parts.every((part) => terms.has(part)));

/** The term of a name with all its words written as one; null if nobody would write it so. */
export function joinedName(field: ProfileField, text: string): string | null {
  if (field === "handle") return joinedTerm(text) || null;
  if (field !== "display_name") return null;
  const words = analyse(text).length;
  return words > 1 && words <= JOINED_NAME_MAX_WORDS ? joinedTerm(text) : null;
}

/** Whether a word was found by another spelling, and not only by another ending or as part of a compound. */
export function isMended(term: string, found: string): boolean {
  // The reasons of a page ask this of each match, and most are the word itself.
  if (found.toLowerCase() === term) return false;
  const had = new Set(analyse(found).flatMap(termsOf));
  return (
    !analyse(term)
      .flatMap(termsOf)
      .some((one) => had.has(one)) && !compact(found).includes(compact(term))
  );
}

interface AskedWords {
  /** Maps a term of the index to the query's terms that it stands for. */
  readonly terms: ReadonlyMap<string, readonly string[]>;
  /** Maps query words written as one to the words, for names only. */
  readonly joined: ReadonlyMap<string, string>;
  /** The beginnings of names that may match `joined`. */
  readonly joinedBeginnings: readonly string[];
  /** Words of scripts without spaces, searched inside longer runs: folded, best first, with the query's term. */
  readonly unspaced: readonly (readonly [string, string])[];
}

function askedWords(terms: readonly string[], spellings: ReadonlyMap<string, string>): AskedWords {
  const byTerm = new Map<string, string[]>();
  const unspaced: [string, string][] = [];
  for (const term of terms) {
    for (const word of [term, spellings.get(term) ?? ""].flatMap(analyse)) {
      if (isUnspaced(word.surface)) {
        const pairs = word.parts.filter((part) => part.length > 1);
        for (const part of [fold(word.surface), ...pairs]) unspaced.push([part, term]);
      } else for (const one of termsOf(word)) byTerm.set(one, [...(byTerm.get(one) ?? []), term]);
    }
  }
  const pairs =
    terms.length <= JOINED_MAX_WORDS ? terms.slice(1).map((term, at) => `${terms[at]} ${term}`) : [];
  const several = [...terms, ...pairs].filter((text) => analyse(text).length > 1);
  const joined = new Map(several.map((text) => [joinedTerm(text), text]));
  return {
    terms: byTerm,
    joined,
    joinedBeginnings: Array.from(joined.keys(), beginningOf),
    unspaced,
  };
}

/** Runs over a hundred or more profiles for each search, so it does no work for words that are not in the query. */
function addMatches(
  matches: WordMatch[],
  field: ProfileField,
  texts: readonly string[],
  words: readonly TextWord[],
  asked: AskedWords,
): void {
  if (words.length === 0 && asked.unspaced.length === 0 && !isName(field)) return;
  for (const { surface, whole, parts } of words) {
    for (const term of (whole === null ? undefined : asked.terms.get(whole)) ?? NONE)
      addMatch(matches, field, term, surface);
    for (const part of parts)
      for (const term of asked.terms.get(part) ?? NONE) addMatch(matches, field, term, surface);
  }
  for (const text of texts) {
    if (asked.unspaced.length > 0 && isUnspaced(text)) addUnspaced(matches, field, text, asked.unspaced);
    const joined = isName(field) && mayBeJoined(text, asked) ? joinedName(field, text) : null;
    const term = joined === null ? undefined : asked.joined.get(joined);
    if (term !== undefined) addMatch(matches, field, term, text);
  }
}

const NONE: readonly string[] = [];

/** Only the first match of a term in a field counts. A field's matches are the last ones so far. */
function addMatch(matches: WordMatch[], field: ProfileField, term: string, found: string): void {
  for (let at = matches.length - 1; at >= 0 && matches[at]?.field === field; at -= 1)
    if (matches[at]?.term === term) return;
  matches.push({ field, term, found });
}

const isName = (field: ProfileField): boolean => field === "handle" || field === "display_name";

function mayBeJoined(name: string, { joinedBeginnings }: AskedWords): boolean {
  // Folding keeps a plain first letter or digit, so that letter alone rules out most names.
  const head = name.slice(0, 1).toLowerCase();
  if (!joinedBeginnings.some((beginning) => beginning.startsWith(head) || !isPlain(head))) return false;
  const letters = compact(name);
  return joinedBeginnings.some((beginning) => letters.startsWith(beginning));
}

const isPlain = (letter: string): boolean =>
  (letter >= "a" && letter <= "z") || (letter >= "0" && letter <= "9");

/** Gives the word as the profile writes it, if folding keeps the number of letters. Only half-width kana change it. */
function addUnspaced(
  matches: WordMatch[],
  field: ProfileField,
  text: string,
  asked: AskedWords["unspaced"],
): void {
  const folded = fold(text);
  for (const [part, term] of asked) {
    const at = folded.indexOf(part);
    if (at < 0) continue;
    const found = folded.length === text.length ? text.slice(at, at + part.length) : part;
    addMatch(matches, field, term, found);
  }
}
