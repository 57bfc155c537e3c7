import type { Creator, Profile } from "../domain/creator.ts";
import type { Envelope } from "../domain/envelope.ts";
import type { CreatorId } from "../domain/ids.ts";
import type { Rejection } from "../domain/records.ts";
import type { Arrival } from "../suppression/requests-by-name.ts";
import type { Subject } from "../suppression/suppression.ts";

/** An envelope that may be stored: clean, and its profile read. */
export interface PreparedEnvelope {
  readonly kind: "prepared";
  readonly line: number;
  readonly id: CreatorId;
  readonly fetchedAt: string;
  /** The envelope without contact details and with their digests, as its raw object holds it; null where it was read from one. */
  readonly rawBody: Uint8Array<ArrayBuffer> | null;
  readonly profile: Profile;
  readonly contacts: Creator["contacts"];
  /** Of the normaliser that read the profile. */
  readonly normaliserVersion: number;
  /** Whether the data is a sample and this system takes samples. */
  readonly synthetic: boolean;
}

/** The account that an envelope is of, as it comes to be stored. */
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
  /** Whose data it is, where that could be told. */
  readonly subject: Subject | null;
  /** Cleaned; kept only where its creator is known, so that it can be forgotten, and where terms let us keep it. */
  readonly envelope: Envelope | null;
  /** Names of the payload's fields. */
  readonly fields: readonly string[];
}

/** An envelope of which nothing could be told but why. */
export const refused = (rejection: Rejection, fields: readonly string[] = []): RefusedEnvelope => ({
  kind: "refused",
  rejection,
  subject: null,
  envelope: null,
  fields,
});
