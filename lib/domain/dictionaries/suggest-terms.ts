import { lazily } from "../made-once.ts";
import type { Filters } from "../search-request.ts";
import { isUnspaced, phraseKey } from "../text/words.ts";
import { categories, countries } from "./entries.ts";
import { codeOfPlace, placeName } from "./place-codes.ts";
import { placeIndex } from "./place-names.ts";

/** A value by which a search can be narrowed, and the filter for it. */
export interface SuggestedTerm {
  readonly text: string;
  readonly filters: Filters;
}

/** Too many names begin with the same single letter. In scripts without spaces one character can be a word. */
const isLongEnough = (key: string): boolean => [...key].length > 1 || isUnspaced(key);

/** Categories whose code or English name has a word that begins with the typed text. */
export function categoriesTyped(text: string, limit: number): SuggestedTerm[] {
  const key = phraseKey(text);
  if (!isLongEnough(key)) return [];
  return categories()
    .filter(({ code, name }) => [code, name].some((one) => ` ${phraseKey(one)}`.includes(` ${key}`)))
    .slice(0, limit)
    .map(({ code, name }) => ({ text: name, filters: { categories: [code] } }));
}

interface KnownPlace {
  /** Null for a country. */
  readonly code: string | null;
  readonly country: string;
}

/** The number of names of each place. A place that the whole world writes about has names in every script. */
const fame = lazily(countNames);

/**
 * Countries, regions and cities with a name, in any language, that begins with the typed text. Places with exactly this
 * name come first, then those with the most names in the world's languages.
 */
export function placesTyped(text: string, limit: number): SuggestedTerm[] {
  const key = phraseKey(text);
  if (!isLongEnough(key)) return [];
  const found = new Map<string, { readonly place: KnownPlace; readonly rank: number }>();
  for (const [name, place] of placeIndex()) {
    if (!name.startsWith(key)) continue;
    const isWhole = name === key;
    for (const one of placesOf(name, place)) {
      const id = one.code ?? one.country;
      const rank = (fame().get(id) ?? 0) + (isWhole ? WHOLE_NAME : 0);
      if ((found.get(id)?.rank ?? -1) < rank) found.set(id, { place: one, rank });
    }
  }
  return [...found.values()]
    .sort((a, b) => b.rank - a.rank)
    .slice(0, limit)
    .map(({ place }) => suggested(place));
}

/** Larger than any number of names. */
const WHOLE_NAME = 10_000;

const placesOf = (name: string, place: Parameters<typeof codeOfPlace>[0]): KnownPlace[] =>
  place.countries.flatMap((country): KnownPlace[] => {
    if (place.level === "country" || place.own === null) return [{ code: null, country }];
    const code = codeOfPlace(place, name, country);
    return code === null ? [] : [{ code, country }];
  });

function countNames(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [name, place] of placeIndex()) {
    for (const { code, country } of placesOf(name, place)) {
      const id = code ?? country;
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return counts;
}

function suggested({ code, country }: KnownPlace): SuggestedTerm {
  const home = countries().find((one) => one.code === country)?.name ?? country;
  return code === null
    ? { text: home, filters: { countries: [country] } }
    : { text: `${placeName(code)}, ${home}`, filters: { places: [code] } };
}
