import { phraseKey } from "../text/words.ts";
import { CITY_NAMES } from "./city-names.ts";
import { CITIES } from "./city-table.ts";
import { gazetteer, labelOfKey, namedPlaces, ownKeys, placeCode } from "./named-places.ts";
import { CODED_REGIONS, REGIONS } from "./region-table.ts";

/** Names of cities and regions by code, if the code alone does not show how the name is written. */
export default function placeLabels(): (readonly [code: string, label: string])[] {
  const labels = new Map<string, string>();
  const add = (country: string, key: string, own: string | null): void => {
    const code = placeCode(country, key);
    if (own !== null && !labels.has(code)) labels.set(code, own);
  };
  const ownKeyOf = ownKeys(gazetteer());
  const cities = [...Object.entries(CITY_NAMES), ...Object.entries(CITIES)];
  for (const [country, row] of cities) {
    for (const { own } of namedPlaces(row)) add(country, ownKeyOf(country, phraseKey(own ?? "")), own);
  }
  const regions = [
    ...Object.entries(REGIONS),
    ...Object.entries(CODED_REGIONS).flatMap(([country, rows]) =>
      Array.from(rows.values(), (row) => [country, row] as const),
    ),
  ];
  for (const [country, row] of regions) {
    for (const { own } of namedPlaces(row)) add(country, phraseKey(own ?? ""), own);
  }
  return [...labels].filter(([code, label]) => labelOfKey(code) !== label);
}
