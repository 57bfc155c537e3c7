import type { Creator } from "./creator.ts";

/**
 * The fields in which a creator keeps what a region's vector index holds of it, in the order of the deployment's
 * regions.
 */
export const MARK_FIELDS = ["index_mark", "second_mark"] as const satisfies readonly (keyof Creator)[];
export type MarkField = (typeof MARK_FIELDS)[number];

/** The fields that set or remove a mark. */
export const markedAs = (field: MarkField, mark: Creator["index_mark"]) =>
  field === "index_mark" ? { index_mark: mark } : { second_mark: mark };

/** The mark of the index that this process fills, and the marks of the other regions' indexes. */
export interface IndexMarks {
  readonly own: MarkField;
  readonly others: readonly MarkField[];
}

/** A deployment in one region. */
export const ONE_INDEX: IndexMarks = { own: "index_mark", others: [] };
