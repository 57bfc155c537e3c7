import type { z } from "zod";
import { isObject } from "../json.ts";
import { FIELD_ERRORS_MAX, fieldErrors, unknownField } from "./field-errors.ts";
import type { InputShape, JsonSchema } from "./input-shape.ts";
import { pointerTo } from "./problem.ts";
import type { FieldError } from "./problem-schema.ts";

/** A query string's parameters, each with every value that it was given. */
export type QueryValues = Readonly<Record<string, readonly string[]>>;
/** The path of a flat parameter's value in the structured input. */
export type FieldPath = readonly [string, ...string[]];

export interface FlatParameters {
  readonly names: readonly string[];
  /**
   * The parameter's JSON Schema, from the input's own schema.
   * @throws Error if the name is not a parameter, or its path leads to no field.
   */
  schemaOf(name: string): JsonSchema;
  /** Whether the input requires it. */
  isRequired(name: string): boolean;
  /** The structured value, not validated yet, or the errors of single parameters. */
  structure(query: QueryValues): { readonly value: Record<string, unknown>; readonly errors: FieldError[] };
  /** The parameter that a path of the structured input comes from. */
  nameOf(path: readonly PropertyKey[]): readonly PropertyKey[];
}

/**
 * The flat form of the structured input, for a query string or a command's flags, derived from the input's schema:
 * `followers_min=10000` for `{filters: {followers: {min: 10000}}}`. Commas join a list.
 */
export function flatParameters(
  shape: InputShape,
  paths: Readonly<Record<string, FieldPath>>,
): FlatParameters {
  const names = Object.keys(paths);
  /** Caches the schemas of used paths: making a schema takes longer than reading a value by it. */
  const schemas = new Map<FieldPath, JsonSchema>();
  const schemaAt = (path: FieldPath): JsonSchema => {
    const schema = schemas.get(path) ?? shape.at(path);
    if (!schema) throw new Error(`The input has no field ${path.join(".")}.`);
    schemas.set(path, schema);
    return schema;
  };
  const isRequired = (name: string): boolean => {
    const [field, ...inner] = paths[name] ?? [];
    return inner.length === 0 && field !== undefined && (shape.whole().required?.includes(field) ?? false);
  };
  return {
    names,
    schemaOf(name) {
      const path = paths[name];
      if (!path) throw new Error(`${name} is no parameter.`);
      return schemaAt(path);
    },
    isRequired,
    structure(query) {
      const value: Record<string, unknown> = {};
      const errors: FieldError[] = [];
      for (const [name, values] of Object.entries(query)) {
        const path = Object.hasOwn(paths, name) ? paths[name] : undefined;
        const read = path ? readValue(schemaAt(path), values, () => isRequired(name)) : null;
        if (!path || !read) errors.push(unknownField([name], names));
        else if ("demand" in read)
          errors.push({ detail: `"${name}" ${read.demand}.`, pointer: pointerTo([name]) });
        else place(value, path, read.value);
        if (errors.length >= FIELD_ERRORS_MAX) break;
      }
      return { value, errors };
    },
    nameOf: (path) => nameOf(paths, path),
  };
}

/** Structures and validates the parameters. Errors use the caller's flat names. */
export function readFlat<T>(
  schema: z.ZodType<T>,
  flat: FlatParameters,
  query: QueryValues,
  fixed: Readonly<Record<string, unknown>> = {},
): { readonly input: T } | { readonly errors: FieldError[] } {
  const { value, errors } = flat.structure(query);
  if (errors.length > 0) return { errors };
  const parsed = schema.safeParse({ ...value, ...fixed });
  return parsed.success
    ? { input: parsed.data }
    : { errors: fieldErrors(parsed.error, flat.nameOf, () => flat.names) };
}

type Reading = { readonly value: unknown } | { readonly demand: string };

/** Plain digits only. Other forms that Number() accepts (1e3, 0x10, blanks, Infinity) are usually mistakes. */
const INTEGER = /^\d{1,15}$/;
const DECIMAL = /^\d{1,15}(\.\d{1,15})?$/;
const SIGNED_DECIMAL = /^-?\d{1,15}(\.\d{1,15})?$/;

/** Calls `isRequired` only for an empty text: it needs the JSON Schema of the whole input, a tenth of a cold start. */
function readValue(schema: JsonSchema, values: readonly string[], isRequired: () => boolean): Reading {
  const [text, ...more] = values;
  if (more.length > 0 || text === undefined) return { demand: "is given more than once; give it once" };
  switch (schema.type) {
    case "integer":
      return INTEGER.test(text)
        ? { value: Number(text) }
        : { demand: "must be a whole number in digits, 0 or more" };
    case "number":
      return readNumber(text, (schema.minimum ?? 0) < 0);
    case "boolean":
      return text === "true" || text === "false"
        ? { value: text === "true" }
        : { demand: "must be true or false" };
    case "array":
      return readList(text);
    default:
      // An empty query means browse. For any other parameter an empty value means nothing.
      return text === "" && schema.default !== ""
        ? { demand: `is empty; fill it${isRequired() ? "" : " or leave it out"}` }
        : { value: text };
  }
}

function readNumber(text: string, isSigned: boolean): Reading {
  if ((isSigned ? SIGNED_DECIMAL : DECIMAL).test(text)) return { value: Number(text) };
  return { demand: `must be a number such as 0.02${isSigned ? " or -0.02" : ", 0 or more"}` };
}

function readList(text: string): Reading {
  const parts = text.split(",").map((part) => part.trim());
  return parts.includes("")
    ? { demand: "has an empty element; separate values by single commas" }
    : { value: parts };
}

function place(target: Record<string, unknown>, path: FieldPath, value: unknown): void {
  const [head, next, ...rest] = path;
  if (next === undefined) {
    target[head] = value;
    return;
  }
  const inner = target[head];
  const object: Record<string, unknown> = isObject(inner) ? { ...inner } : {};
  target[head] = object;
  place(object, [next, ...rest], value);
}

/**
 * The parameter whose path is the path, leads to its parent (a list's element) or into it (a range's bound).
 */
function nameOf(
  paths: Readonly<Record<string, FieldPath>>,
  path: readonly PropertyKey[],
): readonly PropertyKey[] {
  const named = Object.entries(paths).find(
    ([, own]) => path.length > 0 && own.slice(0, path.length).every((part, index) => part === path[index]),
  );
  return named ? [named[0]] : path;
}
