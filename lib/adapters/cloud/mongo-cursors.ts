import { createHash } from "node:crypto";
import { z } from "zod";
import { AppError } from "../../domain/errors.ts";
import type { CollectionName, FindQuery } from "../../ports/documents.ts";
import { type MongoFilter, storedField } from "./mongo-conditions.ts";
import type { StoredDocument } from "./mongo-connection.ts";

const cursorSchema = z.object({
  query: z.string(),
  value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  id: z.string(),
});
type Place = Pick<z.infer<typeof cursorSchema>, "value" | "id">;

export interface Order {
  /** Null when records stand in the order of their ids alone. */
  readonly field: string | null;
  readonly descending: boolean;
}

export function orderOf({ sort }: FindQuery): Order {
  const descending = sort?.direction === "descending";
  return { field: !sort || sort.field === "id" ? null : storedField(sort.field), descending };
}

export const sortOf = ({ field, descending }: Order): [string, 1 | -1][] => {
  const direction = descending ? -1 : 1;
  return field === null
    ? [["_id", direction]]
    : [
        [field, direction],
        ["_id", 1],
      ];
};

/** The records that stand behind a place in an order; null and absent sort as one, below every value. */
export function afterPlace({ field, descending }: Order, { value, id }: Place): MongoFilter {
  if (field === null) return { _id: { [descending ? "$lt" : "$gt"]: id } };
  const tied = { [field]: value, _id: { $gt: id } };
  if (value === null) return descending ? tied : { $or: [tied, { [field]: { $ne: null } }] };
  return descending
    ? { $or: [tied, { [field]: { $lt: value } }, { [field]: null }] }
    : { $or: [tied, { [field]: { $gt: value } }] };
}

export function writeCursor(
  collection: CollectionName,
  query: FindQuery,
  { field }: Order,
  last: StoredDocument,
): string {
  const value = field === null ? null : (last[field] ?? null);
  const cursor = { query: queryDigest(collection, query), value, id: last._id };
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

/** @throws AppError `invalid` for a cursor that this query did not give. */
export function readCursor(collection: CollectionName, query: FindQuery, cursor: string): Place {
  const parsed = cursorSchema.safeParse(jsonOrNull(Buffer.from(cursor, "base64url").toString()));
  if (!parsed.success || parsed.data.query !== queryDigest(collection, query)) {
    throw new AppError("invalid", "foreign-cursor", "The cursor does not come from this query.");
  }
  return parsed.data;
}

/** What a cursor is bound to: everything that decides which records come in which order. */
const queryDigest = (collection: CollectionName, { tenants, where, sort }: FindQuery): string =>
  createHash("sha256")
    .update(JSON.stringify([collection, tenants, where, sort ?? null]))
    .digest("base64url")
    .slice(0, 16);

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
