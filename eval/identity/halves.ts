import { createHash } from "node:crypto";

/** Splits entities evenly. A seed always gives the same split. */
export const inFirstHalf = (entity: string, seed: number): boolean =>
  (createHash("sha256").update(`${seed}/${entity}`).digest()[0] ?? 0) % 2 === 0;
