import type { Guard } from "../../domain/condition.ts";
import { AppError } from "../../domain/errors.ts";
import type { TenantId } from "../../domain/ids.ts";

/** A filter of the query language. The driver's own type forbids what it cannot check, such as computed names. */
export type MongoFilter = Record<string, unknown>;

/** Every filter begins with the tenants, so there is no query without them. */
export const ofTenants = (
  tenants: readonly TenantId[],
  filters: readonly MongoFilter[] = [],
): MongoFilter => ({ $and: [{ tenant_id: { $in: tenants } }, ...filters] });

/**
 * The filters for conditions, with the meaning of `meetsCondition`. The query language looks into lists by itself,
 * compares only values of one type, and lets null and absent pass only `$nin`.
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
      // A missing field also equals null.
      return { [field]: { $eq: null } };
  }
}

/**
 * The name under which a record's field is stored.
 * @throws AppError `invalid` for what is no field's name.
 */
export function storedField(field: string): string {
  if (!/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$/i.test(field)) {
    throw new AppError("invalid", "bad-field", "A condition names something that is no field.");
  }
  return field === "id" ? "_id" : field;
}
