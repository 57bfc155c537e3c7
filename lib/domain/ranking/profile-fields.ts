/** The parts of a profile that words are looked for in. */
export const PROFILE_FIELDS = ["handle", "display_name", "bio", "tags", "place"] as const;
export type ProfileField = (typeof PROFILE_FIELDS)[number];

/** An asker's word that stands in a profile; `found` is the word as the profile has it. */
export interface WordMatch {
  readonly field: ProfileField;
  readonly term: string;
  readonly found: string;
  /** The word itself stands nowhere: `found` is a category of the creator that it names. */
  readonly byConcept?: boolean;
}
