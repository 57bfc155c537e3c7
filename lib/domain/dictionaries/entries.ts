import { lazily } from "../made-once.ts";
import englishNames, { type DictionaryEntry, type EnglishNames } from "./english-names.computed.ts";

export type { DictionaryEntry } from "./english-names.computed.ts";

/** Made on first use: takes about 15 ms, or less than one if the bundler computed the names. */
const names = lazily(englishNames);
const entriesOf = (dictionary: keyof EnglishNames) => (): readonly DictionaryEntry[] => names()[dictionary];

/** ISO 3166-1 alpha-2 codes with English names, sorted by name. */
export const countries = entriesOf("countries");
/** BCP 47 primary subtags with English names, sorted by name. */
export const languages = entriesOf("languages");
/** Category codes with English names, sorted by name. */
export const categories = entriesOf("categories");
