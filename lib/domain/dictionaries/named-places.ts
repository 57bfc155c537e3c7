import { phraseKey } from "../text/words.ts";
import { CITY_NAMES } from "./city-names.ts";

/** A city or region of a table, with its names. */
export interface NamedPlace {
  /** The name to show. Null: the names mean the whole country. */
  readonly own: string | null;
  /**
   * The names that mean the place, still with the gazetteer's marks. Its own name is among them, unless that name means
   * another place.
   */
  readonly names: readonly string[];
}

/**
 * Reads a row of a table: `|` separates places, `~` separates their names, and `^` marks an own name that also means
 * another place.
 */
export function namedPlaces(row: string): NamedPlace[] {
  return row.split("|").map((entry) => {
    const names = entry.split("~");
    const [first = ""] = names;
    if (!first.startsWith("^")) return { own: first.split(/[=>]/)[0] ?? first, names };
    return { own: first.slice(1) || null, names: names.slice(1) };
  });
}

let keys: ReadonlyMap<string, string> | undefined;

/** The key of the gazetteer's city that has this name in a country, whichever of its names it is. */
export function gazetteerKey(country: string, key: string): string {
  keys ??= readKeys();
  return keys.get(`${country}/${key}`) ?? key;
}

function readKeys(): Map<string, string> {
  const found = new Map<string, string>();
  for (const [country, row] of Object.entries(CITY_NAMES)) {
    for (const { own, names } of namedPlaces(row)) {
      const ownKey = phraseKey(own ?? "");
      for (const name of [own ?? "", ...names.map((one) => one.split(/[=>]/)[0] ?? "")]) {
        const place = `${country}/${phraseKey(name)}`;
        if (!found.has(place)) found.set(place, ownKey);
      }
    }
  }
  return found;
}

/** `DE/munich`, `US/new-york-city`: a country, and the key of the own name of a city or region. */
export const placeCode = (country: string, key: string): string => `${country}/${key.replaceAll(" ", "-")}`;

/** The name in the usual form: each word with a capital letter. */
export const labelOfKey = (code: string): string =>
  code
    .slice(code.indexOf("/") + 1)
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
