import { phraseKey } from "../text/words.ts";
import { CITIES } from "./city-table.ts";
import { COUNTRY_CODES, NAME_LOCALES } from "./country-table.ts";
import { AMBIGUOUS_NAMES, CANADIAN_PROVINCES, COUNTRY_ALIASES, REGIONS, US_STATES } from "./region-table.ts";

/** What a name on a map may mean. */
export interface Place {
  readonly level: "country" | "region" | "city";
  /** ISO 3166-1 alpha-2; more than one: the name is ambiguous. */
  readonly countries: readonly string[];
}

type Index = Map<string, Place>;

function add(index: Index, level: Place["level"], country: string, names: string): void {
  for (const name of names.split("|")) {
    const key = phraseKey(name);
    if (key === "") continue;
    const known = index.get(key);
    if (known === undefined) index.set(key, { level, countries: [country] });
    else if (weigh(known.level, level) && !known.countries.includes(country))
      index.set(key, { level: known.level, countries: [...known.countries, country] });
  }
}

/** A city never makes a country's name ambiguous (Singapore, Monaco); a region does (Georgia). */
const weigh = (known: Place["level"], added: Place["level"]): boolean =>
  known === added || (known === "country" && added === "region");

/** Country names in the languages that people write queries and locations in, from the runtime's own CLDR data. */
function addCountryNames(index: Index): void {
  for (const locale of NAME_LOCALES) {
    const names = new Intl.DisplayNames(locale, { type: "region", fallback: "none" });
    for (const code of COUNTRY_CODES) {
      const name = names.of(code);
      if (name === undefined) continue;
      add(index, "country", code, name);
      // CLDR writes "Trinidad & Tobago".
      if (name.includes("&")) add(index, "country", code, name.replace("&", "and"));
    }
  }
}

function addTable(index: Index, level: Place["level"], table: Readonly<Record<string, string>>): void {
  for (const [country, names] of Object.entries(table)) add(index, level, country, names);
}

/** Every known place by its folded name. */
export default function placeTable(): [name: string, place: Place][] {
  const index: Index = new Map();
  for (const [name, countries] of Object.entries(AMBIGUOUS_NAMES))
    index.set(phraseKey(name), { level: "country", countries });
  addCountryNames(index);
  addTable(index, "country", COUNTRY_ALIASES);
  addTable(index, "region", REGIONS);
  add(index, "region", "US", Object.values(US_STATES).join("|"));
  add(index, "region", "CA", Object.values(CANADIAN_PROVINCES).join("|"));
  addTable(index, "city", CITIES);
  return [...index];
}
