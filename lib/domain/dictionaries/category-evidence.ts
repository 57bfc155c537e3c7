/** One word of strong evidence is enough. Hints need a second piece of evidence. */
export const WORD_WEIGHT = 2;
export const HINT_WEIGHT = 1;

/** The category that a word, phrase or stem suggests, and how strongly. */
export interface Evidence {
  readonly code: string;
  readonly weight: number;
}

/** Whether a word needs a second piece of evidence. */
export const isHint = ({ weight }: Evidence): boolean => weight === HINT_WEIGHT;
