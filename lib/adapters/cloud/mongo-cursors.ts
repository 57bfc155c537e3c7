import type { FindQuery } from "../../ports/documents.ts";
import type { Place } from "../find-cursor.ts";
import { type MongoFilter, storedField } from "./mongo-conditions.ts";

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
