import { catalogueTenants } from "../cache/cache-keys.ts";
import { AppError } from "../domain/errors.ts";
import type { Platform } from "../domain/platform.ts";
import { categoryName, countryName, languageName, platformName } from "../domain/ranking/names.ts";
import type { KeywordIndex } from "../ports/keyword-index.ts";
import type { Ports } from "../ports/ports.ts";

type FacetField = Parameters<KeywordIndex["facets"]>[1];

interface Dictionary {
  readonly field: FacetField;
  readonly nameOf: (code: string) => string;
}

const DICTIONARIES: Readonly<Record<string, Dictionary>> = {
  platforms: { field: "platform", nameOf: (code) => platformName(code as Platform) },
  countries: { field: "country", nameOf: countryName },
  languages: { field: "languages", nameOf: languageName },
  categories: { field: "categories", nameOf: categoryName },
};

export interface DictionaryAnswer {
  readonly data: { readonly code: string; readonly name: string; readonly count: number }[];
}

/**
 * The values of a filter in the caller's catalogue, with the number of creators that have each, the most frequent
 * first.
 * @throws AppError `not-found`, code `dictionary-not-found`, if no dictionary has this name.
 */
export async function listDictionary(
  { documents, keywords }: Pick<Ports, "documents" | "keywords">,
  name: string,
): Promise<DictionaryAnswer> {
  const dictionary = Object.hasOwn(DICTIONARIES, name) ? DICTIONARIES[name] : undefined;
  if (!dictionary) {
    throw new AppError("not-found", "dictionary-not-found", "There is no dictionary of this name.", {
      known: Object.keys(DICTIONARIES),
    });
  }
  const counts = await keywords.facets(catalogueTenants(documents.scope), dictionary.field, []);
  return { data: counts.map(({ value, count }) => ({ code: value, name: dictionary.nameOf(value), count })) };
}
