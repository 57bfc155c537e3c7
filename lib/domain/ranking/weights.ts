import type { ProfileField } from "./profile-fields.ts";

/**
 * Every number that decides an order, in one place. Raise `RANKING_VERSION` with any change here or in this folder. It
 * is part of each cache key, so that pages ranked by older rules are not mixed with newer ones.
 */
export const RANKING_VERSION = 11;

/**
 * Share of the vector leg in the convex combination (Bruch et al. 2023, arXiv:2210.11934); the keyword leg has the
 * rest. Words lead if their hits are near in meaning to the query, or call themselves what the query asks for. Meaning
 * leads if the hits are far.
 */
export const FUSION_VECTOR_WEIGHT = { agreed: 0.3, apart: 0.9 } as const;
/** Number of keyword hits whose nearness in meaning is measured, and the nearness at which the legs agree fully. */
export const AGREEMENT_HITS = 5;
export const AGREEMENT_FULL = 0.45;

/** The weight of a word in each field, for the index's own scoring. */
export const KEYWORD_FIELD_WEIGHTS: Readonly<Record<ProfileField, number>> = {
  handle: 3,
  display_name: 4,
  bio: 1,
  tags: 1.5,
  place: 1.5,
};

/**
 * One profile can fully answer a query of up to this many words. Of a longer query a profile has a part at best, so
 * words that the best hit lacks count less.
 */
export const FULLY_ANSWERED_WORDS = 4;

/** The cosines that mean no match and a full match. */
export interface CosineRange {
  readonly floor: number;
  readonly ceiling: number;
  /**
   * Between here and the floor a cosine says almost nothing: at most `FAINT_SHARE`. By default there is no such part.
   */
  readonly faintFrom?: number;
}

/** The maximum of the faint part of a range. It orders creators about which nothing better is known. */
export const FAINT_SHARE = 0.05;

/**
 * How far a text's cosine can be believed. In a text of few words nothing pulls the vector away from one word, so the
 * text is near to every query on that word. The belief grows with the number of words n as n / (n + half) and is full
 * at `full`.
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
 * By the model's name. A range that is fixed, unlike min-max over the answer, lets a query that is near to nothing keep
 * low scores. A query moved towards its hits is nearer to everything, hence `moved`.
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

/** A cautious range for a model that is not listed. */
export const cosineRange = (model: string): CosineRange => listed(model) ?? ANY_COSINE_RANGE;

/** Null if feedback was not measured with this model; then the vectors are not searched a second time. */
export const movedCosineRange = (model: string): CosineRange | null => listed(model)?.moved ?? null;

/** Null if it was not measured with this model whether short texts are too near to queries. */
export const textCertainty = (model: string): TextCertainty | null => listed(model)?.certainty ?? null;

/** Number of hits that a query is moved towards, and how far: 1 is half-way between the query and their centre. */
export const FEEDBACK_HITS = 5;
export const FEEDBACK_WEIGHT = 0.6;
/** The nearest to the moved query are searched among this many nearest to the query itself. */
export const FEEDBACK_AMONG = 400;

/** The credit of a query word that matches only by its category: "DJs" asks for less than all of `music`. */
export const CONCEPT_CREDIT = 0.3;

/** The most that each prior adds. Together they add 0.05, so they order near-ties and never hide a good match. */
export const PRIOR_WEIGHTS = { quality: 0.02, freshness: 0.015, size: 0.015 } as const;
/** A profile last active this many days ago has half the freshness. */
export const FRESHNESS_HALF_LIFE_DAYS = 90;
/** Followers at which the size prior is full. */
export const SIZE_CEILING = 100_000_000;

/** Share of a model's second judgement in the score of the creators that it judged. */
export const RERANK_WEIGHT = 0.2;

/** Scores from here up are reserved for accounts whose handle or name was asked for. */
export const EXACT_NAME_FLOOR = 0.9;

/** How strongly a disliked creator pushes away, compared with 1 for a liked one: Rocchio's usual .15 over .75. */
export const DISLIKE_WEIGHT = 0.2;

/** The share of each part in a lookalike's score. */
export const SIMILARITY_WEIGHTS = {
  meaning: 0.65,
  size: 0.1,
  language: 0.1,
  country: 0.05,
  categories: 0.1,
} as const;
