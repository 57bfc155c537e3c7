import magnitudeTable from "./magnitudes.computed.ts";

/** What a word or abbreviation multiplies the number before it by: "k", "lakh", "millones", "万". Folded. */
export const MAGNITUDES: ReadonlyMap<string, number> = new Map(magnitudeTable());
