import { phraseKey } from "../text/words.ts";
import { CITY_NAMES } from "./city-names.ts";

/** A city or region of a table with its names. */
export interface NamedPlace {
  /** The name to show; null: the names mean the country as a whole. */
  readonly own: string | null;
  /** The names that mean it, its own among them unless that means another place; marks of the gazetteer still on them. */
  readonly names: readonly string[];
}

/** Reads a row of a table: places between `|`, their names between `~`, behind `^` an own name that is not theirs alone. */
export function namedPlaces(row: string): NamedPlace[] {
  return row.split("|").map((entry) => {
    const names = entry.split("~");
    const [first = ""] = names;
    if (!first.startsWith("^")) return { own: first.split(/[=>]/)[0] ?? first, names };
    return { own: first.slice(1) || null, names: names.slice(1) };
  });
}

let keys: ReadonlyMap<string, string> | undefined;

/** The key of the city that the gazetteer has in a country under this name, whichever of its names that is. */
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

/** `DE/munich`, `US/new-york-city`: a country and the key of a city's or region's own name. */
export const placeCode = (country: string, key: string): string => `${country}/${key.replaceAll(" ", "-")}`;

/** The name as most are written: each word with a capital. */
export const labelOfKey = (code: string): string =>
  code
    .slice(code.indexOf("/") + 1)
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
