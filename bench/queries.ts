import type { Filters } from "../lib/domain/search-request.ts";
import { truthOf } from "../local/generate/generate-envelopes.ts";
import { type Language, PHRASES } from "../local/generate/phrases.ts";
import { type Random, randomOf, runningSums } from "../local/generate/random.ts";
import { TOPICS, type Topic } from "../local/generate/topics.ts";

export const SELECTIVITIES = [0.01, 0.1, 1] as const;
export type Selectivity = (typeof SELECTIVITIES)[number];

export interface BenchQuery {
  readonly text: string;
  readonly filters: Filters;
  readonly selectivity: Selectivity;
  /** The filter asks for the same topic as the words. */
  readonly isCorrelated: boolean;
}

/** Languages that people search in, with roughly realistic weights. */
const LANGUAGES: readonly Language[] = ["en", "es", "pt", "de", "fr", "hi", "it", "tr", "ja", "ru"];
const LANGUAGE_SUMS = runningSums([50, 12, 8, 7, 6, 4, 4, 3, 3, 3]);

/** A random stream that no generated creator uses. */
const STREAM = 101;

/**
 * Typical queries. The topic and its words follow Zipf's law, so many queries repeat. Half of the filtered ones ask
 * for a range of followers that is unrelated to the topic. The other half ask for the topic's own category, and for
 * followers if that alone lets too many through.
 */
export function drawQueries(options: { seed: number; creators: number; count: number }): BenchQuery[] {
  const { seed, creators, count } = options;
  const followers = sampledFollowers(seed, creators);
  return Array.from({ length: count }, (_, index) => {
    const random = randomOf(seed, STREAM, index);
    const topic = zipf(random, TOPICS);
    const language = random.weighted(LANGUAGES, LANGUAGE_SUMS);
    const text = zipf(random, PHRASES[language].topics[topic]);
    const selectivity = SELECTIVITIES[index % SELECTIVITIES.length] ?? 1;
    const isCorrelated = selectivity < 1 && Math.floor(index / SELECTIVITIES.length) % 2 === 1;
    const filters = isCorrelated
      ? topicFilter(random, followers, topic, selectivity)
      : followersFilter(random, followers.all, selectivity);
    return { text, filters, selectivity, isCorrelated };
  });
}

function zipf<T>(random: Random, items: readonly T[]): T {
  return random.weighted(items, runningSums(items.map((_, rank) => 1 / (rank + 1))));
}

interface SampledFollowers {
  readonly all: readonly number[];
  readonly byTopic: ReadonlyMap<Topic, readonly number[]>;
}

/** Enough creators to choose ranges from. */
const SAMPLE = 20_000;

function sampledFollowers(seed: number, creators: number): SampledFollowers {
  const truths = Array.from({ length: Math.min(SAMPLE, creators) }, (_, index) => truthOf(seed, index));
  const sorted = (of: typeof truths) => of.map(({ followers }) => followers).sort((a, b) => a - b);
  const topics = TOPICS.map(
    (topic) => [topic, sorted(truths.filter((truth) => truth.topics.includes(topic)))] as const,
  );
  return { all: sorted(truths), byTopic: new Map(topics) };
}

/** A range at a random place that contains the share `selectivity` of `followers`. */
function followersFilter(random: Random, followers: readonly number[], selectivity: number): Filters {
  if (selectivity >= 1) return {};
  const width = Math.floor(followers.length * selectivity);
  const start = random.between(0, followers.length - width - 1);
  return { followers: { min: followers[start], max: followers[start + width] } };
}

/** The topic, together with other topics if it has too few creators, and a range of followers if it has too many. */
function topicFilter(
  random: Random,
  followers: SampledFollowers,
  topic: Topic,
  selectivity: number,
): Filters {
  const wanted = followers.all.length * selectivity;
  const categories = [topic];
  const own = [...(followers.byTopic.get(topic) ?? [])];
  for (const other of TOPICS) {
    if (own.length >= wanted) break;
    if (other === topic) continue;
    categories.push(other);
    own.push(...(followers.byTopic.get(other) ?? []));
  }
  const share = Math.min(1, wanted / own.length);
  return {
    categories,
    ...followersFilter(
      random,
      own.sort((a, b) => a - b),
      share,
    ),
  };
}
