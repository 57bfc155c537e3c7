import { z } from "zod";
import { creatorIdSchema } from "../ids.ts";
import {
  LIMIT_MAX,
  type SearchRequest,
  searchAnswerSchema,
  searchRequestSchema,
  similarAnswerSchema,
} from "../search-request.ts";
import { creatorAnswerSchema, DICTIONARIES, dictionaryAnswerSchema } from "./answers.ts";
import { withKnownCodes } from "./known-codes.ts";
import { operation } from "./operation.ts";

/** Asking the vectors costs as much again as the words; a model's ordering some twenty times a search. */
const VECTOR_UNITS = 1;
const MODEL_UNITS = 20;

/** A search by words alone is 1, by meaning too 2, ordered by a model 22. */
const searchCost = ({ query, mode, sort, rerank }: SearchRequest): number => {
  const isRanked = query !== "" && sort === "relevance";
  const vectors = isRanked && mode !== "keyword" ? VECTOR_UNITS : 0;
  return 1 + vectors + (isRanked && rerank === "llm" ? MODEL_UNITS : 0);
};

const search = {
  function: "search-creators",
  path: "/search",
  role: "viewer",
  input: withKnownCodes(searchRequestSchema),
  status: 200,
  answer: searchAnswerSchema,
  problems: [410],
  cost: searchCost,
  isPage: true,
} as const;

/** `a_min` and `a_max` of a range. */
const bounds = <N extends string>(name: N) => ({
  [`${name}_min`]: ["filters", name, "min"] as const,
  [`${name}_max`]: ["filters", name, "max"] as const,
});

/** The search request in flat form; the command line's flags are these with dashes. */
export const searchByQuery = operation({
  ...search,
  id: "searchCreators",
  method: "GET",
  summary: "Find creators",
  description:
    "Ranked creators for a question in the asker's own words. Lists are joined by commas; rates are shares (0.02 is 2%). An unknown or repeated parameter is refused.",
  query: {
    q: ["query"],
    platforms: ["filters", "platforms"],
    ...bounds("followers"),
    ...bounds("engagement_rate"),
    countries: ["filters", "countries"],
    languages: ["filters", "languages"],
    categories: ["filters", "categories"],
    verified: ["filters", "verified"],
    account_types: ["filters", "account_types"],
    has_contact: ["filters", "has_contact"],
    last_active_days: ["filters", "last_active_days"],
    keywords: ["filters", "keywords"],
    exclude_keywords: ["filters", "exclude_keywords"],
    exclude_ids: ["filters", "exclude_ids"],
    sort: ["sort"],
    limit: ["limit"],
    cursor: ["cursor"],
    mode: ["mode"],
    rerank: ["rerank"],
    collapse: ["collapse"],
    explain: ["explain"],
  },
  example: { q: "vegan fitness coaches in Berlin", followers_min: 10_000, followers_max: 100_000 },
});

export const searchByBody = operation({
  ...search,
  id: "searchCreatorsByBody",
  method: "POST",
  summary: "Find creators, with the request as JSON",
  description: "The same search as GET /search; the body is strict: an unknown field is refused.",
  takesBody: true,
  example: {
    query: "vegan fitness coaches in Berlin",
    filters: { followers: { min: 10_000, max: 100_000 } },
    limit: 10,
  },
});

const EXAMPLE_ID = "c_0123456789abcdefghjkmnpqrs";

export const getCreator = operation({
  id: "getCreator",
  function: "get-creator",
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
  function: "similar-creators",
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
  function: "list-dictionary",
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
