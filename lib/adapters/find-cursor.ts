import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import type { CollectionName, FindQuery } from "../ports/documents.ts";
import { readBoundCursor, writeBoundCursor } from "./bound-cursor.ts";

const placeSchema = z.object({
  value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  id: z.string(),
});
/** A place in the order of a query's records: the sort value (null if only the id sorts) and the id. */
export type Place = z.infer<typeof placeSchema>;

interface Last {
  /** Absent and undefined count as null. */
  readonly value?: unknown;
  readonly id: unknown;
}

/** The cursor of a page's end. */
export const writeCursor = (
  collection: CollectionName,
  query: FindQuery,
  { value = null, id }: Last,
): string => writeBoundCursor(boundTo(collection, query), { value, id });

/** @throws AppError `invalid` if the cursor does not come from this query. */
export const readCursor = (collection: CollectionName, query: FindQuery, cursor: string): Place =>
  readBoundCursor(boundTo(collection, query), cursor, placeSchema);

/** Everything that decides which records come in which order. */
const boundTo = (collection: CollectionName, { tenants, where, sort }: FindQuery) => [
  ...[collection, tenants, where],
  sort ?? null,
];

const LIMIT_MAX = 1_000;

/** @throws AppError `invalid`, code `bad-limit`, if no query can give a page of this size. */
export function requireLimit({ limit }: FindQuery): void {
  if (limit >= 1 && limit <= LIMIT_MAX && Number.isInteger(limit)) return;
  throw new AppError("invalid", "bad-limit", `A page holds 1 to ${LIMIT_MAX} records.`);
}
