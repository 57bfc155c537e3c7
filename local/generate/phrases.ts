import { cellOf, mapTopics, type Topic } from "./topics.ts";

const LANGUAGES = [
  ...(["ar", "de", "en", "es", "fr", "he", "hi", "id"] as const),
  ...(["it", "ja", "ko", "nl", "pl", "pt", "ru", "tr"] as const),
];

/** BCP 47 primary subtags of the languages of sample creators. */
export type Language = (typeof LANGUAGES)[number];

/** How people of one language describe themselves. */
export interface Phrases {
  /** Noun phrases by topic, so that they fit in any place of `{a}` and `{b}`. */
  readonly topics: Readonly<Record<Topic, readonly string[]>>;
  /** Whole bios or their first lines, with the phrases {a} and {b}, {city} and {age}. */
  readonly openers: readonly string[];
  /** Additions that say little about the topic. */
  readonly extras: readonly string[];
  /** Calls to action. */
  readonly calls: readonly string[];
  /** Introductions of the e-mail or phone number that follows. */
  readonly contact: readonly string[];
  /** Captions of posts, with the phrase {a}. */
  readonly captions: readonly string[];
}

function phrasesOf(language: Language): Phrases {
  // A `|` that belongs to an opener has a space on each side.
  const items = (row: string): string[] => cellOf(row, language).split(/(?<! )\|(?! )/);
  return {
    topics: mapTopics(items),
    ...{ openers: items("openers"), extras: items("extras"), calls: items("calls") },
    ...{ contact: items("contact"), captions: items("captions") },
  };
}

/** All phrases by language, split once. */
export const PHRASES = Object.fromEntries(
  LANGUAGES.map((language) => [language, phrasesOf(language)]),
) as Readonly<Record<Language, Phrases>>;
