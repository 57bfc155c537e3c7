import { createHash } from "node:crypto";
import { z } from "zod";
import { crockford, type TenantId } from "./ids.ts";
import { type Instant, instant } from "./record-fields.ts";
import { ERASURE_STATUSES } from "./records.ts";

/**
 * A person's request to be forgotten that still needs proof of control. It belongs to the system tenant. It holds the
 * account and the code only as keyed digests, so nobody can read from it who asked for what.
 */
export interface AccountChallenge {
  readonly id: string;
  readonly tenant_id: TenantId;
  readonly version: string;
  readonly account_digest: string;
  readonly code_digest: string;
  readonly key_version: number;
  readonly created_at: Instant;
  readonly expires_at: Instant;
  /**
   * Digest of the platform's own id that the name led to at the first look. A code under another id does not prove this
   * request.
   */
  readonly account_id_digest?: string | undefined;
  /** The erasure that the proof opened. Set only on older requests; now its id follows from the request's id. */
  readonly erasure_id: string | null;
}

const ERASURE_ID_CHARACTERS = 26;

/**
 * The id of the erasure that a request's proof opens. It follows from the request, so no process can die between
 * opening the erasure and noting its id in the request. It is a digest, because anyone who knows a request's id may ask
 * for its status.
 */
export const erasureIdOf = ({ id }: Pick<AccountChallenge, "id">): string =>
  `er_${crockford(createHash("sha256").update(`own-erasure\0${id}`).digest(), ERASURE_ID_CHARACTERS)}`;

export const challengeViewSchema = z.object({
  id: z.string(),
  status: z
    .enum(["waiting", "expired", ...ERASURE_STATUSES])
    .describe("`waiting`: the code has not been seen yet."),
  expires_at: instant,
});
export type ChallengeView = z.infer<typeof challengeViewSchema>;

/** What a look for the code found. */
const codeLookSchema = z.object({
  at: z
    .enum(["just-now", "next-fetch"])
    .describe(
      "`just-now`: on the page that the platform showed just now. `next-fetch`: the platform could not be asked, so the system's own fetches decide; the next one is due at once.",
    ),
  shown: z
    .enum(["code", "no-code", "no-account", "other-account", "unknown"])
    .describe(
      "`no-account`: the platform shows nobody under this name. `other-account`: the name now leads to another account than at the first look. `unknown`: nothing can be said before the next fetch.",
    ),
});
export type CodeLook = z.infer<typeof codeLookSchema>;

export const verifiedChallengeSchema = challengeViewSchema.extend({
  look: codeLookSchema
    .nullable()
    .describe("Null if there was no need to look: the request is proven, or over."),
});
export type VerifiedChallenge = z.infer<typeof verifiedChallengeSchema>;

export const newChallengeSchema = challengeViewSchema.extend({
  code: z.string().describe("The owner places it anywhere in the account's bio. Shown only this once."),
});
export type NewChallenge = z.infer<typeof newChallengeSchema>;

/** Time to change a bio and for the platform to show it. */
export const CHALLENGE_HOURS = 48;

/** Only letters, so that nothing in it looks like a phone number. 16 of 20 letters are 69 bits. */
const LETTERS = "bcdfghjkmnpqrstvwxyz";
const CODE_LETTERS = 16;
const PREFIX = "forget-me-";
const CODE = /forget-me-[bcdfghjkmnpqrstvwxyz]{16}/g;

/** Makes a code from the first 16 random bytes. It rejects no byte, because the bias is small (256 mod 20 = 16). */
export const challengeCode = (bytes: Uint8Array): string =>
  PREFIX + Array.from(bytes.subarray(0, CODE_LETTERS), (byte) => LETTERS[byte % LETTERS.length]).join("");

/** Everything in a text that looks like a code, in upper or lower case. */
export const codesIn = (text: string): string[] => text.toLowerCase().match(CODE) ?? [];
