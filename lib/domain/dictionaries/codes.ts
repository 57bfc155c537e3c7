import { COUNTRY_CODES } from "./country-table.ts";
import { LANGUAGE_CODES } from "./language-table.ts";

const COUNTRIES = new Set(COUNTRY_CODES);
const LANGUAGES = new Set(LANGUAGE_CODES);

/** The European Union's code for Greece. CLDR does not list it as an alias, unlike the Union's code UK. */
const ALSO_COUNTRIES: Readonly<Record<string, string>> = { EL: "GR" };
/** Written Norwegian has two codes and one audience. Many people write Kanuri's code for Korean. */
const ALSO_LANGUAGES: Readonly<Record<string, string>> = { nb: "no", nn: "no", kr: "ko" };
/** Undetermined, and X's codes for posts with only media, tags, links or mentions. */
const NO_LANGUAGE = /^(?:und|zxx|mul|art|q[a-z]{2})$/;

/**
 * The ISO 3166-1 alpha-2 code that a system's country code means, or null. Accepts any case, retired codes (`SU`),
 * numeric codes (`840`) and non-standard codes (`UK`, `EL`). The runtime's CLDR data knows the aliases.
 */
export const countryOfCode = remembered((code) => {
  const upper = code.trim().toUpperCase();
  if (!/^(?:[A-Z]{2}|\d{3})$/.test(upper)) return null;
  const region = ALSO_COUNTRIES[upper] ?? new Intl.Locale(`und-${upper}`).region ?? upper;
  return COUNTRIES.has(region) ? region : null;
});

/**
 * The BCP 47 primary subtag that a system's language code means, or null. Accepts old spellings (`iw`), three letters
 * (`eng`, `ger`), a region (`en_GB`), and a country's code in place of the language's (`jp`).
 */
export const languageOfCode = remembered((code) => {
  const subtag = /^[a-z]{2,3}(?=$|[-_])/i.exec(code.trim())?.[0].toLowerCase();
  if (subtag === undefined || NO_LANGUAGE.test(subtag)) return null;
  const language = new Intl.Locale(subtag).language;
  const meant = ALSO_LANGUAGES[language] ?? language;
  if (LANGUAGES.has(meant)) return meant;
  const country = countryOfCode(subtag);
  return country === null ? meant : new Intl.Locale(`und-${country}`).maximize().language;
});

/** Remembers codes: every post has one of a few codes, and the runtime is slow to read each. */
function remembered(read: (code: string) => string | null): (code: string | null) => string | null {
  const known = new Map<string, string | null>();
  return (code) => {
    if (code === null || code.length > CODE_MAX) return null;
    const before = known.get(code);
    if (before !== undefined) return before;
    const meant = read(code);
    if (known.size < REMEMBERED_MAX) known.set(code, meant);
    return meant;
  };
}

/** A longer text is not a tag: RFC 5646 4.4.1 counts 35 characters. */
const CODE_MAX = 35;
const REMEMBERED_MAX = 1_000;
