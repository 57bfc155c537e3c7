import { orderDigest } from "../../cache/cache-keys.ts";
import type { SearchRequest } from "../../domain/search-request.ts";
import type { SearchPorts } from "../ports.ts";
import type { CursorBinding } from "./cursor.ts";

/** What the cursors of a request are bound to. */
export const bindingOf = (
  { documents, embedder, keyring }: SearchPorts,
  request: SearchRequest,
  now: Date,
): CursorBinding => ({
  keyring,
  tenantId: documents.scope.tenantId,
  order: orderDigest(documents.scope, embedder.model, request),
  now,
});
