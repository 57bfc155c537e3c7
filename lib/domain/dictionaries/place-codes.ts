import { lazily } from "../made-once.ts";
import { phraseKey } from "../text/words.ts";
import { labelOfKey, namedPlaces, placeCode } from "./named-places.ts";
import placeLabels from "./place-labels.computed.ts";
import { type Place, placeIndex } from "./place-names.ts";
import { CODED_REGIONS } from "./region-table.ts";

/** The profile names no city, or no region, in its known country: `DE/?city`. */
export const UNKNOWN = { city: "?city", region: "?region" } as const;

/** The code of a city or region in a country, from one of its names. Null if the name means none there. */
export function codeOfPlace(
  { level, countries, also = [], own }: Place,
  key: string,
  country: string,
): string | null {
  if (level === "country" || own === null) return null;
  if (!countries.includes(country) && !also.includes(country)) return null;
  return placeCode(country, country === countries[0] ? (own ?? key) : key);
}

/** The code of a region of the USA or Canada, from its postal abbreviation. */
export function regionCode(country: string, abbreviation: string): string | null {
  const row = country === "US" || country === "CA" ? CODED_REGIONS[country].get(abbreviation) : undefined;
  const own = row === undefined ? null : (namedPlaces(row)[0]?.own ?? null);
  return own === null ? null : placeCode(country, phraseKey(own));
}

// Marked as pure, so that a bundle without this function leaves the table out.
const labels = /* @__PURE__ */ lazily(() => new Map(placeLabels()));

/** The name of a city or region to show: `Munich` for `DE/munich`. */
export const placeName = (code: string): string => labels().get(code) ?? labelOfKey(code);

const levels = lazily(
  () =>
    new Map(
      [...placeIndex()].flatMap(([key, place]) =>
        [...place.countries, ...(place.also ?? [])].flatMap((country) => {
          const own = codeOfPlace(place, key, country);
          return own === null ? [] : [[own, place.level] as const];
        }),
      ),
    ),
);

/** Whether a code of the form `DE/munich` means a known city or region. */
export const isPlaceCode = (code: string): boolean => levels().has(code);

/**
 * The code that profiles of the same country have if they name no city (for a city's code) or no region (for a region's
 * code).
 */
export function unknownPlaces(code: string): string[] {
  const level = levels().get(code);
  return level === "city" || level === "region" ? [`${code.split("/")[0]}/${UNKNOWN[level]}`] : [];
}

/** The codes that a name may mean, that of the largest place first. None if no city or region has the name. */
export function placesNamed(name: string): string[] {
  const key = phraseKey(name);
  const place = placeIndex().get(key);
  if (place === undefined) return [];
  return place.countries.flatMap((country) => codeOfPlace(place, key, country) ?? []);
}
