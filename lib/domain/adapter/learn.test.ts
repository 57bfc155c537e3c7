import { describe, expect, test } from "vitest";
import { randomOf } from "../../../local/generate/random.ts";
import { dot } from "../dot.ts";
import { type Adapter, adaptQuery } from "./adapter.ts";
import { learnAdapter } from "./learn.ts";
import { type Lesson, orderedShare, pairsOf } from "./lessons.ts";

const DIMENSIONS = 64;
const TOPICS = 12;

/** Creators of a topic lie around its centre. Questions lie there too or, where asked in other words, elsewhere. */
function world(askedElsewhere: boolean) {
  const random = randomOf(5, 1, askedElsewhere ? 1 : 0);
  const noise = (): Float32Array => unit(Float32Array.from({ length: DIMENSIONS }, () => random.normal()));
  const near = (centre: Float32Array, spread: number): Float32Array => {
    const off = noise();
    return unit(centre.map((value, at) => value + spread * (off[at] ?? 0)));
  };
  const centres = Array.from({ length: TOPICS }, noise);
  const asked = askedElsewhere ? Array.from({ length: TOPICS }, noise) : centres;
  const lesson = (): Lesson => {
    const topic = random.between(0, TOPICS - 1);
    const other = (topic + random.between(1, TOPICS - 1)) % TOPICS;
    const of = (at: number) => ({ vector: near(centres[at] ?? noise(), 0.8), weight: 1 });
    return {
      question: near(asked[topic] ?? noise(), 0.6),
      liked: [of(topic), of(topic)],
      disliked: [of(other)],
    };
  };
  return { lessons: (count: number) => Array.from({ length: count }, lesson), noise };
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

function learnt(lessons: readonly Lesson[]): Adapter {
  const learning = learnAdapter(pairsOf(lessons), DIMENSIONS);
  for (;;) {
    const step = learning.next();
    if (step.done) return step.value;
  }
}

const meanShare = (lessons: readonly Lesson[], adapter: Adapter | null): number => {
  const shares = lessons.map((lesson) => orderedShare(pairsOf([lesson]), adapter) ?? 0);
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
};

describe("learnAdapter", () => {
  test("learns words that lie elsewhere than what they ask for, and holds for questions it has not seen", () => {
    const { lessons } = world(true);
    const adapter = learnt(lessons(120));
    const unseen = lessons(60);
    expect(meanShare(unseen, null)).toBeLessThan(0.65);
    expect(meanShare(unseen, adapter)).toBeGreaterThan(0.9);
  });

  test("makes nothing worse where there is nothing to learn", () => {
    const { lessons } = world(false);
    const adapter = learnt(lessons(120));
    const unseen = lessons(60);
    expect(meanShare(unseen, adapter)).toBeGreaterThan(meanShare(unseen, null) - 0.02);
  });

  test("gives the same adapter for the same lessons", () => {
    const lessons = world(true).lessons(20);
    expect(learnt(lessons)).toEqual(learnt(lessons));
  });
});

describe("adaptQuery", () => {
  test("gives unit length and leaves the question as it was; an adapter of zeros changes nothing", () => {
    const { noise, lessons } = world(true);
    const question = noise();
    const before = question.slice();
    const adapted = adaptQuery(learnt(lessons(20)), question);
    expect(dot(adapted, adapted)).toBeCloseTo(1, 5);
    expect(question).toEqual(before);
    const none = { rank: 2, u: new Float32Array(2 * DIMENSIONS), v: new Float32Array(2 * DIMENSIONS) };
    expect(dot(adaptQuery(none, question), question)).toBeCloseTo(1, 5);
  });
});

describe("pairsOf", () => {
  test("puts what was liked before what was disliked and, with less weight, before other questions' likings", () => {
    const { lessons } = world(true);
    const [one, two] = lessons(2);
    if (!one || !two) throw new Error("no lessons");
    const pairs = pairsOf([one, two]).filter(({ question }) => question === one.question);
    const against = pairs.filter(({ worse }) => worse === one.disliked[0]?.vector);
    expect(against.map(({ better, weight }) => [better, weight])).toEqual(
      one.liked.map(({ vector }) => [vector, 1]),
    );
    const strangers = pairs.filter((pair) => !against.includes(pair));
    expect(strangers.length).toBeGreaterThan(0);
    for (const { worse, weight } of strangers) {
      expect(two.liked.map(({ vector }) => vector)).toContain(worse);
      expect(weight).toBeLessThan(1);
    }
    expect(pairsOf([one])).toHaveLength(one.liked.length * one.disliked.length);
  });
});
