import demonyms from "./demonyms.computed.ts";

/** Number of words in the longest demonym ("south african"). */
export const DEMONYM_MAX_WORDS = 2;

let built: ReadonlyMap<string, string> | undefined;

/** Maps folded demonyms in many languages to ISO 3166-1 alpha-2. Made on first use. */
export function demonymIndex(): ReadonlyMap<string, string> {
  built ??= new Map(demonyms());
  return built;
}
