import { readFileSync } from "node:fs";
import { type Random, runningSums } from "./random.ts";

/** Topics of sample creators: codes of lib/domain/dictionaries, the most frequent first. */
export const TOPICS = [
  ...(["lifestyle", "fashion", "beauty", "food", "gaming", "music", "travel", "fitness"] as const),
  ...(["comedy", "tech", "football", "photography", "education", "parenting", "art", "pets"] as const),
  ...(["dance", "business", "finance", "cars", "home_decor", "books", "motivation", "diy"] as const),
  ...(["marketing", "programming", "science", "mental_health", "running", "anime", "yoga", "vegan"] as const),
  ...(["nature", "podcasts", "crypto", "history", "coffee", "gardening", "weddings", "luxury"] as const),
] as const;
export type Topic = (typeof TOPICS)[number];

/** A table with an entry for every topic. */
export const mapTopics = <T>(entryOf: (topic: Topic) => T): Readonly<Record<Topic, T>> =>
  Object.fromEntries(TOPICS.map((topic) => [topic, entryOf(topic)])) as Record<Topic, T>;

const [columns = [], ...rows] = readFileSync(new URL("./phrases.tsv", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => line.split("\t"));

/**
 * A cell of `phrases.tsv`. Its rows are the topics, then the parts of a bio without a topic. Its columns are what
 * belongs to a topic in every language, then the languages.
 * @throws RangeError if the table has no such cell.
 */
export function cellOf(row: string, column: string): string {
  const cell = rows.find(([name]) => name === row)?.[columns.indexOf(column)];
  if (cell === undefined) throw new RangeError(`phrases.tsv has nothing for ${row} in ${column}.`);
  return cell;
}

/** What belongs to a topic in every language. */
export interface Signs {
  readonly emoji: readonly string[];
  readonly tags: readonly string[];
  /** Titles of the Wikipedia articles in YouTube's `topicDetails.topicCategories`. */
  readonly articles: readonly string[];
}

export const TOPIC_SIGNS: Readonly<Record<Topic, Signs>> = mapTopics((topic) => {
  const words = (column: keyof Signs) => cellOf(topic, column).split(" ");
  return { emoji: words("emoji"), tags: words("tags"), articles: words("articles") };
});

/** Zipf with an offset: a few topics have most creators, but every topic has some. */
const SUMS = runningSums(TOPICS.map((_, rank) => 1 / (rank + 4)));

export const drawTopic = (random: Random): Topic => random.weighted(TOPICS, SUMS);
