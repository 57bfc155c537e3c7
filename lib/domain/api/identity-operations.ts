import { z } from "zod";
import { SUGGESTED_FROM, suggestionIdSchema, suggestionSchema } from "../identity-matching/suggestion.ts";
import { operationsOf } from "./operation.ts";
import { pageOf } from "./page.ts";

const operation = operationsOf("manage");

const LIMIT_MAX = 100;

export const suggestionPageSchema = pageOf(suggestionSchema);

export const listSuggestions = operation({
  id: "listIdentitySuggestions",
  route: "GET /identity-suggestions",
  role: "operator",
  summary: "Accounts that are likely one person or brand",
  description:
    "The tenant's own accounts, two at a time, most probable first, with what each field adds in bits. A daily job finds " +
    "them; nothing is linked until an operator decides. A page may hold fewer than `limit` and still have a next one.",
  input: z.strictObject({
    at_least: z
      .number()
      .min(SUGGESTED_FROM)
      .max(1)
      .default(0.95)
      .describe("The lowest probability, 0.5 to 1, that both accounts are one person or brand."),
    limit: z.number().int().min(1).max(LIMIT_MAX).default(50).describe("Maximum number of pairs on a page."),
    cursor: z
      .string()
      .max(2_000)
      .optional()
      .describe("`next_cursor` of the page before; absent: the first page."),
  }),
  answer: suggestionPageSchema,
  isPage: true,
  example: { at_least: 0.95, limit: 50 },
});

export const decideSuggestion = operation({
  id: "decideIdentitySuggestion",
  route: "POST /identity-suggestions/{id}/decision",
  role: "operator",
  summary: "Say whether two suggested accounts are one's",
  description:
    "`confirm` links both accounts, as mutual links would; `refuse` keeps them apart, and the pair is not suggested " +
    "again. Either is on record. `identity_id` is the identity that the first account belongs to then.",
  input: z.strictObject({
    id: suggestionIdSchema,
    decision: z
      .enum(["confirm", "refuse"])
      .describe(
        "`confirm` links both accounts; `refuse` keeps them apart, and the pair is not suggested again.",
      ),
  }),
  answer: z.object({ data: z.object({ identity_id: z.string().nullable() }) }),
  example: { id: "sg_0123456789abcdefghjkmnpqrs", decision: "confirm" },
});
