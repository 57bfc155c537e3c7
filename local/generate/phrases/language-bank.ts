/** What creators of the sample can be about: codes of lib/domain/dictionaries, the commonest first. */
export const TOPICS = [
  "lifestyle",
  "fashion",
  "beauty",
  "food",
  "gaming",
  "music",
  "travel",
  "fitness",
  "comedy",
  "tech",
  "football",
  "photography",
  "education",
  "parenting",
  "art",
  "pets",
  "dance",
  "business",
  "finance",
  "cars",
  "home_decor",
  "books",
  "motivation",
  "diy",
  "marketing",
  "programming",
  "science",
  "mental_health",
  "running",
  "anime",
  "yoga",
  "vegan",
  "nature",
  "podcasts",
  "crypto",
  "history",
  "coffee",
  "gardening",
  "weddings",
  "luxury",
] as const;
export type Topic = (typeof TOPICS)[number];

/** A table with an entry for every topic. */
export const mapTopics = <T>(entryOf: (topic: Topic) => T): Readonly<Record<Topic, T>> =>
  Object.fromEntries(TOPICS.map((topic) => [topic, entryOf(topic)])) as Record<Topic, T>;

/** How people of one language write about themselves. Lists are separated by `|`. */
export interface LanguageBank {
  /** Noun phrases by topic, so that they fit wherever `{a}` and `{b}` stand. */
  readonly topics: Readonly<Record<Topic, string>>;
  /** Whole bios or the first line of one: {a}, {b} phrases, {city}, {age}. */
  readonly openers: string;
  /** Second thoughts that say little about the topic. */
  readonly extras: string;
  /** What asks the reader to do something. */
  readonly calls: string;
  /** Announces the e-mail or phone that follows. */
  readonly contact: string;
  /** Captions of posts: {a} a phrase. */
  readonly captions: string;
}
