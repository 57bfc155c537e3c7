import { atMost, eq } from "../domain/condition.ts";
import { DAY_MS } from "../domain/durations.ts";
import type { TenantId } from "../domain/ids.ts";
import { FOUND_DAYS, SAVED_SEARCH_DEPTH, type SavedSearch, searchHitId } from "../domain/saved-search.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import type { Ports } from "../ports/ports.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { visibleById } from "../search/creators/live-creators.ts";
import { portsOfReader, type StoredSearchPorts, storedSearchPage } from "../search/stored-search.ts";
import { everyPage } from "../stored/every-page.ts";
import { deliverSoon, emit } from "../webhooks/emit.ts";

export type RunSavedSearchesPorts = StoredSearchPorts & Pick<Ports, "queues">;

/**
 * Runs a tenant's saved searches in id order.
 * @returns the id after which the rest continues when time is over; null at the end.
 * @throws the first error of the searches that failed, after all others ran.
 */
export async function runSavedSearches(
  ports: RunSavedSearchesPorts,
  tenantId: TenantId,
  { from, remainingMs }: { readonly from: string | null; readonly remainingMs: () => number },
): Promise<string | null> {
  const documents = ports.openDocuments(ownScope(tenantId));
  const failed: unknown[] = [];
  for await (const page of documents.scan("saved_searches", "ss_", from ?? undefined)) {
    for (const search of page) {
      await runSavedSearch(ports, documents, search).catch((error: unknown) => failed.push(error));
      if (remainingMs() <= 0) return search.id;
    }
  }
  if (failed.length > 0) throw failed[0];
  return null;
}

async function runSavedSearch(
  ports: RunSavedSearchesPorts,
  documents: TenantDocuments,
  search: SavedSearch,
): Promise<void> {
  const ran_at = ports.clock.now().toISOString();
  const last_new = await lookForNew(ports, search, { isFirst: false });
  // Not if the search was changed meanwhile, because then the hits belong to the old version.
  const when = [eq("updated_at", search.updated_at)];
  const isKept = await documents.update("saved_searches", { id: search.id, set: { ran_at, last_new }, when });
  if (!isKept || last_new === 0) return;
  const data = { saved_search_id: search.id, count: last_new };
  const key = `${search.id}/${ran_at}`;
  await deliverSoon(ports, await emit(ports, search.tenant_id, [{ type: "search.new", data, key }]));
}

/**
 * Runs a search and stores the ids that it found for the first time. Forgets ids that it has not found for a number of
 * days. Returns how many were found for the first time.
 */
export async function lookForNew(
  ports: StoredSearchPorts,
  search: SavedSearch,
  { isFirst }: { readonly isFirst: boolean },
): Promise<number> {
  const reader = portsOfReader(ports, search);
  const documents = ports.openDocuments(ownScope(search.tenant_id));
  const { ids } = await storedSearchPage(reader, search.search, { limit: SAVED_SEARCH_DEPTH, cursor: null });
  const now = ports.clock.now();
  const set = { search_id: search.id, found_at: now.toISOString(), is_new: !isFirst };
  const writes = ids.map((creator_id) => ({
    id: searchHitId(search.id, creator_id),
    ...{ version: "1", set: { ...set, creator_id } },
  }));
  const outcomes = await documents.upsertMany("search_hits", writes);
  const fresh = ids.filter((_, at) => outcomes[at] === "inserted");
  await forgetOld(documents, search, new Set(ids), new Date(now.getTime() - FOUND_DAYS * DAY_MS));
  // An erasure that looked between our read and our write found nothing to remove, so we look once more.
  const visible = await visibleById(reader, fresh);
  const gone = fresh.filter((id) => !visible.has(id));
  await documents.delete(
    "search_hits",
    gone.map((id) => searchHitId(search.id, id)),
  );
  return fresh.length - gone.length;
}

async function forgetOld(
  documents: TenantDocuments,
  search: SavedSearch,
  found: ReadonlySet<string>,
  before: Date,
): Promise<void> {
  const where = [eq("search_id", search.id), atMost("found_at", before.toISOString())];
  for await (const page of everyPage(documents, "search_hits", { where, limit: 1_000 }))
    await documents.delete(
      "search_hits",
      page.filter(({ creator_id }) => !found.has(creator_id)).map(({ id }) => id),
    );
}
