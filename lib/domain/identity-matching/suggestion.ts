import { createHash } from "node:crypto";
import { z } from "zod";
import { creatorIdSchema, crockford, type TenantId } from "../ids.ts";
import { platformSchema } from "../platform.ts";
import { owned } from "../record-fields.ts";
import type { BlockKey } from "./block.ts";

/** Less probable suggestions are not kept. */
export const SUGGESTED_FROM = 0.5;

export const suggestRequestSchema = z.object({
  /** The lowest probability of a suggestion. */
  atLeast: z.number().min(SUGGESTED_FROM).max(1).default(0.95),
  limit: z.number().int().min(1).max(1_000).default(100),
});

const evidenceSchema = z.array(z.object({ field: z.string(), level: z.string(), bits: z.number() }));
/** The probability that both are one person or brand, 0 to 1. */
const probability = z.number().min(0).max(1);

/**
 * Says that an account has a handle, a name, a site or a contact that another may share; id = `mk_<digest of the
 * value>/<creator>`.
 */
const matchKeySchema = z.object({
  ...owned,
  id: z.string(),
  creator_id: creatorIdSchema,
  platform: platformSchema,
});
export type MatchKey = z.infer<typeof matchKeySchema>;

const KEY_CHARACTERS = 20;
/** Digests of keys are spread evenly after this prefix, as ids of creators are. */
export const MATCH_KEY_PREFIX = "mk_";
export const matchKeyOf = (tenantId: TenantId, { field, value }: BlockKey): string => {
  const digest = createHash("sha256").update(`${tenantId}\0${field}\0${value}`).digest();
  return `${MATCH_KEY_PREFIX}${crockford(digest, KEY_CHARACTERS)}/`;
};

export const suggestionIdSchema = z
  .string()
  .regex(/^sg_[0-9a-z]{26}$/, "a suggestion's id is sg_ and 26 letters and digits");

/**
 * Two accounts of a tenant that probably belong to one person or brand, kept until an operator decides. It holds no
 * name of them.
 */
const storedSuggestionSchema = z.object({
  ...owned,
  id: suggestionIdSchema,
  a: creatorIdSchema,
  b: creatorIdSchema,
  probability,
  evidence: evidenceSchema,
  found_at: z.iso.datetime(),
});
export type StoredSuggestion = z.infer<typeof storedSuggestionSchema>;

/** The same id, whichever account comes first. */
export const suggestionIdOf = (a: string, b: string): string =>
  `sg_${crockford(createHash("sha256").update([a, b].sort().join("/")).digest(), 26)}`;

const sideSchema = z.object({
  id: creatorIdSchema,
  platform: platformSchema,
  handle: z.string(),
  display_name: z.string(),
  url: z.string(),
});

export const suggestionSchema = z.object({
  id: suggestionIdSchema,
  a: sideSchema,
  b: sideSchema,
  probability,
  /** Strongest first. Bits above 0 support it, below 0 contradict it. */
  evidence: evidenceSchema,
  found_at: z.iso.datetime(),
});
export type Suggestion = z.infer<typeof suggestionSchema>;

const suggestingSchema = z.object({
  accounts: z.number().int(),
  /** Number of compared pairs; `suggested` is the number kept. A pair that shares two values may count twice. */
  pairs: z.number().int(),
  suggested: z.number().int(),
  /** Number of values that too many accounts share, and number of those accounts. */
  skipped: z.object({ blocks: z.number().int(), records: z.number().int() }),
  converged: z.boolean(),
});
/** The result of a piece of the job `suggest-identities`. */
export type Suggesting = z.infer<typeof suggestingSchema>;

const suggestionReportSchema = suggestingSchema.extend({
  /** Most probable first. */
  suggestions: z.array(suggestionSchema),
  /** Whether there are more than the limit allows. */
  more: z.boolean(),
});
export type SuggestionReport = z.infer<typeof suggestionReportSchema>;
