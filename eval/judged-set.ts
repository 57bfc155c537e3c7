import type { Envelope } from "../lib/domain/envelope.ts";
import type { CreatorId } from "../lib/domain/ids.ts";
import type { Filters } from "../lib/domain/search-request.ts";
import { halfOf } from "../test/eval/query-reading/evaluate.ts";
import type { Grades } from "./metrics.ts";

export interface JudgedQuery {
  readonly id: string;
  readonly text: string;
  /** What sort of question it is; results are given for each sort. */
  readonly kind: string;
  /** Shares no word with what it should find. */
  readonly isSemantic: boolean;
  /** By creator id. */
  readonly grades: Grades;
  /** What the words ask to be filtered by; null where nobody wrote it down. */
  readonly filtersExpected: Filters | null;
}

/** A document as other engines get it. */
export interface PlainDocument {
  readonly id: CreatorId;
  readonly text: string;
}

export interface JudgedSet {
  readonly name: string;
  /** What goes through the pipeline. */
  readonly envelopes: () => Iterable<Envelope>;
  /** The same documents as plain text. */
  readonly documents: () => Iterable<PlainDocument>;
  readonly queries: readonly JudgedQuery[];
  /** Creators to ask lookalikes of, and who is alike; only where the truth is known. */
  readonly lookalikes?: readonly LookalikeQuestion[];
}

export interface LookalikeQuestion {
  readonly id: CreatorId;
  /** Which of the traits the other has in common with it. */
  readonly shares: (other: string) => Readonly<Record<string, boolean>>;
}

export const HALVES = ["all", "tuned", "untuned"] as const;
export type Half = (typeof HALVES)[number];

/**
 * Which queries of a set are asked. Numbers are chosen on the tuned half and told of the untuned one; the half
 * follows from the query's id alone, so that nobody chose who is where.
 */
export const inHalf =
  (half: Half) =>
  ({ id }: Pick<JudgedQuery, "id">): boolean =>
    half === "all" || halfOf(id) === half;
