import { dot } from "../dot.ts";
import { type Adapter, adaptQuery } from "./adapter.ts";

/** A creator that people judged for a query, with the weight of their judgement in 0..1. */
export interface Judged {
  readonly vector: Float32Array;
  readonly weight: number;
}

/** People's judgements for one query. */
export interface Lesson {
  readonly question: Float32Array;
  readonly liked: readonly Judged[];
  readonly disliked: readonly Judged[];
}

/** Two creators for a query: `better` should come before `worse`. */
export interface Pair {
  readonly question: Float32Array;
  readonly better: Float32Array;
  readonly worse: Float32Array;
  readonly weight: number;
}

/** Number of creators liked for other queries that are compared with each liked creator. */
const STRANGERS = 4;
/** Low, since a creator that was liked for another query may fit this one too. */
const STRANGER_WEIGHT = 0.25;

/**
 * Pairs every liked creator of each lesson with every disliked one, and with a few that were liked for other queries,
 * so that the adapter does not learn to prefer everybody. The order alone decides which ones.
 */
export function pairsOf(lessons: readonly Lesson[]): Pair[] {
  const strangers = lessons.flatMap((lesson) => lesson.liked.map(({ vector }) => ({ lesson, vector })));
  let turn = 0;
  const nextStranger = (lesson: Lesson): Float32Array | null => {
    for (let tries = 0; tries < strangers.length; tries += 1) {
      // The step shares no factor with most lengths, so that all have their turn.
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

/** The weighted share of a lesson's pairs in the right order, 0 to 1; null if it has no pairs. */
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
