import type { z } from "zod";
import { countryOfCode, languageOfCode } from "../dictionaries/codes.ts";
import { categories, countries, languages } from "../dictionaries/entries.ts";
import { languagesNamed } from "../dictionaries/languages.ts";
import { isPlaceCode, placesNamed } from "../dictionaries/place-codes.ts";
import { countryOfLocation } from "../dictionaries/places.ts";
import type { Filters } from "../search-request.ts";
import { ECHO_MAX, nearestName } from "./field-errors.ts";

type Coded = "countries" | "languages" | "categories";

const DICTIONARIES = { countries, languages, categories };
const sets = new Map<Coded, ReadonlySet<string>>();

/** Made when the first such code arrives: most requests name none. */
function knownCodes(field: Coded): ReadonlySet<string> {
  const known = sets.get(field) ?? new Set(DICTIONARIES[field]().map(({ code }) => code));
  sets.set(field, known);
  return known;
}

/** Refuses codes that no creator can have, since a search by them would be empty without an explanation. */
export const withKnownFilters = <T extends z.ZodType<{ readonly filters: Filters }>>(schema: T): T =>
  schema.superRefine(({ filters }, context) => {
    for (const field of ["countries", "languages", "categories"] as const) {
      for (const code of filters[field] ?? []) {
        if (!knownCodes(field).has(code)) context.addIssue(unknownCode(field, code));
      }
    }
    for (const code of filters.places ?? []) {
      if (!isPlaceCode(code) && !knownCodes("countries").has(code)) context.addIssue(unknownPlace(code));
    }
  });

function unknownPlace(code: string): z.core.$ZodSuperRefineIssue {
  const [meant] = placesNamed(code.slice(code.indexOf("/") + 1).slice(0, ECHO_MAX));
  const remedy = meant ? `did you mean ${meant}?` : "GET /suggest gives the codes of cities and regions";
  const shown = code.slice(0, ECHO_MAX).toWellFormed();
  return { code: "custom", path: ["filters", "places"], message: `${shown} is not a known place; ${remedy}` };
}

function unknownCode(field: Coded, code: string): z.core.$ZodSuperRefineIssue {
  const meant = meantBy(field, code);
  const remedy = meant ? `did you mean ${meant}?` : `GET /dictionaries/${field} lists those in use`;
  const shown = code.slice(0, ECHO_MAX).toWellFormed();
  return { code: "custom", path: ["filters", field], message: `${shown} is not a known code; ${remedy}` };
}

/** The right code for one in another case, for a name, or for a code with a typing error. */
function meantBy(field: Coded, code: string): string | null {
  const known = knownCodes(field);
  const cased = field === "countries" ? code.toUpperCase() : code.toLowerCase();
  if (known.has(cased)) return cased;
  if (field === "countries") return countryOfCode(code) ?? countryOfLocation(code);
  if (field === "languages") return languagesNamed(code.slice(0, ECHO_MAX))[0] ?? languageOfCode(code);
  return nearestName(code, [...known]);
}
