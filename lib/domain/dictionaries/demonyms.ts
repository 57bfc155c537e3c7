import demonyms from "./demonyms.computed.ts";

/** Longest demonym in words ("south african"). */
export const DEMONYM_MAX_WORDS = 2;

let built: ReadonlyMap<string, string> | undefined;

/** Folded demonyms of many languages to ISO 3166-1 alpha-2. Built on first use. */
export function demonymIndex(): ReadonlyMap<string, string> {
  built ??= new Map(demonyms());
  return built;
}
