import { hasAccents } from "../text/accents.ts";
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

/** A city of the gazetteer, with folded names. */
interface GazetteerCity {
  readonly country: string;
  /** As in `NamedPlace`. */
  readonly own: string | null;
  readonly names: readonly GazetteerName[];
}

interface GazetteerName {
  readonly key: string;
  readonly isAccented: boolean;
  /** Countries with a city of about the same size and this name. */
  readonly equals: readonly string[];
  /** Countries with a much smaller one. */
  readonly smaller: readonly string[];
}

export const gazetteer = (): GazetteerCity[] =>
  Object.entries(CITY_NAMES).flatMap(([country, row]) =>
    namedPlaces(row).map(({ own, names }) => {
      const folded = names.map(gazetteerName);
      const [first] = folded;
      const isFirst = first !== undefined && names[0]?.split(/[=>]/, 1)[0] === own;
      return { country, own: isFirst ? first.key : own && phraseKey(own), names: folded };
    }),
  );

/** After a name, `=XX` is a city of equal size elsewhere, `>XX` a smaller one. */
function gazetteerName(entry: string): GazetteerName {
  const [name = "", ...namesakes] = entry.split(/(?=[=>])/);
  const of = (mark: string) => namesakes.filter((one) => one[0] === mark).map((one) => one.slice(1));
  return { key: phraseKey(name), isAccented: hasAccents(name), equals: of("="), smaller: of(">") };
}

/** Gives the key of the city's own name for a country and the key of any of the city's names there. */
export function ownKeys(cities: readonly GazetteerCity[]): (country: string, key: string) => string {
  const found = new Map<string, string>();
  for (const { country, own, names } of cities) {
    for (const key of [own ?? "", ...names.map((name) => name.key)]) {
      const place = `${country}/${key}`;
      if (!found.has(place)) found.set(place, own ?? "");
    }
  }
  return (country, key) => found.get(`${country}/${key}`) ?? key;
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
