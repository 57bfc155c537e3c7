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
  for (const code of NAMED_LANGUAGES) {
    for (const locale of [...NAME_LOCALES, code])
      add(new Intl.DisplayNames(locale, { type: "language", fallback: "none" }).of(code), code);
  }
  return [...index];
}
