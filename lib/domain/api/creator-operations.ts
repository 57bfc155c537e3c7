import { z } from "zod";
import { engagementSchema } from "../creator.ts";
import { creatorViewSchema } from "../creator-view.ts";
import { creatorIdSchema } from "../ids.ts";
import { platformSchema } from "../platform.ts";
import {
  filtersSchema,
  LIMIT_MAX,
  QUERY_MAX_CHARACTERS,
  searchItemSchema,
  searchMetaSchema,
  searchRequestSchema,
  similarAnswerSchema,
} from "../search-request.ts";
import { creatorAnswerSchema, DICTIONARIES, dictionaryAnswerSchema } from "./answers.ts";
import { withKnownFilters } from "./known-codes.ts";
import { operationsOf } from "./operation.ts";
import { VECTOR_UNITS } from "./unit-costs.ts";

const operation = operationsOf("search-creators");

const EXAMPLE_ID = "c_0123456789abcdefghjkmnpqrs";

export const getCreator = operation({
  id: "getCreator",
  route: "GET /creators/{id}",
  role: "viewer",
  summary: "One creator",
  description:
    "The stored profile of a creator. Contact details are never part of it. `provenance` tells where its fields come from and when they were so: from the platform, read from the `profile`'s words, counted over its `posts` or its `history`, compared with its `peers`, from `links` between accounts, or by `consent`.",
  input: z.strictObject({ id: creatorIdSchema }),
  answer: creatorAnswerSchema,
  example: { id: EXAMPLE_ID },
});

const similarLimit = z
  .number()
  .int()
  .min(1)
  .max(LIMIT_MAX)
  .default(10)
  .describe("Maximum number of creators in the answer.");

export const similarCreators = operation({
  id: "similarCreators",
  route: "GET /creators/{id}/similar",
  role: "viewer",
  summary: "Creators like this one",
  description: "Nearest by meaning, size, language and country, each with the traits it shares.",
  input: z.strictObject({ id: creatorIdSchema, limit: similarLimit }),
  answer: similarAnswerSchema,
  cost: () => 1 + VECTOR_UNITS,
  isPage: true,
  example: { id: EXAMPLE_ID, limit: 10 },
});

export const listDictionary = operation({
  id: "listDictionary",
  route: "GET /dictionaries/{name}",
  role: "viewer",
  summary: "Values of a filter",
  description: "Codes and names that a filter takes, with the number of creators that have each.",
  input: z.strictObject({ name: z.enum(DICTIONARIES).describe("The filter whose values are asked for.") }),
  answer: dictionaryAnswerSchema,
  example: { name: "countries" },
});

/** Maximum number of names in one look-up. */
const LOOKUP_MAX = 100;
/** Reading ten records costs about as much as the cheapest request. */
const RECORDS_PER_UNIT = 10;

/** The cost of the names in a request, on top of the request itself. */
const namesCost = (names: number): number => Math.ceil(names / RECORDS_PER_UNIT);

const namedAccount = {
  asked: z.string(),
  outcome: z
    .enum(["found", "unknown", "unreadable"])
    .describe("`unreadable`: neither an id, a handle nor the address of a profile."),
  target: z
    .object({
      platform: platformSchema,
      handle: z.string().optional(),
      platform_user_id: z.string().optional(),
    })
    .nullable()
    .describe(
      "The input for `POST /targets` to have the account fetched; null if it is unclear which account is meant.",
    ),
};
/** Names for which nobody was found. */
const unknownAccounts = z.array(z.object(namedAccount));
const accountName = z.string().min(1).max(500);
const accountNames = z
  .array(accountName)
  .min(1)
  .max(LOOKUP_MAX)
  .describe("Ids, handles with or without @, and addresses of profiles.");

export const lookupAnswerSchema = z.object({
  data: z.array(
    z.object({
      ...namedAccount,
      creators: z
        .array(creatorViewSchema)
        .describe("More than one if a handle without a platform belongs to accounts on several platforms."),
    }),
  ),
});

export const lookUpCreators = operation({
  id: "lookUpCreators",
  route: "POST /creators/lookup",
  role: "viewer",
  summary: "Creators by id, handle or address",
  description:
    "Up to 100 names in any form: an id, a handle with or without @, the address of a profile on any platform. One result each, in order. `unknown` says nothing of why: it may be asked for with `target`. No look-up by e-mail or phone number exists.",
  input: z.strictObject({
    accounts: accountNames,
    platform: platformSchema
      .optional()
      .describe("Applies to handles. Without it a handle is looked up on every platform."),
  }),
  answer: lookupAnswerSchema,
  cost: ({ accounts }) => namesCost(accounts.length),
  isPage: true,
  example: { accounts: [EXAMPLE_ID, "@someone", "https://www.youtube.com/@someone"] },
});

/** Maximum number of liked, and of disliked, creators in one request. */
const TASTE_MAX = 20;

export const tasteAnswerSchema = similarAnswerSchema.extend({ unknown: unknownAccounts });

export const similarToSeveral = operation({
  id: "similarToSeveral",
  route: "POST /similar",
  role: "viewer",
  summary: "Creators like several, unlike others",
  description:
    "Nearest to the liked creators together and away from the disliked ones, by meaning, size, language and country, each with the traits it shares with the liked one that it is most like. Names as in /creators/lookup; `unknown` lists those that nobody goes by. Every ten names cost a unit.",
  input: withKnownFilters(
    z.strictObject({
      likes: z
        .array(accountName)
        .min(1)
        .max(TASTE_MAX)
        .describe("Creators to be near to: ids, handles or addresses."),
      dislikes: z
        .array(accountName)
        .max(TASTE_MAX)
        .default([])
        .describe("Creators to keep away from, named in the same way."),
      platform: platformSchema
        .optional()
        .describe("Applies to handles. Without it a handle means its accounts on every platform."),
      filters: filtersSchema.default({}),
      limit: similarLimit,
    }),
  ),
  answer: tasteAnswerSchema,
  cost: ({ likes, dislikes }) => 1 + VECTOR_UNITS + namesCost(likes.length + dislikes.length),
  isPage: true,
  example: { likes: [EXAMPLE_ID, "@someone"], dislikes: ["https://x.com/someone_else"], limit: 10 },
  problems: [404],
});

export const rankAnswerSchema = z.object({
  data: z.array(
    searchItemSchema.extend({
      missed_filters: z
        .array(z.string())
        .describe(
          "Filters, set by the caller or read from the words, that the creator does not meet or is not known to meet.",
        ),
    }),
  ),
  meta: searchMetaSchema,
  unknown: unknownAccounts,
});

export const rankCreators = operation({
  id: "rankCreators",
  route: "POST /creators/rank",
  role: "viewer",
  summary: "The caller's creators in our order",
  description:
    "Up to 100 creators that the caller names (as in /creators/lookup), ranked for a question with the reasons of a search. Everyone who is found comes back: those that meet all filters first, `missed_filters` names what the others miss. `unknown` lists names that nobody goes by. Every ten names cost a unit.",
  input: withKnownFilters(
    z.strictObject({
      query: z
        .string()
        .max(QUERY_MAX_CHARACTERS)
        .trim()
        .min(1)
        .describe("What the creators are ranked for, in free words."),
      accounts: accountNames,
      platform: platformSchema
        .optional()
        .describe("Applies to handles. Without it a handle means its accounts on every platform."),
      filters: filtersSchema.default({}),
      explain: searchRequestSchema.shape.explain,
    }),
  ),
  problems: [404],
  answer: rankAnswerSchema,
  cost: ({ accounts }) => 1 + VECTOR_UNITS + namesCost(accounts.length),
  isPage: true,
  example: { query: "vegan fitness coaches", accounts: [EXAMPLE_ID, "@someone"] },
});

export const historyAnswerSchema = z.object({
  data: z.object({
    id: creatorIdSchema,
    points: z
      .array(
        z.object({
          day: z.iso.date(),
          followers: z.number().int().nonnegative(),
          engagement_rate: z
            .number()
            .nonnegative()
            .nullable()
            .describe("A share; null if it was not known that day or the platform's terms forbid it."),
        }),
      )
      .describe("At most one point a day, oldest first."),
    growth: z.object({ d30: z.number().nullable(), d90: z.number().nullable() }).nullable(),
    engagement: engagementSchema.nullable(),
    kept_days: z
      .number()
      .int()
      .positive()
      .nullable()
      .describe(
        "Number of days that the platform's terms allow a point to be kept. Null: the terms state no limit, and 400 days are kept.",
      ),
  }),
});

export const creatorHistory = operation({
  id: "creatorHistory",
  route: "GET /creators/{id}/history",
  role: "viewer",
  summary: "Followers and engagement over time",
  description: "As often as the profile was fetched and for as long as the platform's terms let it be kept.",
  input: z.strictObject({ id: creatorIdSchema }),
  answer: historyAnswerSchema,
  example: { id: EXAMPLE_ID },
});

export const identityIdSchema = z
  .string()
  .min(1)
  .max(100)
  .describe("Id of an identity: the `identity_id` of its creators.");
export const identityAnswerSchema = z.object({
  data: z.object({
    id: z.string(),
    creators: z.array(creatorViewSchema),
    links: z.array(
      z.object({
        a: creatorIdSchema,
        b: creatorIdSchema,
        evidence: z
          .enum(["mutual-links", "operator"])
          .describe(
            "`mutual-links`: each profile points at the other. `operator`: a person of this tenant said so.",
          ),
        detail: z.string(),
        at: z.iso.datetime(),
      }),
    ),
  }),
});

export const getIdentity = operation({
  id: "getIdentity",
  route: "GET /identities/{id}",
  role: "viewer",
  summary: "The accounts of one person or brand",
  description: "With the evidence of each link. Accounts that only look alike are not in it.",
  input: z.strictObject({ id: identityIdSchema }),
  answer: identityAnswerSchema,
  example: { id: "i_0123456789abcdefghjkmnpqrs" },
});
