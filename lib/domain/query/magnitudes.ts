import magnitudeTable from "./magnitudes.computed.ts";

/** By what a folded word or abbreviation multiplies the number before it: "k", "lakh", "millones", "万". */
export const MAGNITUDES: ReadonlyMap<string, number> = new Map(magnitudeTable());
