import categoryVocabulary from "../dictionaries/category-vocabulary.computed.ts";
import { lazily } from "../made-once.ts";
import { phraseKey } from "../text/words.ts";
import { WORDS } from "./filter-words.ts";
import { FREE_FROM_FIELDS } from "./negation-word-table.ts";
import { type PhraseSet, phraseSet } from "./phrase-set.ts";

interface TopicWords {
  readonly topics: PhraseSet;
  readonly foods: PhraseSet;
}

/** A single word of this weight names a category by itself. */
const STRONG = 2;
const FREE_FROM = new Set(FREE_FROM_FIELDS.split("|"));

/** Made on first use, from the words that put profiles into categories. */
const topicWords = lazily((): TopicWords => {
  const { exact, stems } = categoryVocabulary();
  const keys = (entries: typeof exact, isFood: boolean): string[] =>
    entries.flatMap(([key, evidence]) => {
      const isOfField = evidence.some(({ code }) => FREE_FROM.has(code));
      const isStrong = evidence.some(({ weight }) => weight >= STRONG);
      return isOfField === isFood && (isFood || isStrong) ? [key] : [];
    });
  return {
    topics: phraseSet({ exact: keys(exact, false), stems: keys(stems, false) }),
    foods: phraseSet({ exact: keys(exact, true), stems: keys(stems, true) }),
  };
});

/** Whether a phrase of one or two words is a topic that people post about, or advertising. Food is neither. */
export function isTopicPhrase(phrase: string): boolean {
  const key = phraseKey(phrase);
  return [key, ...key.split(" ")].some((word) => topicWords().topics.has(word) || WORDS.unwanted.has(word));
}

/** Whether a folded word means food or drink, whose makers name what is not in it. */
export const isFoodWord = (word: string): boolean => topicWords().foods.has(word);
