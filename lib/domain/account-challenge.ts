import { createHash } from "node:crypto";
import { z } from "zod";
import { crockford, tenantIdSchema } from "./ids.ts";
import { instant } from "./record-fields.ts";
import { ERASURE_STATUSES } from "./records.ts";

/**
 * A person's request to be forgotten that still needs proof of control. Of the system tenant. Account and code stand in
 * it as keyed digests only: who asked for what cannot be read from it.
 */
const accountChallengeSchema = z.object({
  id: z.string(),
  tenant_id: tenantIdSchema,
  version: z.string(),
  account_digest: z.string(),
  code_digest: z.string(),
  key_version: z.number().int().positive(),
  created_at: instant,
  expires_at: instant,
  /** Of the platform's own id that the name led to at the first look: a code under another id is not this request's. */
  account_id_digest: z.string().optional(),
  /** The erasure that the proof opened, on requests from before its id followed from the request's. */
  erasure_id: z.string().nullable(),
});
export type AccountChallenge = z.infer<typeof accountChallengeSchema>;

const ERASURE_ID_CHARACTERS = 26;

/**
 * The id of the erasure that a request's proof opens. It follows from the request, so that no process can die between
 * opening the one and noting it in the other; by a digest, since anyone who knows a request's id may ask how far it is.
 */
export const erasureIdOf = ({ id }: Pick<AccountChallenge, "id">): string =>
  `er_${crockford(createHash("sha256").update(`own-erasure\0${id}`).digest(), ERASURE_ID_CHARACTERS)}`;

export const challengeViewSchema = z.object({
  id: z.string(),
  /** `waiting`: the code was not seen yet. */
  status: z.enum(["waiting", "expired", ...ERASURE_STATUSES]),
  expires_at: instant,
});
export type ChallengeView = z.infer<typeof challengeViewSchema>;

/** What a look for the code found. */
const codeLookSchema = z.object({
  /**
   * `just-now`: on the page that the platform showed just now. `next-fetch`: it could not be asked, so the fetches that
   * the system makes by itself count, the next of which is due at once.
   */
  at: z.enum(["just-now", "next-fetch"]),
  /**
   * `no-account`: the platform shows nobody under this name. `other-account`: the name has come to another account
   * since the request was first looked at. `unknown`: nothing can be said before the next fetch.
   */
  shown: z.enum(["code", "no-code", "no-account", "other-account", "unknown"]),
});
export type CodeLook = z.infer<typeof codeLookSchema>;

export const verifiedChallengeSchema = challengeViewSchema.extend({
  /** Null when there was no need to look: the request is proven, or over. */
  look: codeLookSchema.nullable(),
});
export type VerifiedChallenge = z.infer<typeof verifiedChallengeSchema>;

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
