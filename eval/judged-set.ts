import type { Envelope } from "../lib/domain/envelope.ts";
import type { CreatorId } from "../lib/domain/ids.ts";
import type { Filters } from "../lib/domain/search-request.ts";
import { halfOf } from "../test/eval/query-reading/evaluate.ts";
import type { Grades } from "./metrics.ts";

export interface JudgedQuery {
  readonly id: string;
  readonly text: string;
  /** The kind of question. Results are also given per kind. */
  readonly kind: string;
  /** The question shares no word with what it should find. */
  readonly isSemantic: boolean;
  /** By creator id. */
  readonly grades: Grades;
  /** The filters that the words ask for; null if nobody wrote them down. */
  readonly filtersExpected: Filters | null;
}

/** A document in the form that other engines get. */
export interface PlainDocument {
  readonly id: CreatorId;
  readonly text: string;
}

export interface JudgedSet {
  readonly name: string;
  /** Input for the pipeline. */
  readonly envelopes: () => Iterable<Envelope>;
  /** The same documents as plain text. */
  readonly documents: () => Iterable<PlainDocument>;
  readonly queries: readonly JudgedQuery[];
  /** Creators to find lookalikes of, and who is truly alike. Present only if the truth is known. */
  readonly lookalikes?: readonly LookalikeQuestion[];
}

export interface LookalikeQuestion {
  readonly id: CreatorId;
  /** Which of the traits the other creator shares. */
  readonly shares: (other: string) => Readonly<Record<string, boolean>>;
}

export const HALVES = ["all", "tuned", "untuned"] as const;
export type Half = (typeof HALVES)[number];

/**
 * Which queries of a set are asked. Numbers are chosen on the tuned half and reported for the untuned one. The half
 * follows from the query's id alone, so nobody chose it.
 */
export const inHalf =
  (half: Half) =>
  ({ id }: Pick<JudgedQuery, "id">): boolean =>
    half === "all" || halfOf(id) === half;
