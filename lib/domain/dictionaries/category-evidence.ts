/** One word of strong evidence is enough; hints need company. */
export const WORD_WEIGHT = 2;
export const HINT_WEIGHT = 1;

/** What a word, phrase or stem says of a profile's category. */
export interface Evidence {
  readonly code: string;
  readonly weight: number;
}

/** Whether a word needs company. */
export const isHint = ({ weight }: Evidence): boolean => weight === HINT_WEIGHT;
