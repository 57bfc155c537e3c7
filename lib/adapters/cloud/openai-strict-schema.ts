import { z } from "zod";
import { isObject } from "../../domain/json.ts";

type Json = unknown;

/** Rules that a strict schema may not contain. The full schema checks the answer afterwards. */
const UNSUPPORTED = new Set(["$schema", "minLength", "maxLength", "default", "propertyNames", "uniqueItems"]);
/** zod states 64-bit bounds for every integer. They tell a model nothing. */
const BOUND = Number.MAX_SAFE_INTEGER;

/**
 * The JSON Schema of an answer, in the subset that structured output enforces: every field is required, and no others
 * are allowed. https://platform.openai.com/docs/guides/structured-outputs
 * @throws Error for a schema that cannot be stated so, which is a mistake in the code that asks.
 */
export function strictSchema(schema: z.ZodType): Record<string, unknown> {
  const known = statedSchemas.get(schema);
  if (known) return known;
  const stated = strict(z.toJSONSchema(schema, { target: "draft-7", reused: "inline" }));
  if (!isObject(stated) || stated.type !== "object") {
    throw new Error("A structured answer is an object at its root.");
  }
  statedSchemas.set(schema, stated);
  return stated;
}

/** The few schemas in use are constants. Converting those with closed lists of countries takes a while. */
const statedSchemas = new WeakMap<z.ZodType, Record<string, unknown>>();

function strict(node: Json): Json {
  if (Array.isArray(node)) return node.map(strict);
  if (!isObject(node)) return node;
  if ("allOf" in node) throw new Error("A structured answer has no intersections.");
  const kept = Object.entries(node).filter(
    ([key, value]) => !UNSUPPORTED.has(key) && !isIdleBound(key, value),
  );
  const stated = Object.fromEntries(
    kept.map(([key, value]) => (key === "properties" ? [key, fieldsOf(value)] : [key, strict(value)])),
  );
  if ("oneOf" in stated) return strict({ anyOf: stated.oneOf });
  if (stated.type !== "object") return stated;
  const fields = isObject(stated.properties) ? Object.keys(stated.properties) : [];
  const required = new Set(Array.isArray(stated.required) ? stated.required : []);
  const optional = fields.filter((field) => !required.has(field));
  if (optional.length > 0) {
    throw new Error(`A structured answer has no optional fields, only nullable ones: ${optional.join(", ")}`);
  }
  return { ...stated, required: fields, additionalProperties: false };
}

/** Names of fields are not keywords, whatever they are. */
const fieldsOf = (properties: Json): Json =>
  isObject(properties)
    ? Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, strict(value)]))
    : properties;

const isIdleBound = (key: string, value: Json): boolean =>
  (key === "minimum" && value === -BOUND) || (key === "maximum" && value === BOUND);
