import { phraseKey } from "../text/words.ts";
import { DEMONYMS, IRREGULAR_DEMONYMS } from "./demonym-table.ts";

type Endings = readonly (readonly [ending: string, forms: readonly string[]])[];

/** By language. The first ending that matches a folded lemma is replaced with each of the forms. */
const ENDINGS: Readonly<Record<string, Endings>> = {
  en: [["", ["", "s"]]],
  es: [
    ["o", ["o", "a", "os", "as"]],
    ["e", ["e", "es"]],
    ["a", ["a", "as"]],
    ["i", ["i", "ies", "is"]],
    ["", ["", "a", "es", "as"]],
  ],
  pt: [
    ["ao", ["ao", "a", "aes", "as"]],
    ["o", ["o", "a", "os", "as"]],
    ["ol", ["ol", "ola", "ois", "olas"]],
    ["e", ["e", "es"]],
    ["a", ["a", "as"]],
    ["", ["", "a", "es", "as"]],
  ],
  fr: [
    ["en", ["en", "enne", "ens", "ennes"]],
    ["s", ["s", "se", "ses"]],
    ["e", ["e", "es"]],
    ["", ["", "e", "s", "es"]],
  ],
  de: [
    ["er", ["er", "ern", "erin", "erinnen"]],
    ["", ["", "e", "er", "en", "es", "em"]],
  ],
  it: [
    ["co", ["co", "ca", "ci", "chi", "che"]],
    ["o", ["o", "a", "i", "e"]],
    ["ga", ["ga", "gi", "ghe"]],
    ["e", ["e", "i"]],
  ],
  nl: [["", ["", "e"]]],
  pl: [
    ["ski", ["ski", "ska", "skie", "skich", "skim", "skimi", "skiego", "skiej", "scy"]],
    ["cki", ["cki", "cka", "ckie", "ckich", "ckim", "ckimi", "ckiego", "ckiej", "ccy"]],
  ],
  tr: [["", ["", "lar", "ler"]]],
  // Folding turns й into и.
  ru: [["ии", ["ии", "ая", "ое", "ие", "их", "им", "ими", "ого", "ои", "ую"]]],
  uk: [["ии", ["ии", "а", "е", "і", "их", "им", "ими", "ого", "ої"]]],
  ar: [["", ["", "ه", "ين", "ون", "ات", "يه"]]],
  he: [["י", ["י", "ית", "ים", "יים", "ות", "יות"]]],
};

function formsOf(language: string, lemma: string): string[] {
  const key = phraseKey(lemma);
  const rule = ENDINGS[language]?.find(([ending]) => key.endsWith(ending));
  if (rule === undefined) return [key];
  const [ending, forms] = rule;
  const stem = key.slice(0, key.length - ending.length);
  return forms.map((form) => phraseKey(stem + form));
}

/** Folded demonyms in many languages, with their ISO 3166-1 alpha-2 codes. */
export default function demonyms(): [form: string, code: string][] {
  const index = new Map<string, string>();
  const add = (form: string, code: string) => {
    if (!index.has(form)) index.set(form, code);
  };
  for (const [language, pairs] of Object.entries(DEMONYMS)) {
    for (const pair of pairs.split("|")) {
      const [code = "", ...lemma] = pair.split(" ");
      for (const form of formsOf(language, lemma.join(" "))) add(form, code);
    }
  }
  for (const [code, forms] of Object.entries(IRREGULAR_DEMONYMS))
    for (const form of forms.split("|")) add(phraseKey(form), code);
  return [...index];
}
