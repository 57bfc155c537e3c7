import { createHash } from "node:crypto";
import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import { jsonOrNull } from "../domain/json.ts";

const boundSchema = z.looseObject({ query: z.string() });

/** A cursor that is valid for one query only. `query`: everything that decides which records come in which order. */
export const writeBoundCursor = (query: unknown, place: object): string =>
  Buffer.from(JSON.stringify({ query: digestOf(query), ...place })).toString("base64url");

/** @throws AppError `invalid`, code `foreign-cursor`, if the cursor does not come from this query. */
export function readBoundCursor<T>(query: unknown, cursor: string, place: z.ZodType<T>): T {
  const read = jsonOrNull(Buffer.from(cursor, "base64url").toString());
  const bound = boundSchema.safeParse(read);
  const parsed = place.safeParse(read);
  if (parsed.success && bound.success && bound.data.query === digestOf(query)) return parsed.data;
  const message = "The cursor does not belong to this request: send the request it came from.";
  throw new AppError("invalid", "foreign-cursor", message, { field: "cursor" });
}

const digestOf = (query: unknown): string =>
  createHash("sha256").update(JSON.stringify(query)).digest("base64url").slice(0, 16);
