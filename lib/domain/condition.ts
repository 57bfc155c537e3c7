/**
 * The one filter language of documents, keyword index and vector index. Conditions in a list are joined by AND. On a
 * list field `eq` means "contains", `in` means "contains any", `notIn` means "contains none". A record whose field is
 * null or absent fails `eq`, `in`, `gte` and `lte`, and passes `notIn`: unknown never counts as a match.
 */
export type Scalar = string | number | boolean;

export type Condition =
  | { readonly field: string; readonly op: "eq"; readonly value: Scalar }
  | { readonly field: string; readonly op: "in"; readonly values: readonly Scalar[] }
  | { readonly field: string; readonly op: "notIn"; readonly values: readonly Scalar[] }
  | { readonly field: string; readonly op: "gte"; readonly value: number | string }
  | { readonly field: string; readonly op: "lte"; readonly value: number | string };

type Of<Op extends Condition["op"]> = Extract<Condition, { readonly op: Op }>;
export const eq = (field: string, value: Scalar): Of<"eq"> => ({ field, op: "eq", value });
export const oneOf = (field: string, values: readonly Scalar[]): Of<"in"> => ({ field, op: "in", values });
export const noneOf = (field: string, values: readonly Scalar[]): Of<"notIn"> => ({
  ...{ field, op: "notIn", values },
});
export const atLeast = (field: string, value: number | string): Of<"gte"> => ({ field, op: "gte", value });
export const atMost = (field: string, value: number | string): Of<"lte"> => ({ field, op: "lte", value });

type FieldValue = Scalar | readonly Scalar[] | null | undefined;

/** The reference meaning of a condition, for adapters that filter in process and for the contract suites. */
export function meetsCondition(value: FieldValue, condition: Condition): boolean {
  // Filters ask this of each candidate and of each value of a column, so one value makes no list.
  const isIn = Array.isArray(value)
    ? value.some((one) => isOf(one, condition))
    : value !== null && value !== undefined && isOf(value as Scalar, condition);
  return condition.op === "notIn" ? !isIn : isIn;
}

/** Whether a value is what the condition names. `notIn` names what it leaves out. */
function isOf(one: Scalar, condition: Condition): boolean {
  switch (condition.op) {
    case "eq":
      return one === condition.value;
    case "in":
    case "notIn":
      return condition.values.includes(one);
    case "gte":
      return typeof one === typeof condition.value && one >= condition.value;
    case "lte":
      return typeof one === typeof condition.value && one <= condition.value;
  }
}

/**
 * What a write may require of the stored record: a condition, or that a field is null or absent. With `absent`, a
 * process that gives a field its first value can tell that no other process did before. Filters cannot use `absent`,
 * because an index does not hold absent values.
 */
export type Guard = Condition | { readonly field: string; readonly op: "absent" };

/** A dot names a field of a field: `index_mark.text_hash`. */
export const meetsAll = (record: Readonly<Record<string, unknown>>, guards: readonly Guard[]): boolean =>
  guards.every((guard) => {
    const value = valueAt(record, guard.field) as FieldValue;
    return guard.op === "absent" ? value === null || value === undefined : meetsCondition(value, guard);
  });

function valueAt(record: Readonly<Record<string, unknown>>, field: string): unknown {
  if (!field.includes(".")) return record[field];
  return field
    .split(".")
    .reduce<unknown>(
      (value, name) => (typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined),
      record,
    );
}
