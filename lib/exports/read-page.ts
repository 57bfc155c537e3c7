import type { Creator } from "../domain/creator.ts";
import { AppError } from "../domain/errors.ts";
import { EXPORT_PART_ROWS, EXPORT_ROWS_MAX, type Export } from "../domain/export.ts";
import type { CreatorId } from "../domain/ids.ts";
import { type SearchRequest, searchRequestSchema } from "../domain/search-request.ts";
import type { ListId } from "../domain/shortlist.ts";
import { tenantScope } from "../domain/tenant-scope.ts";
import type { OpenTenantDocuments } from "../ports/tenant-documents.ts";
import { readCursor } from "../search/cursor.ts";
import { bindingOf } from "../search/cursor-binding.ts";
import { visibleById } from "../search/live-creators.ts";
import type { SearchPorts } from "../search/ports.ts";
import { searchIndexes } from "../search/search-indexes.ts";
import { exportDocuments } from "./store.ts";

export type ReadPagePorts = Omit<SearchPorts, "documents"> & { readonly openDocuments: OpenTenantDocuments };

/** Some creators of an export, as they are now, in its order. */
export interface ExportPage {
  readonly creators: readonly Creator[];
  /** Where the next page starts; null at the end. */
  readonly cursor: string | null;
  /** How many there are in all, where the page tells. */
  readonly total: number | null;
}

/** Nobody waits for it, so that a large catalogue may take its time. */
const DEADLINE_MS = 20_000;
const DAY_SECONDS = 86_400;

/** Reads as the caller did, without the depth at which a listing ends. */
const searchPortsOf = (ports: ReadPagePorts, one: Export): SearchPorts => ({
  ...ports,
  documents: ports.openDocuments(tenantScope(one.tenant_id, { subscribesShared: one.subscribes_shared })),
  settings: {
    ...ports.settings,
    ...{ cursorDepth: EXPORT_ROWS_MAX, cursorSeconds: DAY_SECONDS, namesNearestWords: false },
  },
});

/**
 * The next page of what an export reads.
 * @throws AppError `invalid`, code `expired-cursor`, when the ranked list behind the cursor is gone; `unavailable`, also
 * when a leg of the search did not answer: a file that lacks half must not look whole.
 */
export function readPage(ports: ReadPagePorts, one: Export): Promise<ExportPage> {
  const search = searchPortsOf(ports, one);
  return "list_id" in one.source
    ? listPage(ports, search, one, one.source.list_id)
    : searchPage(search, one, { ...searchRequestSchema.parse({ rerank: "off" }), ...one.source.search });
}

async function searchPage(ports: SearchPorts, one: Export, search: SearchRequest): Promise<ExportPage> {
  const now = ports.clock.now();
  const request = { ...search, limit: EXPORT_PART_ROWS };
  const position = one.cursor === null ? null : readCursor(bindingOf(ports, request, now), one.cursor);
  const { items, meta, isWhole } = await searchIndexes(ports, request, {
    ...{ position, now, deadlineMs: DEADLINE_MS },
  });
  if (!isWhole)
    throw new AppError("unavailable", "search-degraded", "A part of the search did not answer.", {
      id: one.id,
    });
  const creators = await visibleInOrder(
    ports,
    items.map(({ id }) => id),
  );
  return { creators, cursor: meta.next_cursor, total: meta.total_estimate };
}

async function listPage(
  ports: ReadPagePorts,
  search: SearchPorts,
  one: Export,
  listId: ListId,
): Promise<ExportPage> {
  const documents = exportDocuments(ports, one.tenant_id);
  const where = [{ field: "list_id", op: "eq", value: listId } as const];
  const [page, total] = await Promise.all([
    documents.find("list_entries", {
      where,
      sort: { field: "position", direction: "ascending" },
      limit: EXPORT_PART_ROWS,
      ...(one.cursor !== null && { cursor: one.cursor }),
    }),
    one.total ?? documents.count("list_entries", where),
  ]);
  const creators = await visibleInOrder(
    search,
    page.items.map(({ creator_id }) => creator_id),
  );
  return { creators, cursor: page.cursor, total };
}

async function visibleInOrder(ports: SearchPorts, ids: readonly string[]): Promise<Creator[]> {
  const creators = await visibleById(ports, ids);
  return ids.flatMap((id) => creators.get(id) ?? []);
}

/** Those of the creators that may still be shown. */
export const stillVisible = (
  ports: ReadPagePorts,
  one: Export,
  ids: readonly CreatorId[],
): Promise<Map<string, Creator>> => visibleById(searchPortsOf(ports, one), ids);
