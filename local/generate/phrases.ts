import { cellOf, mapTopics, type Topic } from "./topics.ts";

const LANGUAGES = [
  ...(["ar", "de", "en", "es", "fr", "he", "hi", "id"] as const),
  ...(["it", "ja", "ko", "nl", "pl", "pt", "ru", "tr"] as const),
];

/** BCP 47 primary subtags of the languages that sample creators write in. */
export type Language = (typeof LANGUAGES)[number];

/** How people of one language write about themselves. */
export interface Phrases {
  /** Noun phrases by topic, so that they fit wherever `{a}` and `{b}` stand. */
  readonly topics: Readonly<Record<Topic, readonly string[]>>;
  /** Whole bios or the first line of one: {a}, {b} phrases, {city}, {age}. */
  readonly openers: readonly string[];
  /** Second thoughts that say little about the topic. */
  readonly extras: readonly string[];
  /** What asks the reader to do something. */
  readonly calls: readonly string[];
  /** Announces the e-mail or phone that follows. */
  readonly contact: readonly string[];
  /** Captions of posts: {a} a phrase. */
  readonly captions: readonly string[];
}

function phrasesOf(language: Language): Phrases {
  // Where `|` is part of an opener, it has a space on each side.
  const items = (row: string): string[] => cellOf(row, language).split(/(?<! )\|(?! )/);
  return {
    topics: mapTopics(items),
    ...{ openers: items("openers"), extras: items("extras"), calls: items("calls") },
    ...{ contact: items("contact"), captions: items("captions") },
  };
}

/** All fragments by language, taken apart once. */
export const PHRASES = Object.fromEntries(
  LANGUAGES.map((language) => [language, phrasesOf(language)]),
) as Readonly<Record<Language, Phrases>>;
