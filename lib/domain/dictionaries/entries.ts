import englishNames, { type DictionaryEntry, type EnglishNames } from "./english-names.computed.ts";

export type { DictionaryEntry } from "./english-names.computed.ts";

let built: EnglishNames | undefined;

/** Made on first use: some 15 ms, or less than one where the bundler computed the names. */
const entriesOf = (dictionary: keyof EnglishNames) => (): readonly DictionaryEntry[] => {
  built ??= englishNames();
  return built[dictionary];
};

/** ISO 3166-1 alpha-2 codes with English names, in order of the names. */
export const countries = entriesOf("countries");
/** BCP 47 primary subtags with English names, in order of the names. */
export const languages = entriesOf("languages");
/** Category codes with English names, in order of the names. */
export const categories = entriesOf("categories");
