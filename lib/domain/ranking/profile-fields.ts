/** The parts of a profile in which words are searched. */
export const PROFILE_FIELDS = ["handle", "display_name", "bio", "tags", "place"] as const;
export type ProfileField = (typeof PROFILE_FIELDS)[number];

/** A query word that a profile has. `found` is the word as the profile writes it. */
export interface WordMatch {
  readonly field: ProfileField;
  readonly term: string;
  readonly found: string;
  /** The profile does not have the word itself: `found` is a category of the creator that the word names. */
  readonly byConcept?: boolean;
  /** The profile does not have the word itself: `found` is another word for it. */
  readonly byOther?: boolean;
}
