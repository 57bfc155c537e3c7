import { z } from "zod";
import { creatorIdSchema } from "../ids.ts";
import { platformSchema } from "../platform.ts";

export const suggestRequestSchema = z.object({
  /** The least probability of what is suggested. */
  atLeast: z.number().gt(0).max(1).default(0.95),
  limit: z.number().int().min(1).max(10_000).default(100),
});
export type SuggestRequest = z.infer<typeof suggestRequestSchema>;

const sideSchema = z.object({
  id: creatorIdSchema,
  platform: platformSchema,
  handle: z.string(),
  display_name: z.string(),
});

export const suggestionSchema = z.object({
  a: sideSchema,
  b: sideSchema,
  /** That both are one person or brand, 0 to 1. */
  probability: z.number().min(0).max(1),
  /** Strongest first; bits above 0 speak for it, below 0 against it. */
  evidence: z.array(z.object({ field: z.string(), level: z.string(), bits: z.number() })),
});
export type Suggestion = z.infer<typeof suggestionSchema>;

export const suggestionReportSchema = z.object({
  /** Most probable first. */
  suggestions: z.array(suggestionSchema),
  /** Suggestions beyond the limit. */
  more: z.number().int(),
  accounts: z.number().int(),
  /** Accounts that were not looked at, since more are stored than one run holds. */
  left_out: z.number().int(),
  pairs: z.number().int(),
  /** Values that too many accounts share, and the accounts behind them. */
  skipped: z.object({ blocks: z.number().int(), records: z.number().int() }),
  rounds: z.number().int(),
  converged: z.boolean(),
});
export type SuggestionReport = z.infer<typeof suggestionReportSchema>;
