import { isSigned, signature } from "../cache/seal.ts";
import type { Operation } from "../domain/api/operation.ts";
import { AppError } from "../domain/errors.ts";
import type { TenantId } from "../domain/ids.ts";
import type { Keyring } from "../domain/keyring.ts";

/** What a listing's cursors are bound to. */
export interface ListingCursors {
  readonly keyring: Keyring;
  readonly tenantId: TenantId;
  readonly operation: Pick<Operation, "id" | "isListing">;
}

/**
 * A listing's cursor is a place in the store, in plain text. It goes out signed for its tenant and operation, so that
 * only cursors that we gave out come back. A search's cursor is signed by `search/page/cursor.ts`, which also lets it
 * expire.
 */
export function withSignedCursor(cursors: ListingCursors, body: object): object {
  if (!cursors.operation.isListing || !("next_cursor" in body) || typeof body.next_cursor !== "string")
    return body;
  const { next_cursor } = body;
  const signed = signature(cursors.keyring, boundTo(cursors), next_cursor);
  return { ...body, next_cursor: `${next_cursor}.${signed}` };
}

/** @throws AppError `invalid`, code `bad-cursor`, for a cursor that this listing did not give this tenant. */
export function withOpenedCursor<I>(cursors: ListingCursors, input: I): I {
  if (!cursors.operation.isListing || !hasCursor(input)) return input;
  const [cursor = "", signed = "", ...rest] = input.cursor.split(".");
  if (rest.length === 0 && isSigned(cursors.keyring, boundTo(cursors), cursor, signed))
    return { ...input, cursor };
  const message = "The cursor does not belong to this listing: take next_cursor as it was given.";
  throw new AppError("invalid", "bad-cursor", message, { field: "cursor" });
}

const hasCursor = (input: unknown): input is { cursor: string } =>
  typeof input === "object" && input !== null && "cursor" in input && typeof input.cursor === "string";

const boundTo = ({ tenantId, operation }: ListingCursors): string => `${tenantId}\0${operation.id}`;
