import { hasAccents } from "../text/accents.ts";
import { phraseKey } from "../text/words.ts";
import { CITIES } from "./city-table.ts";
import { COUNTRY_CODES, NAME_LOCALES } from "./country-table.ts";
import { LANGUAGE_CODES } from "./language-table.ts";
import { gazetteer, namedPlaces, ownKeys } from "./named-places.ts";
import { AMBIGUOUS_NAMES, CODED_REGIONS, COUNTRY_ALIASES, REGIONS } from "./region-table.ts";

/** A possible meaning of a name on a map. */
export interface Place {
  readonly level: "country" | "region" | "city";
  /** ISO 3166-1 alpha-2. More than one means that the name is ambiguous. */
  readonly countries: readonly string[];
  /** Countries with much smaller cities of the name. These are meant only if other evidence says so. */
  readonly also?: readonly string[];
  /**
   * Set if this is another name of a city or region: the key of its own name in the first of its countries. Null: the
   * name means the whole country.
   */
  readonly own?: string | null;
  /** Whether the name is written with accents in some language, as "España" is and "Montana" is not. */
  readonly isAccented?: boolean;
}

type Index = Map<string, Place>;

type OwnKeyOf = ReturnType<typeof ownKeys>;

/** `ownKeyOf` is given for cities. */
function add(
  index: Index,
  level: Place["level"],
  country: string,
  places: string,
  ownKeyOf: OwnKeyOf = (_, key) => key,
): void {
  for (const { own, names } of namedPlaces(places)) {
    const named = own === null ? null : ownKeyOf(country, phraseKey(own));
    for (const name of names) {
      const key = phraseKey(name);
      if (key === "") continue;
      const known = index.get(key);
      if (known === undefined) index.set(key, { level, countries: [country], ...ownName(named, key) });
      else if (weigh(known.level, level) && !known.countries.includes(country))
        index.set(key, { ...known, countries: [...known.countries, country] });
      if (hasAccents(name)) noteAccents(index, key);
    }
  }
}

function noteAccents(index: Index, key: string): void {
  const place = index.get(key);
  if (place !== undefined) index.set(key, { ...place, isAccented: true });
}

/** Empty if the key is the place's own name. */
const ownName = (own: string | null, key: string): Pick<Place, "own"> => (own === key ? {} : { own });

/** A city never makes a country's name ambiguous (Singapore, Monaco). A region does (Georgia). */
const weigh = (known: Place["level"], added: Place["level"]): boolean =>
  known === added || (known === "country" && added === "region");

/**
 * Country names from the runtime's own CLDR data: all names in the languages in which people write queries and
 * locations, and each country's name in its main language and in each language whose main country it is.
 */
function addCountryNames(index: Index): void {
  for (const locale of NAME_LOCALES) for (const code of COUNTRY_CODES) addCountryName(index, locale, code);
  for (const code of COUNTRY_CODES)
    addCountryName(index, new Intl.Locale(`und-${code}`).maximize().language, code);
  for (const language of LANGUAGE_CODES) {
    const { region } = new Intl.Locale(language).maximize();
    if (region !== undefined && COUNTRY_CODES.includes(region)) addCountryName(index, language, region);
  }
}

/** Null if the runtime has no names in the locale's language. */
const displayNames = new Map<string, Intl.DisplayNames | null>();

function namesIn(locale: string): Intl.DisplayNames | null {
  const known = displayNames.get(locale);
  if (known !== undefined) return known;
  const names = new Intl.DisplayNames(locale, { type: "region", fallback: "none" });
  const isOwn = names.resolvedOptions().locale.split("-")[0] === locale.split("-")[0];
  displayNames.set(locale, isOwn ? names : null);
  return isOwn ? names : null;
}

function addCountryName(index: Index, locale: string, code: string): void {
  const name = namesIn(locale)?.of(code);
  if (name === undefined) return;
  add(index, "country", code, name);
  // CLDR writes "Trinidad & Tobago".
  if (name.includes("&")) add(index, "country", code, name.replace("&", "and"));
}

function addTable(
  index: Index,
  level: Place["level"],
  table: Readonly<Record<string, string>>,
  ownKeyOf?: OwnKeyOf,
): void {
  for (const [country, names] of Object.entries(table)) add(index, level, country, names, ownKeyOf);
}

function addGazetteer(index: Index, cities: ReturnType<typeof gazetteer>, ownKeyOf: OwnKeyOf): void {
  for (const { country, own, names } of cities) {
    const named = own === null ? null : ownKeyOf(country, own);
    for (const { key, isAccented, equals, smaller: also } of names) {
      const known = index.get(key);
      const countries = [country, ...equals];
      if (known === undefined) index.set(key, { level: "city", countries, also, ...ownName(named, key) });
      else if (known.level === "city") {
        const others = [...new Set([...(known.also ?? []), ...countries, ...also])];
        index.set(key, { ...known, also: others.filter((one) => !known.countries.includes(one)) });
      }
      if (isAccented) noteAccents(index, key);
    }
  }
}

/**
 * Names with the same meaning: `key|key|...` by level, countries, countries of smaller namesakes, `´` if they are
 * written with accents, and own name, such as `city DE US ´ munich`; `-` if the name means the whole country.
 */
export type PlaceTable = readonly (readonly [meaning: string, keys: string])[];

/** Every known place by its folded name, about twenty thousand. Names with the same meaning are grouped. */
export default function placeTable(): PlaceTable {
  const index: Index = new Map();
  for (const [name, countries] of Object.entries(AMBIGUOUS_NAMES))
    index.set(phraseKey(name), { level: "country", countries });
  addCountryNames(index);
  addTable(index, "country", COUNTRY_ALIASES);
  addTable(index, "region", REGIONS);
  for (const [country, names] of Object.entries(CODED_REGIONS))
    add(index, "region", country, [...names.values()].join("|"));
  const cities = gazetteer();
  const ownKeyOf = ownKeys(cities);
  addTable(index, "city", CITIES, ownKeyOf);
  addGazetteer(index, cities, ownKeyOf);
  const byMeaning = Map.groupBy(index, ([, { level, countries, also = [], isAccented, own }]) =>
    [
      level,
      countries.join(","),
      also.join(","),
      isAccented ? "´" : "",
      own ?? (own === null ? "-" : ""),
    ].join(" "),
  );
  return [...byMeaning].map(([meaning, places]) => [meaning, places.map(([key]) => key).join("|")] as const);
}
