import { z } from "zod";
import { creatorIdSchema } from "../ids.ts";
import { LIMIT_MAX, similarAnswerSchema } from "../search-request.ts";
import { creatorAnswerSchema, DICTIONARIES, dictionaryAnswerSchema } from "./answers.ts";
import { operation } from "./operation.ts";
import { VECTOR_UNITS } from "./unit-costs.ts";

const EXAMPLE_ID = "c_0123456789abcdefghjkmnpqrs";

export const getCreator = operation({
  id: "getCreator",
  function: "search-creators",
  method: "GET",
  path: "/creators/{id}",
  role: "viewer",
  summary: "One creator",
  description: "The stored profile of a creator. Contact details are never part of it.",
  input: z.strictObject({ id: creatorIdSchema }),
  status: 200,
  answer: creatorAnswerSchema,
  example: { id: EXAMPLE_ID },
  problems: [404],
});

export const similarCreators = operation({
  id: "similarCreators",
  function: "search-creators",
  method: "GET",
  path: "/creators/{id}/similar",
  role: "viewer",
  summary: "Creators like this one",
  description: "Nearest by meaning, size, language and country, each with the traits it shares.",
  input: z.strictObject({
    id: creatorIdSchema,
    limit: z.number().int().min(1).max(LIMIT_MAX).default(10),
  }),
  query: { limit: ["limit"] },
  status: 200,
  answer: similarAnswerSchema,
  cost: () => 1 + VECTOR_UNITS,
  isPage: true,
  example: { id: EXAMPLE_ID, limit: 10 },
  problems: [404],
});

export const listDictionary = operation({
  id: "listDictionary",
  function: "search-creators",
  method: "GET",
  path: "/dictionaries/{name}",
  role: "viewer",
  summary: "Values of a filter",
  description: "Codes and names that a filter takes, with the number of creators that have each.",
  input: z.strictObject({ name: z.enum(DICTIONARIES) }),
  status: 200,
  answer: dictionaryAnswerSchema,
  example: { name: "countries" },
});
