import type { Profile } from "../domain/creator.ts";
import type { Envelope } from "../domain/envelope.ts";
import type { PlatformTerms } from "../domain/terms.ts";

/** What differs between platforms, behind one interface. */
export interface PlatformModule {
  readonly terms: PlatformTerms;
  /**
   * Raised when `normalise` changes its result for the same envelope. Old raw objects may be normalised again with a
   * higher version.
   */
  readonly normaliserVersion: number;
  /**
   * Reads the platform's own answer. The envelope was already cleaned of contact details.
   * @throws AppError `invalid`, code `bad-payload`, whose context names the field, when a required part is missing.
   */
  normalise(envelope: Envelope): Profile;
}
