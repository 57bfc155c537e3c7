import { z } from "zod";
import { isSigned, signature } from "../../cache/seal.ts";
import { AppError } from "../../domain/errors.ts";
import type { Keyring } from "../../domain/keyring.ts";

/** How many relaxations the first page needed. Which ones they are follows from the request. */
const steps = {
  relaxed: z.number().int().nonnegative(),
  /** The number of creators on the pages so far. Every cursor that we write has it. */
  depth: z.number().int().nonnegative().optional(),
};

/** Where the next page starts: an offset into the list that the first page fixed, or the search index's keyset. */
const positionSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("list"), ...steps, list: z.string(), offset: z.number().int().nonnegative() }),
  z.object({ kind: z.literal("browse"), ...steps, keyset: z.string() }),
]);
export type CursorPosition = z.infer<typeof positionSchema>;

const contentSchema = z.object({
  /** The cursor is invalid from this time on, in seconds since 1970. */
  expires: z.number().int(),
  /** `orderDigest` of the request. */
  order: z.string(),
  position: positionSchema,
});

/** What a cursor must match beside its signature. */
export interface CursorBinding {
  readonly keyring: Keyring;
  readonly tenantId: string;
  readonly order: string;
  readonly now: Date;
}

export function writeCursor(binding: CursorBinding, position: CursorPosition, ttlSeconds: number): string {
  const expires = Math.floor(binding.now.getTime() / 1_000) + ttlSeconds;
  const content = Buffer.from(JSON.stringify({ expires, order: binding.order, position })).toString(
    "base64url",
  );
  return `${content}.${signature(binding.keyring, binding.tenantId, content)}`;
}

/**
 * @throws AppError `invalid`: code `bad-cursor` if the cursor is not ours, is another tenant's or is of another
 * request; code `expired-cursor` if its time is over.
 */
export function readCursor(binding: CursorBinding, cursor: string): CursorPosition {
  const [content = "", signed = "", ...rest] = cursor.split(".");
  if (rest.length > 0 || !isSigned(binding.keyring, binding.tenantId, content, signed)) throw badCursor();
  const read = contentSchema.safeParse(JSON.parse(Buffer.from(content, "base64url").toString()));
  if (!read.success || read.data.order !== binding.order) throw badCursor();
  const { expires, position } = read.data;
  if (expires * 1_000 <= binding.now.getTime()) throw expiredCursor();
  return position;
}

const badCursor = (): AppError =>
  new AppError(
    "invalid",
    "bad-cursor",
    "The cursor does not belong to this request: send the request it came from.",
    {
      field: "cursor",
    },
  );

/** Also thrown if the list behind a cursor was dropped early. The wrapper answers 410. */
export const expiredCursor = (): AppError =>
  new AppError("invalid", "expired-cursor", "The cursor has expired: search again from the first page.", {
    field: "cursor",
  });
