import { z } from "zod";
import { healthAnswerSchema } from "./answers.ts";
import { operation } from "./operation.ts";

const nothing = z.strictObject({});

export const health = operation({
  id: "health",
  function: "open",
  method: "GET",
  path: "/health",
  role: null,
  summary: "Whether the system answers",
  description: "Asks the stores that a search needs.",
  input: nothing,
  status: 200,
  answer: healthAnswerSchema,
  example: {},
});

export const openapi = operation({
  id: "openapi",
  function: "open",
  method: "GET",
  path: "/openapi.json",
  role: null,
  summary: "This document",
  description: "OpenAPI 3.1, made from the schemas that requests are validated by.",
  input: nothing,
  status: 200,
  answer: z.looseObject({ openapi: z.string() }),
  example: {},
});
