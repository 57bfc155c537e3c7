import { z } from "zod";
import type { CreatorId } from "./ids.ts";
import { type Instant, instant, type OwnedRecord, owned } from "./record-fields.ts";

/** What people did with a creator in a search result. */
export const FEEDBACK_KINDS = ["opened", "saved", "hidden", "wrong_reason"] as const;
export type FeedbackKind = (typeof FEEDBACK_KINDS)[number];

/** Feedback is deleted at this age: tastes and catalogues change. */
export const FEEDBACK_DAYS = 180;

/** One act with one creator for one query. The id follows from these three, so sending it twice is harmless. */
export interface Feedback extends OwnedRecord {
  readonly id: string;
  /** The query's words, sealed for this tenant. */
  readonly query_id: string;
  readonly creator_id: CreatorId;
  readonly kind: FeedbackKind;
  readonly at: Instant;
}

export const adapterIdSchema = z
  .string()
  .regex(/^ad_[0-9a-z]{1,40}$/, "an adapter id is ad_ and letters and digits")
  .describe("Id of an adapter, given when it was learnt.");
export type AdapterId = z.infer<typeof adapterIdSchema>;

const intervalSchema = z
  .object({ mean: z.number(), low: z.number(), high: z.number() })
  .describe("A mean with its 95% interval.");
export type Interval = z.infer<typeof intervalSchema>;

const questionsSchema = z
  .object({ taught: z.number().int(), held_out: z.number().int() })
  .describe("How many queries an adapter learned from, and how many it was judged by.");

/** Names no creator and holds no words. The newest one for a tenant and model is used. */
const storedAdapterSchema = z.object({
  ...owned,
  id: adapterIdSchema,
  model: z.string().describe("The embedding model whose query vectors it corrects."),
  rank: z.number().int().positive(),
  /** Base64 of little-endian 32-bit floats, `dimensions × rank` by rows. */
  u: z.string(),
  v: z.string(),
  learnt_at: instant,
  questions: questionsSchema,
  gain: intervalSchema,
});
export type StoredAdapter = z.infer<typeof storedAdapterSchema>;

export const adapterViewSchema = storedAdapterSchema.pick({
  id: true,
  model: true,
  learnt_at: true,
  questions: true,
  gain: true,
});
export type AdapterView = z.infer<typeof adapterViewSchema>;

export const adapterReportSchema = z.object({
  model: z.string(),
  feedback: z.number().int().describe("Number of acts that were read."),
  questions: questionsSchema,
  pairs: z.number().int(),
  ordered: z
    .object({ before: z.number(), after: z.number() })
    .nullable()
    .describe(
      "Over the held-out queries, the mean share of pairs in the right order; null: too few queries.",
    ),
  gain: intervalSchema.nullable(),
  kept: z.boolean(),
  reason: z.string().describe("Why it was kept or not."),
  adapter_id: adapterIdSchema.nullable(),
});
export type AdapterReport = z.infer<typeof adapterReportSchema>;
