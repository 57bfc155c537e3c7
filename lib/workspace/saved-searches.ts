import type { z } from "zod";
import type { InputOf } from "../domain/api/operation.ts";
import type * as operations from "../domain/api/saved-search-operations.ts";
import { atLeast, eq } from "../domain/condition.ts";
import { creatorView } from "../domain/creator-view.ts";
import { AppError } from "../domain/errors.ts";
import { SHARED_TENANT } from "../domain/ids.ts";
import { SAVED_SEARCHES_MAX, type SavedSearch, type SavedSearchId } from "../domain/saved-search.ts";
import type { Ports } from "../ports/ports.ts";
import { ownDocuments } from "../ports/tenant-documents.ts";
import { visibleById } from "../search/creators/live-creators.ts";
import type { StoredSearchPorts } from "../search/stored-search.ts";
import { deleteWhere } from "../stored/every-page.ts";
import { lookForNew } from "./run-saved-searches.ts";

type SavedSearchView = z.infer<typeof operations.savedSearchViewSchema>;
type NewCreator = z.infer<typeof operations.newCreatorSchema>;

export type SavedSearchPorts = StoredSearchPorts & Pick<Ports, "documents" | "clock" | "ids">;

const viewOf = (one: SavedSearchView): SavedSearchView => ({
  ...{ id: one.id, name: one.name, search: one.search, ran_at: one.ran_at, last_new: one.last_new },
  ...{ created_at: one.created_at, updated_at: one.updated_at },
});

/**
 * Saves a search and runs it for the first time.
 * @throws AppError `conflict`, code `too-many-saved-searches`; `unavailable` when a part of the search does not answer.
 */
export async function createSavedSearch(
  ports: SavedSearchPorts,
  { name, search }: InputOf<typeof operations.createSavedSearch>,
): Promise<{ data: SavedSearchView }> {
  const documents = ownDocuments(ports);
  const { tenantId: tenant_id } = documents.scope;
  const held = await documents.count("saved_searches", [eq("tenant_id", tenant_id)]);
  if (held >= SAVED_SEARCHES_MAX) {
    const message = `A tenant has ${SAVED_SEARCHES_MAX} saved searches at most: delete one first.`;
    throw new AppError("conflict", "too-many-saved-searches", message);
  }
  const at = ports.clock.now().toISOString();
  const subscribes_shared = ports.documents.scope.reads.includes(SHARED_TENANT);
  const set = {
    ...{ name, search, subscribes_shared, created_at: at, updated_at: at, ran_at: at, last_new: 0 },
  };
  const id: SavedSearchId = `ss_${ports.ids.random()}`;
  await lookForNew(ports, { id, tenant_id, version: "1", ...set }, { isFirst: true });
  await documents.upsertMany("saved_searches", [{ id, version: "1", set }]);
  return { data: viewOf({ id, ...set }) };
}

/** The tenant's saved searches, newest first. */
export async function listSavedSearches(
  ports: SavedSearchPorts,
  { limit, cursor }: InputOf<typeof operations.listSavedSearches>,
): Promise<{ data: SavedSearchView[]; next_cursor: string | null }> {
  const page = await ownDocuments(ports).find("saved_searches", {
    where: [],
    sort: { field: "created_at", direction: "descending" },
    limit,
    cursor,
  });
  return { data: page.items.map(viewOf), next_cursor: page.cursor };
}

async function requireSearch(ports: SavedSearchPorts, id: SavedSearchId): Promise<SavedSearch> {
  const found = await ownDocuments(ports).get("saved_searches", id);
  if (found) return found;
  throw new AppError("not-found", "saved-search-not-found", "There is no saved search with this id.", { id });
}

/** @throws AppError `not-found`, code `saved-search-not-found`. */
export const getSavedSearch = async (
  ports: SavedSearchPorts,
  id: SavedSearchId,
): Promise<{ data: SavedSearchView }> => ({ data: viewOf(await requireSearch(ports, id)) });

/**
 * If the search itself changes, forgets what the old one found.
 * @throws AppError `not-found`; `unavailable` as `createSavedSearch`.
 */
export async function changeSavedSearch(
  ports: SavedSearchPorts,
  { id, name, search }: InputOf<typeof operations.changeSavedSearch>,
): Promise<{ data: SavedSearchView }> {
  const before = await requireSearch(ports, id);
  const at = ports.clock.now().toISOString();
  const set = {
    ...(name !== undefined && { name }),
    ...(search !== undefined && { search, ran_at: at, last_new: 0 }),
    updated_at: at,
  };
  const changed = { ...before, ...set };
  if (search !== undefined) {
    await forgetHits(ports, id);
    await lookForNew(ports, changed, { isFirst: true });
  }
  await ownDocuments(ports).update("saved_searches", { id, set });
  return { data: viewOf(changed) };
}

/** The hits go first, so that an interrupted deletion leaves a search that can be deleted again. */
export async function deleteSavedSearch(
  ports: SavedSearchPorts,
  id: SavedSearchId,
): Promise<{ data: { id: SavedSearchId; removed: number } }> {
  await requireSearch(ports, id);
  const removed = await forgetHits(ports, id);
  await ownDocuments(ports).delete("saved_searches", [id]);
  return { data: { id, removed } };
}

const forgetHits = (ports: SavedSearchPorts, id: SavedSearchId): Promise<number> =>
  deleteWhere(ownDocuments(ports), "search_hits", [eq("search_id", id)]);

/** What a search found since it was saved, newest first. @throws AppError `not-found`. */
export async function listNewCreators(
  ports: SavedSearchPorts,
  { id, since, limit, cursor }: InputOf<typeof operations.listNewCreators>,
): Promise<{ data: NewCreator[]; next_cursor: string | null }> {
  await requireSearch(ports, id);
  const page = await ownDocuments(ports).find("search_hits", {
    where: [
      eq("search_id", id),
      eq("is_new", true),
      ...(since === undefined ? [] : [atLeast("found_at", since)]),
    ],
    sort: { field: "found_at", direction: "descending" },
    limit,
    cursor,
  });
  const creators = await visibleById(
    ports,
    page.items.map((hit) => hit.creator_id),
  );
  const data = page.items.flatMap(({ creator_id, found_at }) => {
    const creator = creators.get(creator_id);
    return creator ? [{ found_at, creator: creatorView(creator) }] : [];
  });
  return { data, next_cursor: page.cursor };
}
