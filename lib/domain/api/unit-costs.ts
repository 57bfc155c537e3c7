/** Asking the vectors costs as much again as the words; a model's ordering some twenty times a search. */
export const VECTOR_UNITS = 1;
export const MODEL_UNITS = 20;
