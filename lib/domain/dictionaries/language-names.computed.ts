import { phraseKey } from "../text/words.ts";
import { NAME_LOCALES } from "./country-table.ts";
import { LANGUAGE_ALIASES, NAMED_LANGUAGES } from "./language-table.ts";
import { placeIndex } from "./place-names.ts";

/** Folded names of widely spoken languages in many languages, with their BCP 47 primary subtags. */
export default function languageNames(): [name: string, code: string][] {
  const index = new Map<string, string>();
  const add = (name: string | undefined, code: string) => {
    const key = phraseKey(name ?? "");
    // In some languages a language has the same name as its country.
    if (key !== "" && !index.has(key) && !placeIndex().has(key)) index.set(key, code);
  };
  for (const [code, names] of Object.entries(LANGUAGE_ALIASES))
    for (const name of names.split("|")) add(name, code);
  const namesIn = new Map(NAME_LOCALES.map((locale) => [locale, displayNames(locale)]));
  for (const code of NAMED_LANGUAGES) {
    for (const names of namesIn.values()) add(names.of(code), code);
    add((namesIn.get(code) ?? displayNames(code)).of(code), code);
  }
  return [...index];
}

const displayNames = (locale: string): Intl.DisplayNames =>
  new Intl.DisplayNames(locale, { type: "language", fallback: "none" });
