import type { ProfileField } from "./profile-fields.ts";

/**
 * Every number that decides an order, in one place. Raise `RANKING_VERSION` with any change here or in this folder:
 * it is part of each cache key, so that pages ranked by older rules are not mixed with newer ones.
 */
export const RANKING_VERSION = 10;

/**
 * Share of the vector leg in the convex combination (Bruch et al. 2023, arXiv:2210.11934); the rest is the keyword
 * leg's. Words lead where what they found is near in meaning to the question or says that it is whom the question names,
 * meaning leads where it is far.
 */
export const FUSION_VECTOR_WEIGHT = { agreed: 0.3, apart: 0.7 } as const;
/** Word hits whose nearness in meaning is looked at, and the nearness at which the legs agree fully. */
export const AGREEMENT_HITS = 5;
export const AGREEMENT_FULL = 0.45;

/** What a word weighs in each field, for the index's own scoring. */
export const KEYWORD_FIELD_WEIGHTS: Readonly<Record<ProfileField, number>> = {
  handle: 3,
  display_name: 4,
  bio: 1,
  tags: 1.5,
  place: 1.5,
};

/**
 * A question of up to this many words can be answered in full by one profile. Of longer ones a profile holds a part at
 * best, so a best hit that leaves words out is less of a failure.
 */
export const FULLY_ANSWERED_WORDS = 4;

/** Cosines at which nothing and everything is meant. */
export interface CosineRange {
  readonly floor: number;
  readonly ceiling: number;
  /** From here to the floor a cosine says next to nothing: `FAINT_SHARE` at most. By default there is no such part. */
  readonly faintFrom?: number;
}

/** What the faint part of a range adds up to: an order among creators of which nothing better is known. */
export const FAINT_SHARE = 0.05;

/**
 * How far a text's cosine is to be believed. Of a text of few words nothing pulls the vector away from its one word, so
 * it is near to every question on that word. The belief grows with the words n as n / (n + half) and is full at `full`.
 */
export interface TextCertainty {
  readonly half: number;
  readonly full: number;
}

interface ModelCosines extends CosineRange {
  readonly model: RegExp;
  readonly moved?: CosineRange;
  readonly certainty?: TextCertainty;
}

/**
 * By the model's name. A fixed range, unlike min-max over the answer, lets a query that is near to nothing keep low
 * scores. A question moved towards its hits is nearer to everything, hence `moved`.
 */
const COSINE_RANGES: readonly ModelCosines[] = [
  { model: /^text-embedding-3/, floor: 0.15, ceiling: 0.65 },
  {
    model: /^static/,
    floor: 0.1,
    ceiling: 0.75,
    moved: { floor: 0.2, ceiling: 1, faintFrom: 0.1 },
    certainty: { half: 3, full: 20 },
  },
];
const ANY_COSINE_RANGE: CosineRange = { floor: 0.2, ceiling: 0.9 };

const listed = (model: string) => COSINE_RANGES.find((range) => range.model.test(model));

/** A model that is not listed gets a cautious range. */
export const cosineRange = (model: string): CosineRange => listed(model) ?? ANY_COSINE_RANGE;

/** Null: feedback was not measured with this model, and it is not asked twice. */
export const movedCosineRange = (model: string): CosineRange | null => listed(model)?.moved ?? null;

/** Null: whether short texts are too near to questions was not measured with this model. */
export const textCertainty = (model: string): TextCertainty | null => listed(model)?.certainty ?? null;

/** Hits that a question is moved towards, and how far: 1 is half-way between the question and their centre. */
export const FEEDBACK_HITS = 5;
export const FEEDBACK_WEIGHT = 0.6;
/** The moved question's nearest are looked for among this many nearest ones of the question itself. */
export const FEEDBACK_AMONG = 400;

/** What an asked word counts of which only the category is there: "DJs" asks for less than all of `music`. */
export const CONCEPT_CREDIT = 0.3;

/** The most that each prior adds; together 0.05, so that they order near-ties and never hide a good match. */
export const PRIOR_WEIGHTS = { quality: 0.02, freshness: 0.015, size: 0.015 } as const;
/** A profile last active this many days ago has half the freshness. */
export const FRESHNESS_HALF_LIFE_DAYS = 90;
/** Followers at which the size prior is full. */
export const SIZE_CEILING = 100_000_000;

/** Share of a model's second look in the score of what it looked at. */
export const RERANK_WEIGHT = 0.2;

/** Scores from here up are kept for accounts whose handle or name is what was asked. */
export const EXACT_NAME_FLOOR = 0.9;

/** What a disliked creator pushes away, beside 1 for a liked one: Rocchio's usual .15 over .75. */
export const DISLIKE_WEIGHT = 0.2;

/** Shares in a lookalike's score. */
export const SIMILARITY_WEIGHTS = {
  meaning: 0.65,
  size: 0.1,
  language: 0.1,
  country: 0.05,
  categories: 0.1,
} as const;
