import { lazily } from "../made-once.ts";
import placeTable, { type Place } from "./place-table.computed.ts";

export type { Place } from "./place-table.computed.ts";

/** Number of words in the longest name of the index. */
export const PLACE_MAX_WORDS = 5;

/** Every known place by its folded name. Made on first use, from the table that the bundler computes. */
export const placeIndex = lazily((): ReadonlyMap<string, Place> => readTable());

function readTable(): Map<string, Place> {
  const index = new Map<string, Place>();
  for (const [meaning, keys] of placeTable()) {
    const [level = "", countries = "", also = "", accents, ...own] = meaning.split(" ");
    const place: Place = {
      level: level === "country" || level === "region" ? level : "city",
      countries: countries.split(","),
      also: also === "" ? [] : also.split(","),
      isAccented: accents !== "",
      ...(own.join("") !== "" && { own: own.join("") === "-" ? null : own.join(" ") }),
    };
    for (const key of keys.split("|")) index.set(key, place);
  }
  return index;
}
