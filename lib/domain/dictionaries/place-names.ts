import placeTable, { type Place } from "./place-table.computed.ts";

export type { Place } from "./place-table.computed.ts";

/** Longest name in words that the index holds. */
export const PLACE_MAX_WORDS = 5;

let built: ReadonlyMap<string, Place> | undefined;

/** Every known place by its folded name. Made on first use: some 20 ms, or 2 where the bundler computed the table. */
export function placeIndex(): ReadonlyMap<string, Place> {
  built ??= new Map(placeTable());
  return built;
}
