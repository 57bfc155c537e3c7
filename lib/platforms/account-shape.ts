import { z } from "zod";
import type { JsonObject } from "./payload-fields.ts";

/** A whole count of 0 or more, as a number or as digits in a string (YouTube). */
export const requiredCount = z.union([z.number().int().nonnegative(), z.string().regex(/^\d+$/)]);
export const requiredText = z.string().min(1);

/**
 * The first field of `payload` that is not as `shape` requires it, like `statistics.videoCount`; null when all are
 * there. Shapes hold only what every account must have, so that new and missing extras pass.
 */
export function missingField(shape: z.ZodType, payload: JsonObject): string | null {
  const parsed = shape.safeParse(payload);
  return parsed.success ? null : (parsed.error.issues[0]?.path.join(".") ?? "") || "payload";
}
