import { NAME_LOCALES } from "./country-table.ts";
import { entriesOnce } from "./entries.ts";
import { LANGUAGE_ALIASES, LANGUAGE_CODES, NAMED_LANGUAGES } from "./language-table.ts";
import { placeIndex } from "./place-names.ts";
import { isUnspaced, longestPhraseAt, namesInRun, phraseKey, wordsOf } from "./words.ts";

/** BCP 47 primary subtags with English names, in order of the names. */
export const languages = entriesOnce(() => {
  const englishNames = new Intl.DisplayNames("en", { type: "language" });
  return LANGUAGE_CODES.map((code) => ({ code, name: englishNames.of(code) ?? code }));
});

/** Longest language name in words. */
export const LANGUAGE_MAX_WORDS = 2;

function buildIndex(): Map<string, string> {
  const index = new Map<string, string>();
  const add = (name: string | undefined, code: string) => {
    const key = phraseKey(name ?? "");
    // In some language the name of a language is the name of its country.
    if (key !== "" && !index.has(key) && !placeIndex().has(key)) index.set(key, code);
  };
  for (const [code, names] of Object.entries(LANGUAGE_ALIASES))
    for (const name of names.split("|")) add(name, code);
  for (const code of NAMED_LANGUAGES) {
    for (const locale of [...NAME_LOCALES, code])
      add(new Intl.DisplayNames(locale, { type: "language", fallback: "none" }).of(code), code);
  }
  return index;
}

let built: Map<string, string> | undefined;

/** Folded names of widely spoken languages, in many languages, to BCP 47 primary subtags. Built on first use. */
export function languageIndex(): ReadonlyMap<string, string> {
  built ??= buildIndex();
  return built;
}

/** Languages that a text names, in order of appearance: names only ("I teach English"), not what it is written in. */
export function languagesNamed(text: string): string[] {
  const index = languageIndex();
  const words = wordsOf(text);
  const codes = new Set<string>();
  for (let at = 0; at < words.length; ) {
    const hit = longestPhraseAt(words, at, index, LANGUAGE_MAX_WORDS);
    const word = words[at];
    if (hit !== undefined) codes.add(hit.value);
    else if (word !== undefined && isUnspaced(word.folded))
      for (const { value } of namesInRun(word.folded, index)) codes.add(value);
    at += hit?.length ?? 1;
  }
  return [...codes];
}
