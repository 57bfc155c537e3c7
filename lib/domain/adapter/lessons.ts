import { dot } from "../dot.ts";
import { type Adapter, adaptQuery } from "./adapter.ts";

/** A creator that people judged under a question, with the weight of their word in 0..1. */
export interface Judged {
  readonly vector: Float32Array;
  readonly weight: number;
}

/** What people said under one question. */
export interface Lesson {
  readonly question: Float32Array;
  readonly liked: readonly Judged[];
  readonly disliked: readonly Judged[];
}

/** Of two creators under a question the one that should come first. */
export interface Pair {
  readonly question: Float32Array;
  readonly better: Float32Array;
  readonly worse: Float32Array;
  readonly weight: number;
}

/** Likings of other questions that stand beside each liking of one. */
const STRANGERS = 4;
/** A creator that was liked under another question may well fit this one too. */
const STRANGER_WEIGHT = 0.25;

/**
 * Every liked creator of each lesson against every disliked one, and against a few that were liked under other
 * questions, so that the adapter does not learn to prefer everybody. Which ones follows from the order alone.
 */
export function pairsOf(lessons: readonly Lesson[]): Pair[] {
  const strangers = lessons.flatMap((lesson) => lesson.liked.map(({ vector }) => ({ lesson, vector })));
  let turn = 0;
  const nextStranger = (lesson: Lesson): Float32Array | null => {
    for (let tries = 0; tries < strangers.length; tries += 1) {
      // A step without a common factor with most lengths, so that all have their turn.
      turn = (turn + 7_919) % strangers.length;
      const stranger = strangers[turn];
      if (stranger && stranger.lesson !== lesson) return stranger.vector;
    }
    return null;
  };
  return lessons.flatMap((lesson) =>
    lesson.liked.flatMap((liked): Pair[] => {
      const { question } = lesson;
      const against = lesson.disliked.map(({ vector, weight }) => ({
        ...{ question, better: liked.vector, worse: vector },
        weight: liked.weight * weight,
      }));
      const beside = Array.from({ length: STRANGERS }, () => nextStranger(lesson)).flatMap((worse) =>
        worse ? [{ question, better: liked.vector, worse, weight: liked.weight * STRANGER_WEIGHT }] : [],
      );
      return [...against, ...beside];
    }),
  );
}

/** The weighted share of a lesson's pairs that stand in the right order, 0 to 1; null where it has none. */
export function orderedShare(pairs: readonly Pair[], adapter: Adapter | null): number | null {
  const [first] = pairs;
  if (!first) return null;
  const question = adapter ? adaptQuery(adapter, first.question) : first.question;
  let right = 0;
  let all = 0;
  for (const { better, worse, weight } of pairs) {
    const lead = dot(question, better) - dot(question, worse);
    right += weight * (lead > 0 ? 1 : lead === 0 ? 0.5 : 0);
    all += weight;
  }
  return right / all;
}
