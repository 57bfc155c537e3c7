import type { Guard } from "../../domain/condition.ts";
import { AppError } from "../../domain/errors.ts";
import type { TenantId } from "../../domain/ids.ts";

/** A filter of the query language. The driver's own type forbids what it cannot see through, such as computed names. */
export type MongoFilter = Record<string, unknown>;

/** No query without tenants: every filter begins with them. */
export const ofTenants = (
  tenants: readonly TenantId[],
  filters: readonly MongoFilter[] = [],
): MongoFilter => ({ $and: [{ tenant_id: { $in: tenants } }, ...filters] });

/**
 * The filters of conditions, with the meaning of `meetsCondition`: the query language looks into lists by itself,
 * compares within a type only, and lets null and absent pass `$nin` alone.
 */
export const filtersOf = (conditions: readonly Guard[]): MongoFilter[] => conditions.map(filterOf);

function filterOf(condition: Guard): MongoFilter {
  const field = storedField(condition.field);
  switch (condition.op) {
    case "eq":
      return { [field]: { $eq: condition.value } };
    case "in":
      return { [field]: { $in: condition.values } };
    case "notIn":
      return { [field]: { $nin: condition.values } };
    case "gte":
      return { [field]: { $gte: condition.value } };
    case "lte":
      return { [field]: { $lte: condition.value } };
    case "absent":
      // Equal to null is also what is not there.
      return { [field]: { $eq: null } };
  }
}

/** Under which name a record's field is stored. @throws AppError `invalid` for what is no field's name. */
export function storedField(field: string): string {
  if (!/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$/i.test(field)) {
    throw new AppError("invalid", "bad-field", "A condition names something that is no field.");
  }
  return field === "id" ? "_id" : field;
}
