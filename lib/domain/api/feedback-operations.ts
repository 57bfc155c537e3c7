import { z } from "zod";
import { adapterIdSchema, adapterReportSchema, adapterViewSchema, FEEDBACK_KINDS } from "../feedback.ts";
import { creatorIdSchema } from "../ids.ts";
import { QUERY_MAX_CHARACTERS } from "../search-request.ts";
import { operationsOf } from "./operation.ts";

const operation = operationsOf("manage");

const EXAMPLE_CREATOR = "c_0123456789abcdefghjkmnpqrs";
const EXAMPLE_ADAPTER = "ad_0123456789abcdefghjkmnpqrs";
/** Limits of one request: acts that it reports, judged queries, and judged creators a query. */
const ACTS_MAX = 100;
const JUDGED_QUESTIONS_MAX = 500;
const JUDGED_CREATORS_MAX = 100;

export const adapterReportAnswerSchema = z.object({ data: adapterReportSchema });
export const adapterListSchema = z.object({ data: z.array(adapterViewSchema) });
export const withdrawnSchema = z.object({ data: z.object({ serving: adapterIdSchema.nullable() }) });

export const giveFeedback = operation({
  id: "giveFeedback",
  route: "POST /feedback",
  role: "viewer",
  summary: "What became of search results",
  description:
    "Tells which creators of a search's answer were opened, saved, hidden, or shown for a wrong reason; `query_id` " +
    "stands in the answer's `meta`. An adapter may learn from it. Kept for 180 days; telling it twice is harmless.",
  input: z.strictObject({
    query_id: z.string().min(1).max(4_000).describe("`meta.query_id` of the search's answer."),
    acts: z
      .array(z.strictObject({ creator_id: creatorIdSchema, kind: z.enum(FEEDBACK_KINDS) }))
      .min(1)
      .max(ACTS_MAX)
      .describe(
        "What was done with creators of that answer. `wrong_reason`: shown for a reason that is not true.",
      ),
  }),
  answer: z.object({
    data: z.object({
      stored: z.number().int(),
      unknown: z.array(creatorIdSchema).describe("Creators that the caller cannot find, for any reason."),
    }),
  }),
  example: { query_id: "q0VxYW1wbGU", acts: [{ creator_id: EXAMPLE_CREATOR, kind: "saved" }] },
  problems: [404],
});

export const shareFeedback = operation({
  id: "shareFeedback",
  route: "PUT /feedback/sharing",
  role: "admin",
  summary: "Whether others learn from the tenant's feedback",
  description:
    "Consents to the platform learning the common adapter from this tenant's feedback, or takes the consent back: " +
    "the next adapter is then learnt without it. Without consent, feedback serves the tenant's own adapter alone.",
  input: z.strictObject({ shares: z.boolean().describe("`true` consents; `false` takes the consent back.") }),
  answer: z.object({ data: z.object({ shares: z.boolean() }) }),
  example: { shares: true },
});

export const learnAdapter = operation({
  id: "learnAdapter",
  route: "POST /adapters",
  role: "admin",
  summary: "Learn from feedback",
  description:
    "Learns a correction of question vectors from half of the tenant's feedback, and judges it by the other half. It is " +
    "kept, and serves new searches within a minute, only where that half is better with its 95% interval above 0. " +
    "Called by the platform's administrator, it learns the common adapter from the tenants that consent. Creators' " +
    "vectors stay as they are. Pages that are cached live on until they expire.",
  input: z.strictObject({
    dry_run: z.boolean().default(false).describe("Says what would be learnt, and keeps nothing."),
    judgements: z
      .array(
        z.strictObject({
          query: z.string().min(1).max(QUERY_MAX_CHARACTERS),
          relevant: z
            .record(z.string().max(200), z.number().min(0).max(3))
            .refine((grades) => Object.keys(grades).length <= JUDGED_CREATORS_MAX, "at most 100 creators")
            .describe(
              "Maps a creator's id, or `platform:handle`, to how well the creator fits the query: from 0, not at all, to 3.",
            ),
        }),
      )
      .max(JUDGED_QUESTIONS_MAX)
      .default([])
      .describe("Queries with judged creators, to learn from beside the feedback."),
  }),
  answer: adapterReportAnswerSchema,
  example: { dry_run: true },
  cost: () => 20,
});

export const listAdapters = operation({
  id: "listAdapters",
  route: "GET /adapters",
  role: "admin",
  summary: "Learnt adapters",
  description: "Of the tenant and the present embedding model, newest first. The first one serves.",
  answer: adapterListSchema,
});

export const withdrawAdapter = operation({
  id: "withdrawAdapter",
  route: "DELETE /adapters/{id}",
  role: "admin",
  summary: "Take an adapter back",
  description: "The one before it serves again, or none.",
  input: z.strictObject({ id: adapterIdSchema }),
  answer: withdrawnSchema,
  example: { id: EXAMPLE_ADAPTER },
});
