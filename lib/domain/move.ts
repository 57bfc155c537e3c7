import { z } from "zod";
import type { TenantId } from "./ids.ts";
import { count, type Instant, instant } from "./record-fields.ts";

/** What a move copies. Documents include identities, suppressions, consents, audit, lists and all other records. */
export const MOVE_PARTS = ["documents", "vectors", "objects"] as const;
export type MovePart = (typeof MOVE_PARTS)[number];

/**
 * A move from one set of stores to another. It belongs to the system tenant. Both databases keep it, so that a later
 * run knows that the records on the other side came from here. The id follows from the destination.
 */
export interface Move {
  readonly id: string;
  readonly tenant_id: TenantId;
  readonly version: string;
  /** Random, made by the first run. Another system's move to the same place has another one. */
  readonly origin: string;
  readonly began_at: Instant;
  /** Null: not everything was copied and compared yet. */
  readonly completed_at: Instant | null;
}

/** A collection of a tenant, a namespace, or the objects under a prefix. */
const movedRowSchema = z.object({
  part: z.enum(MOVE_PARTS),
  name: z.string(),
  /** Number on the source's side. */
  records: count,
  /** Number that were new or changed on the other side. */
  written: count,
  /** Number that are gone from the source since an earlier run. */
  removed: count,
  /** Number not copied: the creator is suppressed or erased, or a vector has no document. */
  left_out: count,
  /** Number on the other side afterwards. */
  there: count,
});
export type MovedRow = z.infer<typeof movedRowSchema>;

/** Whether the other side holds what it should. */
export const isEqual = ({ records, left_out, there }: MovedRow): boolean => there === records - left_out;

const comparisonSchema = z.object({
  searches: count,
  /** Mean share of the first ten results that both sides have; null: no search was made. */
  overlap: z.number().nullable(),
  /** Parts of the other side that did not answer. */
  degraded: z.array(z.string()),
});
export type SearchComparison = z.infer<typeof comparisonSchema>;

export const moveReportSchema = z.object({
  /** `before`: an earlier run completed it, and nothing was done. `differs`: the counts are not equal. */
  status: z.enum(["complete", "before", "differs"]),
  to: z.array(z.string()),
  completed_at: instant.nullable(),
  rows: z.array(movedRowSchema),
  /** By search mode. */
  searches: z.object({ hybrid: comparisonSchema, vector: comparisonSchema }).nullable(),
  seconds: z.number(),
});
export type MoveReport = z.infer<typeof moveReportSchema>;

export interface MovePreview {
  readonly to: string[];
  readonly rows: (Pick<MovedRow, "part" | "name" | "records"> & { readonly bytes: number })[];
  /** When an earlier run of the same move began, if it did not finish. */
  readonly began_at: Instant | null;
  readonly seconds: number;
}
