import { createHash } from "node:crypto";

/** Splits entities evenly and always the same way. */
export const inFirstHalf = (entity: string): boolean =>
  (createHash("sha256").update(entity).digest()[0] ?? 0) % 2 === 0;
