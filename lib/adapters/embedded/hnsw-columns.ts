import { type Condition, meetsAll, meetsCondition, type Scalar } from "../../domain/condition.ts";
import type { VectorMetadata } from "../../ports/vector-index.ts";

type Value = VectorMetadata[string];

/** The metadata of all records by field. A filter reads a few arrays from end to end and no objects. */
export interface Columns {
  set(slot: number, metadata: VectorMetadata): void;
  /** Adds fields to a slot that has no values for them. */
  fill(slot: number, metadata: VectorMetadata): void;
  /** Moves the last record into the place of a removed one. */
  move(from: number, to: number): void;
  clear(slot: number): void;
  /** Sets `mask[slot]` to 0 for the slots below `count` that miss a condition. */
  narrow(conditions: readonly Condition[], count: number, mask: Uint8Array): void;
}

interface Column {
  /** NaN if the value is absent or not a number. */
  numbers: Float64Array;
  /** Code in the dictionary; 0 if the value is absent or a number. */
  codes: Int32Array;
  readonly dictionary: Dictionary;
}

const emptyColumn = (): Column => ({
  numbers: new Float64Array(0),
  codes: new Int32Array(0),
  dictionary: createDictionary(),
});

/** Used for a field that no record has. */
const NO_COLUMN = emptyColumn();

/**
 * Nearly every creator has another handle, and no search filters vectors by it: as a column it would take 12 MB for
 * 100,000 creators. A condition on it reads the stored metadata.
 */
const UNIQUE_FIELD = "handle_lc";

/** `metadataOf` reads a slot's stored metadata. */
export function createColumns(metadataOf: (slot: number) => VectorMetadata): Columns {
  const columns = new Map<string, Column>();
  const columnOf = (field: string) => {
    const known = columns.get(field);
    if (known) return known;
    const column = emptyColumn();
    columns.set(field, column);
    return column;
  };
  const clear = (slot: number): void => {
    for (const column of columns.values()) writeValue(column, slot, undefined);
  };
  const fill = (slot: number, metadata: VectorMetadata): void => {
    for (const field of Object.keys(metadata)) {
      if (field !== UNIQUE_FIELD) writeValue(columnOf(field), slot, metadata[field]);
    }
  };
  return {
    set(slot, metadata) {
      clear(slot);
      fill(slot, metadata);
    },
    fill,
    move(from, to) {
      for (const column of columns.values()) moveValue(column, from, to);
    },
    clear,
    narrow(conditions, count, mask) {
      const ofColumns = conditions.filter(({ field }) => field !== UNIQUE_FIELD);
      for (const condition of ofColumns) {
        narrow(columns.get(condition.field) ?? NO_COLUMN, condition, count, mask);
      }
      if (ofColumns.length === conditions.length) return;
      const others = conditions.filter(({ field }) => field === UNIQUE_FIELD);
      for (let slot = 0; slot < count; slot += 1) {
        if (mask[slot] === 1) mask[slot] = Number(meetsAll(metadataOf(slot), others));
      }
    },
  };
}

function writeValue(column: Column, slot: number, value: Value | undefined): void {
  const before = column.codes[slot] ?? 0;
  if (before !== 0) column.dictionary.release(before);
  if (typeof value === "number") {
    column.numbers = withRoomFor(column.numbers, slot, NaN);
    column.numbers[slot] = value;
  } else if (slot < column.numbers.length) column.numbers[slot] = NaN;
  const code = value === undefined || typeof value === "number" ? 0 : column.dictionary.take(value);
  if (code !== 0) column.codes = withRoomFor(column.codes, slot, 0);
  if (slot < column.codes.length) column.codes[slot] = code;
}

function moveValue(column: Column, from: number, to: number): void {
  const number = column.numbers[from] ?? NaN;
  const value = Number.isNaN(number) ? column.dictionary.valueOf(column.codes[from] ?? 0) : number;
  writeValue(column, to, value);
  writeValue(column, from, undefined);
}

/**
 * Clears the mask where one condition fails. Columns with only numbers, or with none, have loops without branches.
 * They take a fifth of the time, because a processor cannot predict a filter's outcome.
 */
function narrow(
  { numbers, codes, dictionary }: Column,
  condition: Condition,
  count: number,
  mask: Uint8Array,
) {
  const passes = dictionary.evaluate(condition);
  const { least, most, passesNumber } = numberTest(condition);
  if (numbers.length === 0) narrowByCode(codes, passes, count, mask);
  else if (codes.length === 0 && passes[0] === 0 && passesNumber === null)
    narrowByBounds(numbers, { least, most }, count, mask);
  else {
    for (let slot = 0; slot < count; slot += 1) {
      const number = numbers[slot] ?? NaN;
      const pass = Number.isNaN(number)
        ? passes[codes[slot] ?? 0] === 1
        : number >= least && number <= most && (passesNumber === null || passesNumber(number));
      if (!pass) mask[slot] = 0;
    }
  }
}

function narrowByCode(codes: Int32Array, passes: Uint8Array, count: number, mask: Uint8Array): void {
  const known = Math.min(count, codes.length);
  for (let slot = 0; slot < known; slot += 1)
    mask[slot] = (mask[slot] as number) & (passes[codes[slot] as number] as number);
  if (passes[0] === 0) mask.fill(0, known, count);
}

/** Absent numbers are NaN and never within bounds. */
function narrowByBounds(
  numbers: Float64Array,
  { least, most }: { readonly least: number; readonly most: number },
  count: number,
  mask: Uint8Array,
): void {
  const known = Math.min(count, numbers.length);
  for (let slot = 0; slot < known; slot += 1) {
    const number = numbers[slot] as number;
    mask[slot] = (mask[slot] as number) & Number(number >= least) & Number(number <= most);
  }
  mask.fill(0, known, count);
}

/**
 * `meetsCondition` for numbers: bounds, and for lists of values a lookup. It makes no array, and mostly no call per
 * number.
 */
function numberTest(condition: Condition) {
  const any = { least: -Infinity, most: Infinity, passesNumber: null };
  const never = { ...any, least: NaN };
  switch (condition.op) {
    case "eq":
      return typeof condition.value === "number"
        ? { ...any, least: condition.value, most: condition.value }
        : never;
    case "gte":
      return typeof condition.value === "number" ? { ...any, least: condition.value } : never;
    case "lte":
      return typeof condition.value === "number" ? { ...any, most: condition.value } : never;
    case "in":
    case "notIn": {
      const values = new Set<Scalar>(condition.values);
      const wanted = condition.op === "in";
      return { ...any, passesNumber: (value: number) => values.has(value) === wanted };
    }
  }
}

/**
 * Holds each distinct value that is not a number once, with the number of its users. A whole list counts as one value.
 * A condition is checked once per distinct value, and a removed record's words leave memory with their last user.
 */
interface Dictionary {
  take(value: Exclude<Value, number>): number;
  release(code: number): void;
  valueOf(code: number): Value | undefined;
  /** 1 for each code whose value meets the condition. Code 0 means "absent". */
  evaluate(condition: Condition): Uint8Array;
}

function createDictionary(): Dictionary {
  const values: (Exclude<Value, number> | undefined)[] = [undefined];
  const users = [0];
  const free: number[] = [];
  const codes = new Map<Key, number>();
  const insert = (key: Key, value: Exclude<Value, number>) => {
    const code = free.pop() ?? values.length;
    values[code] = value;
    users[code] = 0;
    codes.set(key, code);
    return code;
  };
  return {
    take(value) {
      const key = keyOf(value);
      const code = codes.get(key) ?? insert(key, value);
      users[code] = (users[code] ?? 0) + 1;
      return code;
    },
    release(code) {
      const left = (users[code] ?? 0) - 1;
      users[code] = left;
      if (left > 0) return;
      codes.delete(keyOf(values[code]));
      values[code] = undefined;
      free.push(code);
    },
    valueOf: (code) => values[code],
    evaluate(condition) {
      const passes = new Uint8Array(values.length);
      for (let code = 0; code < values.length; code += 1) {
        if (meetsCondition(values[code], condition)) passes[code] = 1;
      }
      return passes;
    },
  };
}

type Key = string | boolean | undefined;

/** Strings and booleans are their own keys. A list's key begins with a character that no profile text begins with. */
const keyOf = (value: Value | undefined): Key =>
  typeof value === "object"
    ? `\0${value.length}\0${value.join("\0")}`
    : typeof value === "number"
      ? undefined
      : value;

/** The array if it reaches `slot`, otherwise a longer one with the same values. The new places hold `empty`. */
export function withRoomFor<T extends Float64Array | Int32Array>(array: T, slot: number, empty: number): T {
  if (slot < array.length) return array;
  const length = Math.max(1_024, Math.ceil((slot + 1) * 1.5));
  const grown = (array instanceof Float64Array ? new Float64Array(length) : new Int32Array(length)) as T;
  grown.fill(empty, array.length);
  grown.set(array);
  return grown;
}
