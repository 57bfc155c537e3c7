import { z } from "zod";

export type JsonSchema = z.core.JSONSchema.BaseSchema;
type Path = readonly PropertyKey[];

/** What a schema's input looks like from outside. */
export interface InputShape {
  readonly whole: JsonSchema;
  /** The JSON Schema of the field at a path; null when there is none. */
  at(path: Path): JsonSchema | null;
  /** The names that the object at a path may have. */
  namesAt(path: Path): readonly string[];
}

export function inputShape(schema: z.ZodType): InputShape {
  const whole: JsonSchema = z.toJSONSchema(schema, { io: "input" });
  const at = (path: Path): JsonSchema | null =>
    path.reduce<JsonSchema | null>((inner, part) => propertyOf(inner, String(part)), whole);
  return { whole, at, namesAt: (path) => Object.keys(at(path)?.properties ?? {}) };
}

function propertyOf(schema: JsonSchema | null, name: string): JsonSchema | null {
  const properties = schema?.properties ?? {};
  const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
  return typeof property === "object" ? property : null;
}
