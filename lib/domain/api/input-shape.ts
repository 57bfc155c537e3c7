import { z } from "zod";

export type JsonSchema = z.core.JSONSchema.BaseSchema;
type Path = readonly PropertyKey[];

/** What a schema's input looks like from outside. Each part is made on demand: a request needs only a field or two. */
export interface InputShape {
  /** The JSON Schema of the whole input. */
  whole(): JsonSchema;
  /** The JSON Schema of the field at a path; null if there is none. */
  at(path: Path): JsonSchema | null;
  /** The names that the object at a path may have. */
  namesAt(path: Path): readonly string[];
}

export function inputShape(schema: z.ZodType): InputShape {
  const fieldAt = (path: Path): z.core.$ZodType | null =>
    path.reduce<z.core.$ZodType | null>((inner, part) => fieldOf(inner, String(part)), schema);
  return {
    whole: () => jsonSchema(schema),
    at(path) {
      const field = fieldAt(path);
      if (field === null) return null;
      const { $schema, ...described } = jsonSchema(field);
      return described;
    },
    namesAt: (path) => Object.keys(objectIn(fieldAt(path))?.shape ?? {}),
  };
}

const jsonSchema = (schema: z.core.$ZodType): JsonSchema => z.toJSONSchema(schema, { io: "input" });

/** `name` is a field of an object, or a place in a list. */
function fieldOf(schema: z.core.$ZodType | null, name: string): z.core.$ZodType | null {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodArray) return /^\d+$/.test(name) ? inner.element : null;
  const { shape = {} } = objectIn(inner) ?? {};
  return Object.hasOwn(shape, name) ? (shape[name] ?? null) : null;
}

function objectIn(schema: z.core.$ZodType | null): z.ZodObject | null {
  const inner = unwrapped(schema);
  return inner instanceof z.ZodObject ? inner : null;
}

function unwrapped(schema: z.core.$ZodType | null): z.core.$ZodType | null {
  const isWrapped =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable;
  return isWrapped ? unwrapped(schema.unwrap()) : schema;
}
