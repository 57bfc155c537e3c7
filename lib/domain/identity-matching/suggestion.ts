import { createHash } from "node:crypto";
import { z } from "zod";
import { type CreatorId, creatorIdSchema, crockford, type TenantId } from "../ids.ts";
import { type Platform, platformSchema } from "../platform.ts";
import type { Instant, OwnedRecord } from "../record-fields.ts";
import type { BlockKey } from "./block.ts";

/** Less probable suggestions are not kept. */
export const SUGGESTED_FROM = 0.5;

export const suggestRequestSchema = z.object({
  /** The lowest probability of a suggestion. */
  atLeast: z.number().min(SUGGESTED_FROM).max(1).default(0.95),
  limit: z.number().int().min(1).max(1_000).default(100),
});

const evidenceSchema = z
  .array(z.object({ field: z.string(), level: z.string(), bits: z.number() }))
  .describe("Strongest first. Bits above 0 support it, below 0 contradict it.");
const probability = z
  .number()
  .min(0)
  .max(1)
  .describe("The probability that both are one person or brand, 0 to 1.");

/**
 * Says that an account has a handle, a name, a site or a contact that another may share; id = `mk_<digest of the
 * value>/<creator>`.
 */
export interface MatchKey extends OwnedRecord {
  readonly id: string;
  readonly creator_id: CreatorId;
  readonly platform: Platform;
}

const KEY_CHARACTERS = 20;
/** Digests of keys are spread evenly after this prefix, as ids of creators are. */
export const MATCH_KEY_PREFIX = "mk_";
export const matchKeyOf = (tenantId: TenantId, { field, value }: BlockKey): string => {
  const digest = createHash("sha256").update(`${tenantId}\0${field}\0${value}`).digest();
  return `${MATCH_KEY_PREFIX}${crockford(digest, KEY_CHARACTERS)}/`;
};

export const suggestionIdSchema = z
  .string()
  .regex(/^sg_[0-9a-z]{26}$/, "a suggestion's id is sg_ and 26 letters and digits")
  .describe("Id of a suggestion, as their list gives it.");

/**
 * Two accounts of a tenant that probably belong to one person or brand, kept until an operator decides. It holds no
 * name of them.
 */
export interface StoredSuggestion extends OwnedRecord {
  readonly id: z.infer<typeof suggestionIdSchema>;
  readonly a: CreatorId;
  readonly b: CreatorId;
  readonly probability: number;
  readonly evidence: z.infer<typeof evidenceSchema>;
  readonly found_at: Instant;
}

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
  evidence: evidenceSchema,
  found_at: z.iso.datetime(),
});
export type Suggestion = z.infer<typeof suggestionSchema>;

/** The result of a piece of the job `suggest-identities`. */
export interface Suggesting {
  readonly accounts: number;
  /** Number of compared pairs; `suggested` is the number kept. A pair that shares two values may count twice. */
  readonly pairs: number;
  readonly suggested: number;
  /** Number of values that too many accounts share, and number of those accounts. */
  readonly skipped: { readonly blocks: number; readonly records: number };
  readonly converged: boolean;
}

export interface SuggestionReport extends Suggesting {
  /** Most probable first. */
  readonly suggestions: Suggestion[];
  /** Whether there are more than the limit allows. */
  readonly more: boolean;
}
