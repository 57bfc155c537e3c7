import type { Condition, Scalar } from "../../domain/condition.ts";
import { AppError } from "../../domain/errors.ts";
import type { CollectionName } from "../../ports/documents.ts";
import { CREATOR_FACETS, type FacetKind, LIST_MARK } from "./sqlite-creator-facets.ts";
import { CREATOR_JSON_FIELDS, INDEXED_FIELDS } from "./sqlite-indexed-fields.ts";
import { indexedCreatorField, wholeText } from "./sqlite-record-text.ts";

/** A piece of SQL that is true or false, never null, and the values of its question marks. */
export interface SqlCondition {
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
}

/** Where a field is: a typed expression of SQL, or a path in the JSON that an expression gives, of any shape. */
type Place =
  | { readonly kind: FacetKind; readonly sql: string }
  | { readonly kind: "json"; readonly sql: string; readonly path: string };

const NEVER: SqlCondition = { sql: "0", parameters: [] };
const ALWAYS: SqlCondition = { sql: "1", parameters: [] };

/** Every record has these columns. */
const OWN_COLUMNS: ReadonlySet<string> = new Set(["id", "tenant_id", "version"]);

/**
 * The SQL of conditions joined by AND, with the meaning of `meetsCondition`. The table `creator_facets` has the alias
 * `facets` (for creators), and the record's own table has the alias `record`.
 */
export function sqlOfConditions(collection: CollectionName, conditions: readonly Condition[]): SqlCondition {
  const parts = conditions.map((condition) => sqlOfCondition(placeOf(collection, condition), condition));
  return {
    sql: parts.map((part) => `(${part.sql})`).join(" AND ") || "1",
    parameters: parts.flatMap((part) => part.parameters),
  };
}

/** The SQL that sorts by a field. Null sorts below every value, as SQLite does. */
export function sqlOfSortField(collection: CollectionName, field: string): string {
  const place = placeOfField(collection, field);
  return place.kind === "json" ? `json_extract(${place.sql}, '${place.path}')` : place.sql;
}

/** Whether a query must read the JSON, because it alone holds some of the fields. */
export const readsJson = (collection: CollectionName, conditions: readonly Condition[]): boolean =>
  conditions.some((condition) => {
    const place = placeOf(collection, condition);
    return place.sql.includes("record.");
  });

function placeOf(collection: CollectionName, { field, op }: Condition): Place {
  const place = placeOfField(collection, field);
  const isBoundOfList = place.kind === "list" && (op === "gte" || op === "lte");
  return isBoundOfList ? jsonPlace(collection, field) : place;
}

function placeOfField(collection: CollectionName, field: string): Place {
  if (!/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$/i.test(field)) {
    throw new AppError("invalid", "bad-field", "A condition names something that is no field.", {});
  }
  if (collection === "creators") {
    if (field === "id" || field === "tenant_id") return { kind: "text", sql: `facets.${field}` };
    if (CREATOR_JSON_FIELDS.includes(field))
      return { kind: "text", sql: indexedCreatorField("record.", field) };
    if (isFacet(field)) return { kind: CREATOR_FACETS[field], sql: `facets.${field}` };
  } else if (INDEXED_FIELDS[collection].includes(field)) {
    return { kind: "text", sql: `json_extract(record.body, '$.${field}')` };
  }
  if (OWN_COLUMNS.has(field)) return { kind: "text", sql: `record.${field}` };
  return jsonPlace(collection, field);
}

const jsonPlace = (collection: CollectionName, field: string): Place => ({
  kind: "json",
  sql: wholeText(collection, "record"),
  path: `$.${field}`,
});

const isFacet = (field: string): field is keyof typeof CREATOR_FACETS => Object.hasOwn(CREATOR_FACETS, field);

function sqlOfCondition(place: Place, condition: Condition): SqlCondition {
  if (place.kind === "json") return sqlOfJson(place.sql, place.path, condition);
  if (place.kind === "list") return sqlOfList(place.sql, condition);
  return sqlOfScalar(place.kind, place.sql, condition);
}

function sqlOfScalar(kind: FacetKind, sql: string, condition: Condition): SqlCondition {
  switch (condition.op) {
    case "eq":
    case "in": {
      const values = ofKind(kind, condition.op === "eq" ? [condition.value] : condition.values);
      if (values.length === 0) return NEVER;
      // The value is part of the text, because SQLite uses a partial index only if the query's text has its condition.
      if (kind === "boolean" && values.length === 1)
        return { sql: `${sql} IS NOT NULL AND ${sql} = ${values[0]}`, parameters: [] };
      return { sql: `${sql} IS NOT NULL AND ${sql} IN (${marks(values)})`, parameters: values };
    }
    case "notIn": {
      const values = ofKind(kind, condition.values);
      if (values.length === 0) return ALWAYS;
      return { sql: `${sql} IS NULL OR ${sql} NOT IN (${marks(values)})`, parameters: values };
    }
    case "gte":
    case "lte": {
      if (kind === "boolean" || ofKind(kind, [condition.value]).length === 0) return NEVER;
      const sign = condition.op === "gte" ? ">=" : "<=";
      return { sql: `${sql} IS NOT NULL AND ${sql} ${sign} ?`, parameters: [condition.value] };
    }
  }
}

function sqlOfList(sql: string, condition: Condition): SqlCondition {
  const contains = `instr(coalesce(${sql}, ''), ?) > 0`;
  switch (condition.op) {
    case "eq":
    case "in": {
      const values = ofKind("list", condition.op === "eq" ? [condition.value] : condition.values);
      return { sql: values.map(() => contains).join(" OR ") || "0", parameters: values.map(marked) };
    }
    case "notIn": {
      const values = ofKind("list", condition.values);
      return {
        sql: `NOT (${values.map(() => contains).join(" OR ") || "0"})`,
        parameters: values.map(marked),
      };
    }
    default:
      throw new Error("Bounds on lists are read from the JSON.");
  }
}

/** A field of any shape: `json_each` gives the members of a list, or the one value of a scalar. */
function sqlOfJson(json: string, path: string, condition: Condition): SqlCondition {
  const some = ({ sql, parameters }: SqlCondition, not = ""): SqlCondition => ({
    sql: `${not} EXISTS (SELECT 1 FROM json_each(${json}, '${path}') AS item
      WHERE coalesce(json_type(${json}, '${path}'), 'null') <> 'object' AND (${sql}))`,
    parameters,
  });
  switch (condition.op) {
    case "eq":
      return some(anyOf([condition.value]));
    case "in":
      return some(anyOf(condition.values));
    case "notIn":
      return some(anyOf(condition.values), "NOT");
    case "gte":
    case "lte": {
      const types = typeof condition.value === "number" ? "'integer', 'real'" : "'text'";
      const sign = condition.op === "gte" ? ">=" : "<=";
      return some({ sql: `item.type IN (${types}) AND item.value ${sign} ?`, parameters: [condition.value] });
    }
  }
}

function anyOf(values: readonly Scalar[]): SqlCondition {
  const plain = values.filter((value) => typeof value !== "boolean");
  const types = values.filter((value) => typeof value === "boolean").map((value) => `'${value}'`);
  const booleans = types.length > 0 ? `item.type IN (${types.join(", ")})` : "0";
  if (plain.length === 0) return { sql: booleans, parameters: [] };
  const scalars = `item.type NOT IN ('true', 'false') AND item.value IN (${marks(plain)})`;
  return { sql: `${booleans} OR (${scalars})`, parameters: plain };
}

/** The values that a column of this kind can hold. A value of another type can never be equal. */
function ofKind(kind: FacetKind, values: readonly Scalar[]): (string | number)[] {
  if (kind === "boolean") return values.filter((value) => typeof value === "boolean").map(Number);
  if (kind === "number") return values.filter((value) => typeof value === "number");
  return values.filter((value) => typeof value === "string");
}

const marked = (value: string | number): string => `${LIST_MARK}${value}${LIST_MARK}`;
const marks = (values: readonly unknown[]): string => values.map(() => "?").join(", ");
