import { expect, it } from "vitest";
import { z } from "zod";
import { strictSchema } from "./openai-strict-schema.ts";

it("requires every field, allows no other and leaves out what the subset does not know", () => {
  const schema = z.object({
    country: z.string().length(2).nullable(),
    maxLength: z.number().int(),
    kinds: z.array(
      z.discriminatedUnion("kind", [z.object({ kind: z.literal("a") }), z.object({ kind: z.literal("b") })]),
    ),
  });
  const kind = (name: string) => ({
    type: "object",
    properties: { kind: { type: "string", const: name } },
    required: ["kind"],
    additionalProperties: false,
  });
  expect(strictSchema(schema)).toEqual({
    type: "object",
    properties: {
      country: { anyOf: [{ type: "string" }, { type: "null" }] },
      maxLength: { type: "integer" },
      kinds: { type: "array", items: { anyOf: [kind("a"), kind("b")] } },
    },
    required: ["country", "maxLength", "kinds"],
    additionalProperties: false,
  });
});

it("refuses what cannot be stated", () => {
  expect(() => strictSchema(z.array(z.string()))).toThrow("object at its root");
  expect(() => strictSchema(z.object({ a: z.string().optional() }))).toThrow("nullable ones: a");
});
