import type { z } from "zod";
import type * as operations from "../domain/api/list-operations.ts";
import type { InputOf } from "../domain/api/operation.ts";
import { eq } from "../domain/condition.ts";
import { creatorView } from "../domain/creator-view.ts";
import { AppError } from "../domain/errors.ts";
import { type CreatorId, idsOf } from "../domain/ids.ts";
import { type ListEntry, type ListId, listEntryId } from "../domain/shortlist.ts";
import { ownDocuments, type TenantDocuments } from "../ports/tenant-documents.ts";
import { visibleById } from "../search/creators/live-creators.ts";
import type { SearchPorts } from "../search/ports.ts";
import { LIST_VERSION, type ListPorts, requireList } from "./lists.ts";
import { positionBefore } from "./place-entry.ts";

type EntryView = z.infer<typeof operations.entryViewSchema>;
export type ListCreatorsPorts = ListPorts & Pick<SearchPorts, "keyring" | "memory">;

const entryView = ({ note, status, position, added_at }: ListEntry): Omit<EntryView, "creator"> => ({
  note,
  status,
  position,
  added_at,
});

/**
 * The creators of a list in their present state, in the list's order.
 * @throws AppError `not-found`, code `list-not-found`.
 */
export async function listCreators(
  ports: ListCreatorsPorts,
  { id, limit, cursor }: InputOf<typeof operations.listCreators>,
): Promise<{ data: EntryView[]; next_cursor: string | null }> {
  await requireList(ports, id);
  const page = await ownDocuments(ports).find("list_entries", {
    where: [eq("list_id", id)],
    sort: { field: "position", direction: "ascending" },
    limit,
    cursor,
  });
  const creators = await visibleById(
    ports,
    page.items.map((entry) => entry.creator_id),
  );
  const data = page.items.flatMap((entry) => {
    const creator = creators.get(entry.creator_id);
    return creator ? [{ ...entryView(entry), creator: creatorView(creator) }] : [];
  });
  return { data, next_cursor: page.cursor };
}

/**
 * Adds creators to the end of a list. A creator that is already on it keeps its entry.
 * @throws AppError `not-found`, code `list-not-found`.
 */
export async function addToList(
  ports: ListCreatorsPorts,
  { id, creators }: InputOf<typeof operations.addToList>,
): Promise<{ data: { outcome: "added" | "known" | "unknown" }[] }> {
  await requireList(ports, id);
  const now = ports.clock.now();
  const live = await visibleById(ports, idsOf(creators));
  const documents = ownDocuments(ports);
  const known = creators.filter((one) => live.has(one.id));
  const outcomes = await documents.upsertMany(
    "list_entries",
    known.map((one, index) => ({
      id: listEntryId(id, one.id),
      version: LIST_VERSION,
      set: {
        list_id: id,
        creator_id: one.id,
        note: one.note ?? "",
        status: one.status ?? "considered",
        // The milliseconds order the requests, and the fraction orders the entries within one request.
        position: now.getTime() + index / 1_000,
        added_at: now.toISOString(),
      },
    })),
  );
  const added = new Set(known.flatMap((one, index) => (outcomes[index] === "inserted" ? [one.id] : [])));
  await removeErasedMeanwhile(ports, documents, id, [...added]);
  return {
    data: creators.map((one) => ({
      outcome: !live.has(one.id) ? "unknown" : added.has(one.id) ? "added" : "known",
    })),
  };
}

/** An erasure that looked between our read and our write found nothing to remove, so we look once more. */
async function removeErasedMeanwhile(
  ports: ListCreatorsPorts,
  documents: TenantDocuments,
  listId: ListId,
  ids: readonly CreatorId[],
): Promise<void> {
  const live = await visibleById(ports, ids);
  await documents.delete(
    "list_entries",
    ids.filter((id) => !live.has(id)).map((id) => listEntryId(listId, id)),
  );
}

const notOnList = (id: ListId): AppError =>
  new AppError("not-found", "not-on-list", "The creator is not on this list.", { id });

/** @throws AppError `not-found`, code `not-on-list`. */
export async function changeEntry(
  ports: ListCreatorsPorts,
  { id, creator_id, note, status, position, before }: InputOf<typeof operations.changeEntry>,
): Promise<{ data: Omit<EntryView, "creator"> }> {
  const documents = ownDocuments(ports);
  const entryId = listEntryId(id, creator_id);
  const entry = await documents.get("list_entries", entryId);
  if (!entry) throw notOnList(id);
  const isMoved = before !== undefined && before !== creator_id;
  const place = { listId: id, moved: creator_id, before: before ?? null };
  const set = {
    ...(note !== undefined && { note }),
    ...(status !== undefined && { status }),
    ...(position !== undefined && { position }),
    ...(isMoved && { position: await positionBefore({ ...ports, documents }, place) }),
  };
  if (!(await documents.update("list_entries", { id: entryId, set }))) throw notOnList(id);
  return { data: entryView({ ...entry, ...set }) };
}

/** @throws AppError `not-found`, code `list-not-found`. */
export async function removeFromList(
  ports: ListCreatorsPorts,
  { id, creator_id }: InputOf<typeof operations.removeFromList>,
): Promise<{ data: { removed: number } }> {
  await requireList(ports, id);
  return {
    data: { removed: await ownDocuments(ports).delete("list_entries", [listEntryId(id, creator_id)]) },
  };
}
