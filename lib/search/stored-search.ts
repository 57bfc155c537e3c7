import { AppError } from "../domain/errors.ts";
import { type CreatorId, creatorIdSchema, type TenantId } from "../domain/ids.ts";
import { type StoredSearch, searchRequestSchema } from "../domain/search-request.ts";
import { tenantScope } from "../domain/tenant-scope.ts";
import type { Ports } from "../ports/ports.ts";
import { readCursor } from "./page/cursor.ts";
import { bindingOf } from "./page/cursor-binding.ts";
import type { SearchPorts } from "./ports.ts";

export type StoredSearchPorts = Omit<SearchPorts, "documents"> & Pick<Ports, "openDocuments">;

/** The caller as whom a stored search reads. */
export interface StoredReader {
  readonly tenant_id: TenantId;
  readonly subscribes_shared: boolean;
}

export interface StoredSearchPage {
  /** Ids of creators, in the search's order. */
  readonly ids: readonly CreatorId[];
  /** Where the next page starts; null at the end. */
  readonly cursor: string | null;
  /** The number of all results, if the page tells it. */
  readonly total: number | null;
}

/** Nobody waits for the answer, so a large catalogue may take its time. */
const DEADLINE_MS = 20_000;
const DAY_SECONDS = 86_400;

/** Reads with the rights of the caller that stored the search. */
export const portsOfReader = (
  ports: StoredSearchPorts,
  { tenant_id, subscribes_shared }: StoredReader,
): SearchPorts => ({
  ...ports,
  documents: ports.openDocuments(tenantScope(tenant_id, { subscribesShared: subscribes_shared })),
});

/**
 * A page of a search that a job runs. It has no limit of depth, no reranking by a model and no cached pages.
 * @throws AppError `invalid`, code `expired-cursor`, if the ranked list behind the cursor is gone; `unavailable`, also
 * if a leg of the search did not answer, because half a result must not look whole.
 */
export async function storedSearchPage(
  ports: SearchPorts,
  search: StoredSearch,
  { limit, cursor }: { readonly limit: number; readonly cursor: string | null },
): Promise<StoredSearchPage> {
  const { searchIndexes } = await import("./search-indexes.ts");
  const now = ports.clock.now();
  const request = { ...searchRequestSchema.parse({ rerank: "off" }), ...search, limit };
  const settings = {
    ...ports.settings,
    ...{ cursorDepth: Number.POSITIVE_INFINITY, cursorSeconds: DAY_SECONDS, namesNearestWords: false },
  };
  const position = cursor === null ? null : readCursor(bindingOf(ports, request, now), cursor);
  // An export cannot carry a note, so it compares all candidates, even while the runbook relieves the index.
  const { acts: _spared, ...whole } = ports;
  const { items, meta, isWhole } = await searchIndexes({ ...whole, settings }, request, {
    ...{ position, now, deadlineMs: DEADLINE_MS },
  });
  if (!isWhole) throw new AppError("unavailable", "search-degraded", "A part of the search did not answer.");
  return {
    ids: items.map(({ id }) => creatorIdSchema.parse(id)),
    cursor: meta.next_cursor,
    total: meta.total_estimate,
  };
}
