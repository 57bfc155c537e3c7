import { categoryTable } from "./category-table.ts";
import { COUNTRY_CODES } from "./country-table.ts";
import { LANGUAGE_CODES } from "./language-table.ts";

/** A code of the API and its English name. */
export interface DictionaryEntry {
  readonly code: string;
  readonly name: string;
}

export interface EnglishNames {
  /** ISO 3166-1 alpha-2. */
  readonly countries: readonly DictionaryEntry[];
  /** BCP 47 primary subtags. */
  readonly languages: readonly DictionaryEntry[];
  readonly categories: readonly DictionaryEntry[];
}

/** Codes of the API with their English names, sorted by name. */
export default function englishNames(): EnglishNames {
  return {
    countries: named("region", COUNTRY_CODES),
    languages: named("language", LANGUAGE_CODES),
    categories: inOrder(categoryTable().map(({ code, name }) => ({ code, name }))),
  };
}

function named(type: "region" | "language", codes: readonly string[]): DictionaryEntry[] {
  const names = new Intl.DisplayNames("en", { type });
  return inOrder(codes.map((code) => ({ code, name: names.of(code) ?? code })));
}

const inOrder = (entries: readonly DictionaryEntry[]): DictionaryEntry[] =>
  [...entries].sort((a, b) => a.name.localeCompare(b.name, "en"));
