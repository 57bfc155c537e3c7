import type { Profile } from "../domain/creator.ts";
import type { Envelope } from "../domain/envelope.ts";
import type { PlatformTerms } from "../domain/terms.ts";

/** What is special to a platform, behind one shape. */
export interface PlatformModule {
  readonly terms: PlatformTerms;
  /** Raised when `normalise` changes what it gives for the same envelope; a higher one may run again over old raw objects. */
  readonly normaliserVersion: number;
  /**
   * Reads the platform's own answer. The envelope was cleaned of contact details before.
   * @throws AppError `invalid`, code `bad-payload`, whose context names the field, when a required part is missing.
   */
  normalise(envelope: Envelope): Profile;
}
