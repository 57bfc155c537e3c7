import type { z } from "zod";
import { CATEGORIES } from "../dictionaries/categories.ts";
import { LANGUAGES, languagesNamed } from "../dictionaries/languages.ts";
import { COUNTRIES, countryOfLocation } from "../dictionaries/places.ts";
import type { searchRequestSchema } from "../search-request.ts";
import { ECHO_MAX, nearestName } from "./field-errors.ts";

type Coded = "countries" | "languages" | "categories";

const codesOf = (entries: readonly { readonly code: string }[]): ReadonlySet<string> =>
  new Set(entries.map(({ code }) => code));

const KNOWN: Readonly<Record<Coded, ReadonlySet<string>>> = {
  countries: codesOf(COUNTRIES),
  languages: codesOf(LANGUAGES),
  categories: codesOf(CATEGORIES),
};

/** Codes in wide use that ISO 3166-1 gives another name: the European Union writes UK and EL. */
const MEANT: Readonly<Record<string, string>> = { UK: "GB", EL: "GR" };

/** Refuses codes that nothing can have, since a search by them would come back empty without a word of why. */
export const withKnownCodes = (schema: typeof searchRequestSchema): typeof searchRequestSchema =>
  schema.superRefine(({ filters }, context) => {
    for (const field of ["countries", "languages", "categories"] as const) {
      for (const code of filters[field] ?? []) {
        if (!KNOWN[field].has(code)) context.addIssue(unknownCode(field, code));
      }
    }
  });

function unknownCode(field: Coded, code: string): z.core.$ZodSuperRefineIssue {
  const meant = meantBy(field, code);
  const mend = meant ? `did you mean ${meant}?` : `GET /dictionaries/${field} lists those in use`;
  const shown = code.slice(0, ECHO_MAX).toWellFormed();
  return { code: "custom", path: ["filters", field], message: `${shown} is not a known code; ${mend}` };
}

/** The code of what was written in another case, by its name, or with a slip. */
function meantBy(field: Coded, code: string): string | null {
  const known = KNOWN[field];
  const cased = field === "countries" ? code.toUpperCase() : code.toLowerCase();
  if (known.has(cased)) return cased;
  if (field === "countries") return MEANT[cased] ?? countryOfLocation(code);
  if (field === "languages") return languagesNamed(code.slice(0, ECHO_MAX))[0] ?? null;
  return nearestName(code, [...known]);
}
