import { z } from "zod";
import { creatorViewSchema } from "../creator-view.ts";
import {
  type Filters,
  filtersSchema,
  type SearchRequest,
  searchAnswerSchema,
  searchMetaSchema,
  searchRequestSchema,
} from "../search-request.ts";
import type { FieldPath } from "./flat-parameters.ts";
import { withKnownFilters } from "./known-codes.ts";
import { operationsOf } from "./operation.ts";
import { MODEL_UNITS, VECTOR_UNITS } from "./unit-costs.ts";

const operation = operationsOf("search-creators");

/** A search by words costs 1 unit, by meaning too 2, ordered by a model 22. */
const searchCost = ({ query, mode, sort, rerank }: SearchRequest): number => {
  const isRanked = query !== "" && sort === "relevance";
  const vectors = isRanked && mode !== "keyword" ? VECTOR_UNITS : 0;
  return 1 + vectors + (isRanked && rerank === "llm" ? MODEL_UNITS : 0);
};

const search = {
  role: "viewer",
  input: withKnownFilters(searchRequestSchema),
  answer: searchAnswerSchema,
  problems: [404, 410],
  cost: searchCost,
  isPage: true,
} as const;

/** Parameters that are named as the fields of the request, or of its filters. */
const fields = (...names: (keyof SearchRequest)[]): Record<string, FieldPath> =>
  Object.fromEntries(names.map((name) => [name, [name]]));
const filters = (...names: (keyof Filters)[]): Record<string, FieldPath> =>
  Object.fromEntries(names.map((name) => [name, ["filters", name]]));

/** The parameters `<name>_min` and `<name>_max` of a range. */
const bounds = <N extends string>(name: N) => ({
  [`${name}_min`]: ["filters", name, "min"] as const,
  [`${name}_max`]: ["filters", name, "max"] as const,
});

/** The search request in flat form. The command line has the same names as flags, with dashes. */
export const searchByQuery = operation({
  ...search,
  id: "searchCreators",
  route: "GET /search",
  summary: "Find creators",
  description:
    "Ranked creators for a question in the asker's own words. Lists are joined by commas; rates are shares (0.02 is 2%). An unknown or repeated parameter is refused.",
  query: {
    q: ["query"],
    ...filters("platforms"),
    ...bounds("followers"),
    ...bounds("engagement_rate"),
    ...filters("countries", "languages", "categories", "verified", "account_types", "has_contact"),
    ...filters("last_active_days", "places"),
    ...bounds("growth"),
    growth_days: ["filters", "growth", "days"],
    ...bounds("median_views"),
    ...bounds("recent_posts"),
    ...filters("has_linked_accounts", "keywords", "exclude_keywords"),
    ...filters("exclude_ids", "list_ids", "exclude_list_ids"),
    ...fields("sort", "limit", "cursor", "mode", "rerank", "collapse", "explain", "facets"),
  },
  example: { q: "vegan fitness coaches in Berlin", followers_min: 10_000, followers_max: 100_000 },
});

export const searchByBody = operation({
  ...search,
  id: "searchCreatorsByBody",
  route: "POST /search",
  summary: "Find creators, with the request as JSON",
  description:
    "Ranked creators for words (`query`), filters or both, each with the reasons for its rank. Filters that the words state are read from them: `meta.interpreted` says which. The same search as GET /search, which calls the words `q`. An unknown field is refused.",
  example: {
    query: "vegan fitness coaches in Berlin",
    filters: { followers: { min: 10_000, max: 100_000 } },
    limit: 10,
  },
});

/** More characters than anybody types before choosing. */
const TYPED_MAX = 100;
const SUGGESTIONS_MAX = 20;

export const suggestAnswerSchema = z.object({
  data: z.array(
    z.object({
      kind: z.enum(["handle", "name", "category", "place"]),
      text: z.string().describe("Text to show."),
      filters: filtersSchema.nullable().describe("Filters to search with, for a category or a place."),
      creator: creatorViewSchema
        .pick({ id: true, platform: true, handle: true, display_name: true, followers: true, verified: true })
        .nullable()
        .describe("Set for a handle or a name."),
    }),
  ),
  meta: searchMetaSchema.pick({ latency: true, degraded: true }),
});

export const suggest = operation({
  id: "suggest",
  route: "GET /suggest",
  role: "viewer",
  summary: "Completions while typing",
  description:
    "Handles, names, categories and places that begin with `q`, each with its kind. Creators come from two letters on, the most followed first. After `@` only creators are suggested.",
  input: z.strictObject({
    q: z.string().min(1).max(TYPED_MAX).describe("What is typed so far."),
    limit: z
      .number()
      .int()
      .min(1)
      .max(SUGGESTIONS_MAX)
      .default(10)
      .describe("Maximum number of suggestions."),
  }),
  answer: suggestAnswerSchema,
  example: { q: "tech", limit: 10 },
});
