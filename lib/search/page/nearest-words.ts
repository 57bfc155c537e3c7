import type { SearchedCreator } from "../../domain/creator.ts";
import { dot } from "../../domain/dot.ts";
import { inRange } from "../../domain/ranking/fusion.ts";
import { NEAR } from "../../domain/ranking/reasons.ts";
import { cosineRange } from "../../domain/ranking/weights.ts";
import { plainLetters } from "../../domain/text/fold.ts";
import { rawWordsOf } from "../../domain/text/words.ts";
import { settle } from "../legs/deadline.ts";
import type { SearchPorts } from "../ports.ts";
import type { Question } from "../question/question.ts";
import type { RankedCreator } from "../rank/rank.ts";

/** Most words of a profile that are compared: first its topics and tags, then its bio. */
const WORDS_MAX = 24;
const WORD_MIN_CHARACTERS = 4;
const WORDS_NAMED = 2;
const ADDRESSES = /https?:\/\/\S+/g;

/**
 * For creators that no word of the query led to: the words of their profile that are nearest in meaning to the query,
 * by the embedder that found them. Empty if embedding single words would cost money.
 */
export async function nearestWordsOf(
  ports: Pick<SearchPorts, "embedder" | "settings">,
  question: Question,
  creators: readonly RankedCreator[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const byMeaning = creators.filter(({ matches, parts }) => matches.length === 0 && (parts.vector ?? 0) > 0);
  if (!ports.settings.namesNearestWords || byMeaning.length === 0) return new Map();
  const wordsOfEach = byMeaning.map(({ creator }) => tellingWords(creator));
  const words = [...new Set(wordsOfEach.flat())];
  const signal = AbortSignal.timeout(ports.settings.deadlineMs);
  const { value } = await settle("words", signal, () =>
    ports.embedder.embed([question.meaning, ...words], { signal, as: "draft" }),
  );
  const [asked, ...vectors] = value ?? [];
  if (!asked) return new Map();
  const range = cosineRange(ports.embedder.model);
  const nearness = new Map(
    vectors.map((vector, index) => [words[index] ?? "", inRange(dot(asked, vector), range)]),
  );
  return new Map(
    byMeaning.map(({ creator }, index) => [creator.id, nearest(wordsOfEach[index] ?? [], nearness)]),
  );
}

function tellingWords({ hashtags, keywords, bio }: SearchedCreator): string[] {
  const words = new Set<string>();
  for (const text of [...keywords, ...hashtags, bio.replace(ADDRESSES, " ")]) {
    for (const raw of rawWordsOf(text)) {
      const word = plainLetters(raw).toLowerCase();
      if (word.length >= WORD_MIN_CHARACTERS) words.add(word);
      if (words.size === WORDS_MAX) return [...words];
    }
  }
  return [...words];
}

function nearest(words: readonly string[], nearness: ReadonlyMap<string, number>): string[] {
  const near = words.filter((word) => (nearness.get(word) ?? 0) >= NEAR);
  return near.sort((a, b) => (nearness.get(b) ?? 0) - (nearness.get(a) ?? 0)).slice(0, WORDS_NAMED);
}
