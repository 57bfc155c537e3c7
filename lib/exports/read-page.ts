import { eq } from "../domain/condition.ts";
import type { Creator } from "../domain/creator.ts";
import { EXPORT_PART_ROWS, type Export } from "../domain/export.ts";
import type { ListId } from "../domain/shortlist.ts";
import { visibleById } from "../search/creators/live-creators.ts";
import {
  portsOfReader,
  type StoredSearchPage,
  type StoredSearchPorts,
  storedSearchPage,
} from "../search/stored-search.ts";
import { exportDocuments } from "./store.ts";

/** Some creators of an export, in its order and in their present state. */
export interface ExportPage extends Omit<StoredSearchPage, "ids"> {
  readonly creators: readonly Creator[];
}

/**
 * Reads the next page of an export.
 * @throws AppError as `storedSearchPage`.
 */
export async function readPage(ports: StoredSearchPorts, one: Export): Promise<ExportPage> {
  const reader = portsOfReader(ports, one);
  const { ids, cursor, total } =
    "list_id" in one.source
      ? await listPage(ports, one, one.source.list_id)
      : await storedSearchPage(reader, one.source.search, { limit: EXPORT_PART_ROWS, cursor: one.cursor });
  const creators = await visibleById(reader, ids);
  return { creators: ids.flatMap((id) => creators.get(id) ?? []), cursor, total };
}

async function listPage(ports: StoredSearchPorts, one: Export, listId: ListId): Promise<StoredSearchPage> {
  const documents = exportDocuments(ports, one.tenant_id);
  const where = [eq("list_id", listId)];
  const [page, total] = await Promise.all([
    documents.find("list_entries", {
      where,
      sort: { field: "position", direction: "ascending" },
      limit: EXPORT_PART_ROWS,
      cursor: one.cursor,
    }),
    one.total ?? documents.count("list_entries", where),
  ]);
  return { ids: page.items.map(({ creator_id }) => creator_id), cursor: page.cursor, total };
}
