import { DEMONYM_MAX_WORDS, demonymIndex } from "../dictionaries/demonyms.ts";
import { longestPhraseAt } from "../text/words.ts";
import { addTo, type Draft, foldedAt, isFree, take } from "./draft.ts";
import { isContentWord, isPersonWord, isPlatformName, WORDS } from "./filter-words.ts";

/**
 * Maximum number of words between a demonym and its people: "Brazilian comedy channels", "canais de música
 * brasileiros".
 */
const DISTANCE = 3;
/** Words that name both a language and a people. Before channels and content they mean the language. */
const LANGUAGE_RATHER = new Set(["english", "inglese", "engels"]);
/** People who are devoted to what the words before them name: "Moroccan rug weavers", "Polish pottery collectors". */
const DEVOTED_HEAD =
  /^(?:lovers?|fans?|enthusiasts?|collectors?|makers?|weavers?|reviewers?|importers?|sellers?|restorers?|breeders?|owners?|experts?|addicts?|nerds?|geeks?|builders?|translators?|learners?)$/;
/** Nouns that can mean the content as well as its publisher. */
const WEAK_HEAD = /^(?:accounts?|pages?|channels?|profiles?|blogs?|groups?|shops?|stores?|studios?)$/;
const ASIAN = new Set(["KR", "JP"]);

/**
 * Reads countries from demonyms that describe people: "Indian film actors", "journalistes français", "deutsche Köche",
 * "brasileiros que ...". A demonym that describes the topic ("Korean skincare creators", "cuisine italienne",
 * "Brazilian jiu-jitsu coaches") stays a word to search for.
 */
export function readDemonyms(draft: Draft): void {
  // "Indian chefs in London" are looked for in London.
  if (draft.filters.countries !== undefined) return;
  const index = demonymIndex();
  for (let at = 0; at < draft.tokens.length; at += 1) {
    if (!isFree(draft, at) || draft.negated[at] === true) continue;
    const hit = longestPhraseAt(draft.tokens, at, index, DEMONYM_MAX_WORDS) ?? articled(draft, at);
    if (hit === undefined || LANGUAGE_RATHER.has(foldedAt(draft, at))) continue;
    const end = at + hit.length;
    if (!speaksOfPeople(draft, at, end, hit.value)) continue;
    draft.filters.countries = addTo(draft.filters.countries, [hit.value]);
    take(draft, at, end, "countries");
    at = end - 1;
  }
}

/** Arabic adjectives carry the article: "المصريين". */
function articled(draft: Draft, at: number): { value: string; length: number } | undefined {
  const value = demonymIndex().get(foldedAt(draft, at).replace(/^ال/u, ""));
  return value === undefined ? undefined : { value, length: 1 };
}

function speaksOfPeople(draft: Draft, at: number, end: number, country: string): boolean {
  if (isBilingual(draft, at)) return false;
  // "profesores de inglés": after a preposition it is a language or a thing.
  if (/^(?:de|of|d|di|en|in|em|auf|na|po)$/.test(foldedAt(draft, at - 1))) return false;
  if (isLearnt(draft, at)) return false;
  return peopleAfter(draft, end, country) || peopleBefore(draft, at) || isNoun(draft, at, end);
}

/** "apprendre le japonais", "aprender alemán": the thing to learn is a language. */
const isLearnt = (draft: Draft, at: number): boolean => {
  const article = /^(?:le|l|el|o|il)$/.test(foldedAt(draft, at - 1)) ? 1 : 0;
  return WORDS.languageSubjectBefore.has(foldedAt(draft, at - 1 - article));
};

/** "English and Spanish parenting accounts": next to a language it is a language too. */
const isBilingual = (draft: Draft, at: number): boolean =>
  /^(?:and|or|\/|&|y|e|et|und)$/.test(foldedAt(draft, at - 1)) &&
  LANGUAGE_RATHER.has(foldedAt(draft, at - 2));

const isTopic = (word: string, country: string): boolean =>
  WORDS.nationalTopics.has(word) || (ASIAN.has(country) && WORDS.asianTopics.has(word));

const isPeople = (draft: Draft, at: number): boolean =>
  isPersonWord(foldedAt(draft, at)) ||
  (isPlatformName(foldedAt(draft, at)) && !isBareName(foldedAt(draft, at)));

/** "instagram" itself does not mean people, "instagrammers" does. */
const isBareName = (word: string): boolean => /^(?:instagram|insta|ig|tiktok|twitter|youtube|yt)$/.test(word);

function peopleAfter(draft: Draft, end: number, country: string): boolean {
  for (let at = end; at <= end + DISTANCE; at += 1) {
    const word = foldedAt(draft, at);
    if (isTopic(word, country)) return false;
    if (isPeople(draft, at))
      return !isTopicOfLearning(draft, at) && (at === end || !describesThings(draft, end, at));
    if (draft.tokens[at]?.kind !== "word" || !isContentWord(word)) return false;
  }
  return false;
}

/**
 * Accounts and channels may be about a thing ("Danish furniture accounts"). With a field of work they belong to people.
 */
function describesThings(draft: Draft, from: number, head: number): boolean {
  if (DEVOTED_HEAD.test(foldedAt(draft, head))) return true;
  if (!WEAK_HEAD.test(foldedAt(draft, head))) return false;
  for (let at = from; at < head; at += 1) if (!WORDS.fieldsOfWork.has(foldedAt(draft, at))) return true;
  return false;
}

/** "French teachers" may teach French. */
const isTopicOfLearning = (draft: Draft, at: number): boolean =>
  WORDS.languageSubjects.has(foldedAt(draft, at));

/**
 * For languages that put the demonym after the people, directly or after a topic. After a topic it must be plural like
 * the people, else it describes the topic: "canais de música brasileira" are channels for Brazilian music.
 */
function peopleBefore(draft: Draft, at: number): boolean {
  for (let before = at - 1; before >= Math.max(0, at - DISTANCE - 1); before -= 1) {
    const token = draft.tokens[before];
    if (token === undefined || token.kind === "symbol" || token.kind === "break") return false;
    if (!isPeople(draft, before)) continue;
    if (before === at - 1) return !isEnglishOrder(draft, at);
    return agrees(token.raw.toLowerCase(), foldedAt(draft, at - 1), foldedAt(draft, at));
  }
  return false;
}

/** "creatori di moda italiani" are Italians, but in "creatori di vini italiani" the wines are Italian. */
function agrees(people: string, topic: string, demonym: string): boolean {
  if (WORDS.nationalTopics.has(topic)) return false;
  if (people.endsWith("s")) return demonym.endsWith("s");
  return ITALIAN_PLURALS.some((end) => people.endsWith(end) && demonym.endsWith(end) && !topic.endsWith(end));
}

const ITALIAN_PLURALS = ["i", "e"];

/** In English a demonym does not describe the word before it: "creators French cooking". */
const isEnglishOrder = (draft: Draft, at: number): boolean =>
  ENGLISH.test(foldedAt(draft, at)) &&
  isFree(draft, at + 1) &&
  draft.tokens[at + 1]?.kind === "word" &&
  isContentWord(foldedAt(draft, at + 1));

const ENGLISH =
  /^(?:american|british|french|german|italian|spanish|indian|korean|japanese|chinese|mexican|brazilian|thai|turkish)$/;

/** Endings of plural nouns for peoples: Germans, brasileiros, mexicanas, ingleses, españoles. */
const PEOPLE_PLURAL = /(?:ans|[aeiou][nr][ao]s|eses|enses|oles|olas|ards|deutsche|polacy|немцы|人)$/u;
const AFTER_PEOPLE = /^(?:who|that|que|qui|die|che|которые|,|living|in|with|con|com|avec|mit|)$/u;

/** Whether a people's plural is used as a noun: "brasileiros que falam ...", "Germans who bake". */
function isNoun(draft: Draft, at: number, end: number): boolean {
  const isSubject = at === 0 || !isContentWord(foldedAt(draft, at - 1));
  return isSubject && PEOPLE_PLURAL.test(foldedAt(draft, at)) && AFTER_PEOPLE.test(foldedAt(draft, end));
}
