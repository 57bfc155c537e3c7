import { demonymIndex } from "../dictionaries/demonyms.ts";
import { LANGUAGE_MAX_WORDS, languageIndex } from "../dictionaries/languages.ts";
import { placeIndex } from "../dictionaries/place-names.ts";
import { longestPhraseAt } from "../text/words.ts";
import { addTo, type Draft, foldedAt, freeWord, isFree, take } from "./draft.ts";
import { isContentWord, isPersonWord, WORDS } from "./filter-words.ts";

/** Maximum number of topic words between a language and its people. */
const TOPIC_WORDS_MAX = 2;

/**
 * Reads languages that the query asks for as such: "Spanish-speaking", "in German", "habla español", "на русском". A
 * name that is also a people's ("German youtubers") counts as a language only with one of these words: said of people
 * it more often tells where they are from. Other names ("Hindi vloggers", "English channels") are languages also before
 * a noun for people.
 */
export function readLanguages(draft: Draft): void {
  const index = languageIndex();
  for (let at = 0; at < draft.tokens.length; at += 1) {
    if (!isFree(draft, at) || draft.negated[at] === true) continue;
    const hit = longestPhraseAt(draft.tokens, at, index, LANGUAGE_MAX_WORDS) ?? prefixedLanguage(draft, at);
    if (hit === undefined) continue;
    const found = askedFor(draft, at, hit.length);
    if (found === undefined) continue;
    draft.filters.languages = addTo(draft.filters.languages, [hit.value]);
    take(draft, found.start, found.end, "languages");
    at = found.end - 1;
  }
}

/** Semitic prepositions are attached to the word: "بالعربية", "בעברית". */
function prefixedLanguage(draft: Draft, at: number): { value: string; length: number } | undefined {
  const word = foldedAt(draft, at);
  const bare = /^(?:بال|ب|ב)/u.test(word) ? word.replace(/^(?:ب|ב)/u, "") : "";
  const value = languageIndex().get(bare);
  return value === undefined ? undefined : { value, length: 1 };
}

function askedFor(draft: Draft, at: number, length: number): { start: number; end: number } | undefined {
  const { tokens } = draft;
  const end = at + length;
  if (WORDS.languageSubjects.has(foldedAt(draft, end))) return undefined;
  if (WORDS.languageSubjectBefore.has(foldedAt(draft, at - 1))) return undefined;
  const before = WORDS.languageBefore.lengthBefore(tokens, at);
  // "in Spanish food": the name belongs to the next word. In "in German" it does not.
  if (before > 0 && !WORDS.nationalTopics.has(foldedAt(draft, end)) && !isPersonWord(freeWord(draft, end)))
    return { start: at - before, end };
  const after = WORDS.languageAfter.lengthAt(tokens, end);
  if (after > 0) return { start: at, end: end + after };
  return saysSpoken(foldedAt(draft, at)) || isBeforePeople(draft, at, end) ? { start: at, end } : undefined;
}

/** Words that include the preposition or the speaking: "deutschsprachige", "francophones", "بالعربية", "בעברית". */
const saysSpoken = (word: string): boolean =>
  /sprachig|phones?$|hablantes?$|язычн|talige?$|jezyczn/u.test(word) ||
  word.startsWith("بال") ||
  (/^[בب]/u.test(word) && languageIndex().has(word.slice(1)));

/** "Hindi comedy creators". English, which also names a people, only right before the noun. */
function isBeforePeople(draft: Draft, at: number, end: number): boolean {
  const isPlaceOrPeople = demonymIndex().has(foldedAt(draft, at)) || placeIndex().has(foldedAt(draft, at));
  if (end - at === 1 && isPlaceOrPeople) return false;
  if (foldedAt(draft, at) === "english" && foldedAt(draft, end) === "channel") return false;
  const farthest = foldedAt(draft, at) === "english" ? end : end + TOPIC_WORDS_MAX;
  for (let next = end; next <= farthest; next += 1) {
    const word = foldedAt(draft, next);
    if (isPersonWord(word)) return true;
    if (!isContentWord(word) || WORDS.languageSubjects.has(word) || WORDS.nationalTopics.has(word))
      return false;
  }
  return false;
}
