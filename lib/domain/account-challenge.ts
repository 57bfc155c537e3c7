import { z } from "zod";
import { tenantIdSchema } from "./ids.ts";
import { ERASURE_STATUSES } from "./records.ts";

const instant = z.iso.datetime();

/**
 * A person's wish to be forgotten that still needs proof of control. Of the system tenant. Account and code stand in it
 * as keyed digests only: who asked for what cannot be read from it.
 */
export const accountChallengeSchema = z.object({
  id: z.string(),
  tenant_id: tenantIdSchema,
  version: z.string(),
  account_digest: z.string(),
  code_digest: z.string(),
  key_version: z.number().int().positive(),
  created_at: instant,
  expires_at: instant,
  /** The erasure that the proof opened. */
  erasure_id: z.string().nullable(),
});
export type AccountChallenge = z.infer<typeof accountChallengeSchema>;

export const challengeViewSchema = z.object({
  id: z.string(),
  /** `waiting`: the code was not seen yet. */
  status: z.enum(["waiting", "expired", ...ERASURE_STATUSES]),
  expires_at: instant,
});
export type ChallengeView = z.infer<typeof challengeViewSchema>;

export const newChallengeSchema = challengeViewSchema.extend({
  /** To be placed anywhere in the account's bio; shown this once. */
  code: z.string(),
});
export type NewChallenge = z.infer<typeof newChallengeSchema>;

/** Time to change a bio and for the platform to show it. */
export const CHALLENGE_HOURS = 48;

/** Letters alone, so that nothing in it is taken for a phone number; 16 of 20 letters are 69 bits. */
const LETTERS = "bcdfghjkmnpqrstvwxyz";
const CODE_LETTERS = 16;
const PREFIX = "forget-me-";
const CODE = /forget-me-[bcdfghjkmnpqrstvwxyz]{16}/g;

/** A code from random bytes, of which it takes 16; rejection is not needed at this bias (256 mod 20 = 16). */
export const challengeCode = (bytes: Uint8Array): string =>
  PREFIX + Array.from(bytes.subarray(0, CODE_LETTERS), (byte) => LETTERS[byte % LETTERS.length]).join("");

/** What looks like a code in a text, however it is written. */
export const codesIn = (text: string): string[] => text.toLowerCase().match(CODE) ?? [];
