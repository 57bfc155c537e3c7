import { z } from "zod";
import { ACCOUNT_TYPES } from "./account-types.ts";
import { creatorIdSchema } from "./ids.ts";
import { platformSchema } from "./platform.ts";
import { listIdSchema } from "./shortlist.ts";

export const QUERY_MAX_CHARACTERS = 500;
export const LIMIT_MAX = 100;
export const LIMIT_DEFAULT = 20;

const LIST_MAX = 100;
/** Maximum number of shortlists in one filter. */
const LISTS_MAX = 10;
const list = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(LIST_MAX);

interface Bounds {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}
const ONE_BOUND = [
  ({ min, max }: Bounds) => min !== undefined || max !== undefined,
  "give min, max or both",
] as const;
const IN_ORDER = [
  ({ min, max }: Bounds) => min === undefined || max === undefined || min <= max,
  "min is above max",
] as const;

/** @param what - Says what the number is, in a sentence. */
const range = (bound: z.ZodNumber, what: string) =>
  z
    .strictObject(boundsOf(bound, what))
    .refine(...ONE_BOUND)
    .refine(...IN_ORDER)
    .optional()
    .describe(what);
/** Each bound says by itself what it bounds, because `GET /search` and the command line take it alone. */
const boundsOf = (bound: z.ZodNumber, what: string) => ({
  min: bound.optional().describe(`At least. ${what}`),
  max: bound.optional().describe(`At most. ${what}`),
});

const GROWTH = "Followers gained or lost over a window, as a share of the number at its start: 0.1 is +10%.";

export const filtersSchema = z
  .strictObject({
    platforms: list(platformSchema).optional().describe("Platforms that the account may be on."),
    followers: range(z.number().int().nonnegative(), "Number of followers, or of subscribers on YouTube."),
    engagement_rate: range(
      z.number().nonnegative().max(10),
      "Reactions to a post as a share of the followers: 0.02 is 2%.",
    ),
    countries: list(z.string().regex(/^[A-Z]{2}$/, "two capital letters, ISO 3166-1 alpha-2"))
      .optional()
      .describe("Where the creator is: ISO 3166-1 alpha-2 codes such as DE."),
    languages: list(z.string().regex(/^[a-z]{2,3}$/, "a BCP 47 primary subtag such as en"))
      .optional()
      .describe("What the creator writes in: BCP 47 primary subtags such as en."),
    categories: list(z.string().regex(/^[a-z0-9_]{2,40}$/, "a code of /dictionaries/categories"))
      .optional()
      .describe("Topics, as codes of `GET /dictionaries/categories`."),
    verified: z.boolean().optional().describe("Whether the platform has verified the account."),
    account_types: list(z.enum(ACCOUNT_TYPES))
      .optional()
      .describe("What the account is run as, if its platform says so."),
    has_contact: z.boolean().optional().describe("Whether the profile shows a way to contact the creator."),
    last_active_days: z
      .number()
      .int()
      .positive()
      .max(3650)
      .optional()
      .describe("The newest known post is at most this number of days old."),
    places: list(z.string().min(1).max(100))
      .optional()
      .describe(
        "Cities and regions, `DE/munich` or `US/texas`, as `GET /suggest` gives them. Creators of the country without a known city (or region) match too, and `why_ranked` says so.",
      ),
    growth: z
      .strictObject({
        days: z.literal([30, 90]).default(30).describe("Length of the window."),
        ...boundsOf(z.number().min(-1).max(1_000), GROWTH),
      })
      .refine(...ONE_BOUND)
      .refine(...IN_ORDER)
      .optional()
      .describe(GROWTH),
    median_views: range(
      z.number().nonnegative(),
      "Median views of a post in the sample that engagement is computed over.",
    ),
    recent_posts: range(
      z.number().int().nonnegative(),
      "Posts in the 30 days before the posts were last fetched.",
    ),
    has_linked_accounts: z
      .literal(true)
      .optional()
      .describe(
        "Whether other accounts of the same person or brand are known. If none is known, that proves nothing, so there is no `false`.",
      ),
    keywords: list(z.string().max(100).trim().min(1))
      .optional()
      .describe("Words that must all be in the profile."),
    exclude_keywords: list(z.string().max(100).trim().min(1))
      .optional()
      .describe("Words that must not be in the profile."),
    exclude_ids: list(creatorIdSchema).optional().describe("Creators to leave out, by id."),
    list_ids: z
      .array(listIdSchema)
      .min(1)
      .max(LISTS_MAX)
      .optional()
      .describe("Creators on any of these shortlists."),
    exclude_list_ids: z
      .array(listIdSchema)
      .min(1)
      .max(LISTS_MAX)
      .optional()
      .describe("Creators on none of these shortlists."),
  })
  .describe("Conditions of different fields are joined by AND, values of one list by OR.");
export type Filters = z.infer<typeof filtersSchema> & {
  /** The ids of creators on the lists. Set only inside the system. */
  readonly listed?: readonly string[];
  readonly barred?: readonly string[];
};

const SORTS = ["relevance", "followers", "engagement_rate", "growth", "recent"] as const;
export const MODES = ["hybrid", "keyword", "vector"] as const;
const RERANKS = ["auto", "off", "llm"] as const;

/** What the found creators can be counted by. */
export const FACET_NAMES = [
  "platforms",
  "countries",
  "languages",
  "categories",
  "follower_tiers",
  "verified",
] as const;
export type FacetName = (typeof FACET_NAMES)[number];

export const searchRequestSchema = z.strictObject({
  query: z
    .string()
    .max(QUERY_MAX_CHARACTERS)
    .default("")
    .describe("What the caller looks for, in free words. Empty means browse by filters and sort."),
  filters: filtersSchema.default({}),
  sort: z
    .enum(SORTS)
    .default("relevance")
    .describe("`relevance`, or the figure that is highest first; `recent` is the newest post."),
  limit: z
    .number()
    .int()
    .min(1)
    .max(LIMIT_MAX)
    .default(LIMIT_DEFAULT)
    .describe("Number of creators on a page."),
  cursor: z
    .string()
    .max(2_000)
    .optional()
    .describe("`meta.next_cursor` of the page before, with the same request otherwise."),
  mode: z
    .enum(MODES)
    .default("hybrid")
    .describe("What finds creators: words (`keyword`), meaning (`vector`) or both."),
  rerank: z
    .enum(RERANKS)
    .default("auto")
    .describe(
      "`llm`: a language model reorders the best results. `auto`, like `off`: nothing reorders them.",
    ),
  collapse: z.boolean().default(false).describe("One result per identity."),
  explain: z.boolean().default(false).describe("Whether each result has the parts of its score."),
  facets: z
    .array(z.enum(FACET_NAMES))
    .max(FACET_NAMES.length)
    .default([])
    .describe("On the first page, how many of the found creators have each value."),
});
export type SearchRequest = Omit<z.infer<typeof searchRequestSchema>, "filters"> & {
  readonly filters: Filters;
};
/** The request with the fields that callers may leave out. */
export type SearchRequestInput = z.input<typeof searchRequestSchema>;

/** The parts of a score, each in 0..1 before its weight. */
export const scorePartsSchema = z.object({
  keyword: z.number().nullable(),
  vector: z.number().nullable(),
  fused: z.number(),
  exact_name: z.number(),
  quality: z.number(),
  freshness: z.number(),
  size: z.number(),
  rerank: z.number().nullable(),
  final: z.number(),
});
export type ScoreParts = z.infer<typeof scorePartsSchema>;

/** A search that is stored: what it looks for and in which order, without the fields for one page. */
export const storedSearchSchema = searchRequestSchema.pick({
  query: true,
  filters: true,
  sort: true,
  mode: true,
  collapse: true,
});
export type StoredSearch = z.infer<typeof storedSearchSchema>;

export const searchItemSchema = z.object({
  id: z.string(),
  handle: z.string().describe("With a leading @, as the requester writes it."),
  relevance_score: z.number().min(0).max(1),
  why_ranked: z.array(z.string()),
  cache_hit: z.boolean(),
  display_name: z.string(),
  platform: platformSchema,
  followers: z.number().int().nullable(),
  engagement_rate: z.number().nullable(),
  country: z.string().nullable(),
  languages: z.array(z.string()),
  categories: z.array(z.string()),
  url: z.string(),
  verified: z.boolean().nullable(),
  identity_id: z.string().nullable(),
  fetched_at: z.string(),
  explain: scorePartsSchema.optional(),
});
export type SearchItem = z.infer<typeof searchItemSchema>;

/** How the free text was read. Each filter names the words that it came from. */
export const interpretedSchema = z.object({
  text: z.string().describe("The words left to search for after the filters are taken out."),
  filters: filtersSchema,
  handles: z.array(z.string()),
  read: z
    .array(z.object({ words: z.string(), filter: z.string() }))
    .describe("Which words became which filter."),
  by: z.enum(["rules", "llm"]),
});
export type Interpreted = z.infer<typeof interpretedSchema>;

export const searchMetaSchema = z.object({
  latency: z.string().describe('Such as "45ms".'),
  source: z.enum(["cache", "index"]),
  cache: z.enum(["l1", "l2", "miss"]),
  interpreted: interpretedSchema,
  relaxed: z
    .array(z.object({ filter: z.string(), reason: z.string() }))
    .describe(
      "Filters read from the words (never those the caller set) that were dropped, in order, because they left no results.",
    ),
  degraded: z
    .array(z.object({ part: z.string(), reason: z.string() }))
    .describe(
      "Parts that did not answer fully, such as `vectors: timed out`, and filters that a platform has no data for.",
    ),
  next_cursor: z.string().nullable(),
  query_id: z
    .string()
    .optional()
    .describe("Names the query in `POST /feedback`; absent if the query has no words."),
  total_estimate: z
    .number()
    .int()
    .nullable()
    .describe(
      "Null if only reading everything would tell, or if the count came too late; then `degraded` names it.",
    ),
  facets: z
    .partialRecord(z.enum(FACET_NAMES), z.array(z.object({ value: z.string(), count: z.number().int() })))
    .optional()
    .describe("Only the facets that were asked for, most frequent value first."),
});
export type SearchMeta = z.infer<typeof searchMetaSchema>;

export const searchAnswerSchema = z.object({ data: z.array(searchItemSchema), meta: searchMetaSchema });
export type SearchAnswer = z.infer<typeof searchAnswerSchema>;

export const similarItemSchema = searchItemSchema.extend({ shared_traits: z.array(z.string()) });
export const similarAnswerSchema = z.object({ data: z.array(similarItemSchema), meta: searchMetaSchema });
export type SimilarAnswer = z.infer<typeof similarAnswerSchema>;
