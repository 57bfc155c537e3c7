/** Searching the vectors costs as much again as searching the words. A model's ordering costs about twenty searches. */
export const VECTOR_UNITS = 1;
export const MODEL_UNITS = 20;
