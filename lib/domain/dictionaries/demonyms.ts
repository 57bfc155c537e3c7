import { lazily } from "../made-once.ts";
import demonyms from "./demonyms.computed.ts";

/** Number of words in the longest demonym ("south african"). */
export const DEMONYM_MAX_WORDS = 2;

/** Maps folded demonyms in many languages to ISO 3166-1 alpha-2. Made on first use. */
export const demonymIndex = lazily((): ReadonlyMap<string, string> => new Map(demonyms()));
