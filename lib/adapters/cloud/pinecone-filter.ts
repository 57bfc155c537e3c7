import type { Condition, Scalar } from "../../domain/condition.ts";
import { AppError } from "../../domain/errors.ts";

/** Pinecone's filter language: docs.pinecone.io, "Filter by metadata". */
type PineconeFilter = { readonly [operatorOrField: string]: unknown };

/** `nothing`: no record can meet the conditions, so no query is needed. */
export type TranslatedFilter = PineconeFilter | "everything" | "nothing";

/** `$in` and `$nin` take 10,000 values. */
const VALUES_MAX = 10_000;

/**
 * Translates conditions into Pinecone's language. A missing field fails every operator there. That is right for all
 * but `notIn`, which therefore also accepts a missing field.
 * @throws AppError `invalid`, code `filter-not-supported`, for ranges over text and lists above 10,000 values.
 */
export function pineconeFilter(conditions: readonly Condition[]): TranslatedFilter {
  const parts: PineconeFilter[] = [];
  for (const condition of conditions) {
    const part = translate(condition);
    if (part === "nothing") return "nothing";
    if (part !== "everything") parts.push(part);
  }
  const [only] = parts;
  if (only === undefined) return "everything";
  return parts.length === 1 ? only : { $and: parts };
}

function translate(condition: Condition): TranslatedFilter {
  const { field } = condition;
  switch (condition.op) {
    case "eq":
      return { [field]: { $eq: condition.value } };
    case "in":
      if (condition.values.length === 0) return "nothing";
      return anyOf(field, requireFew(field, condition.values));
    case "notIn":
      if (condition.values.length === 0) return "everything";
      return { $or: [noneOf(field, requireFew(field, condition.values)), { [field]: { $exists: false } }] };
    case "gte":
      return { [field]: { $gte: requireNumber(field, condition.value) } };
    case "lte":
      return { [field]: { $lte: requireNumber(field, condition.value) } };
  }
}

/** `$in` and `$nin` are documented for text and numbers, `$eq` and `$ne` for booleans too. */
const hasBoolean = (values: readonly Scalar[]): boolean => values.some((value) => typeof value === "boolean");

const anyOf = (field: string, values: readonly Scalar[]): PineconeFilter =>
  hasBoolean(values)
    ? { $or: values.map((value) => ({ [field]: { $eq: value } })) }
    : { [field]: { $in: values } };

const noneOf = (field: string, values: readonly Scalar[]): PineconeFilter =>
  hasBoolean(values)
    ? { $and: values.map((value) => ({ [field]: { $ne: value } })) }
    : { [field]: { $nin: values } };

function requireFew(field: string, values: readonly Scalar[]): readonly Scalar[] {
  if (values.length > VALUES_MAX) throw notSupported(field, "A filter names at most 10,000 values.");
  return values;
}

function requireNumber(field: string, value: number | string): number {
  if (typeof value !== "number") throw notSupported(field, "The vector index compares numbers only.");
  return value;
}

const notSupported = (field: string, message: string): AppError =>
  new AppError("invalid", "filter-not-supported", message, { field });
