import type { Creator, Profile } from "../domain/creator.ts";
import type { Envelope } from "../domain/envelope.ts";
import type { CreatorId } from "../domain/ids.ts";
import type { Rejection } from "../domain/records.ts";
import type { Arrival } from "../suppression/requests-by-name.ts";
import type { Subject } from "../suppression/suppression.ts";

/** An envelope that may be stored: it is cleaned, and its profile is read. */
export interface PreparedEnvelope {
  readonly kind: "prepared";
  readonly line: number;
  readonly id: CreatorId;
  readonly fetchedAt: string;
  /**
   * The body of its raw object: the envelope with digests in place of contact details; null if it was read from a raw
   * object.
   */
  readonly rawBody: Uint8Array<ArrayBuffer> | null;
  readonly profile: Profile;
  readonly contacts: Creator["contacts"];
  /** Version of the normaliser that read the profile. */
  readonly normaliserVersion: number;
  /** Whether the data is a sample and this system accepts samples. */
  readonly synthetic: boolean;
}

/** The envelope's account, as it arrives at the store. */
export const arrivalOf = ({ id, profile, fetchedAt }: PreparedEnvelope): Arrival => ({
  id,
  account: { platform: profile.platform, platform_user_id: profile.platform_user_id },
  handle: profile.handle,
  fetchedAt,
});

/** An envelope that goes to quarantine. */
export interface RefusedEnvelope {
  readonly kind: "refused";
  readonly rejection: Rejection;
  /** The account that the data belongs to, if it is known. */
  readonly subject: Subject | null;
  /** Cleaned. Kept only if its creator is known, so that it can be erased, and if the terms let us keep it. */
  readonly envelope: Envelope | null;
  /** Names of the payload's fields. */
  readonly fields: readonly string[];
}

/** An envelope of which only the reason for its refusal is known. */
export const refused = (rejection: Rejection, fields: readonly string[] = []): RefusedEnvelope => ({
  kind: "refused",
  rejection,
  subject: null,
  envelope: null,
  fields,
});
