import type { z } from "zod";
import type * as operations from "../domain/api/list-operations.ts";
import type { InputOf } from "../domain/api/operation.ts";
import { eq } from "../domain/condition.ts";
import { AppError } from "../domain/errors.ts";
import type { ListId, Shortlist } from "../domain/shortlist.ts";
import type { Ports } from "../ports/ports.ts";
import { ownDocuments } from "../ports/tenant-documents.ts";
import { deleteWhere } from "../stored/every-page.ts";

type ListView = z.infer<typeof operations.listViewSchema>;

/** `documents` may also read the common catalogue, which contains no lists. */
export type ListPorts = Pick<Ports, "documents" | "openDocuments" | "clock" | "ids">;

/** Lists are changed by updates, which do not compare versions, so all have this one. */
export const LIST_VERSION = "1";

const listView = ({ id, name, notes, created_at, updated_at }: Shortlist): ListView => ({
  ...{ id, name, notes, created_at, updated_at },
});

export async function createList(
  ports: ListPorts,
  { name, notes }: InputOf<typeof operations.createList>,
): Promise<{ data: ListView }> {
  const at = ports.clock.now().toISOString();
  const list = { name, notes, created_at: at, updated_at: at };
  const id: ListId = `li_${ports.ids.random()}`;
  await ownDocuments(ports).upsertMany("lists", [{ id, version: LIST_VERSION, set: list }]);
  return { data: { id, ...list } };
}

/** The tenant's lists, newest first. */
export async function listLists(
  ports: ListPorts,
  { limit, cursor }: InputOf<typeof operations.listLists>,
): Promise<{ data: ListView[]; next_cursor: string | null }> {
  const page = await ownDocuments(ports).find("lists", {
    where: [],
    sort: { field: "created_at", direction: "descending" },
    limit,
    cursor,
  });
  return { data: page.items.map(listView), next_cursor: page.cursor };
}

/** @throws AppError `not-found`, code `list-not-found`. */
export async function requireList(ports: ListPorts, id: ListId): Promise<Shortlist> {
  const list = await ownDocuments(ports).get("lists", id);
  if (!list) throw new AppError("not-found", "list-not-found", "There is no list with this id.", { id });
  return list;
}

/** @throws AppError `not-found`. */
export const getList = async (ports: ListPorts, id: ListId): Promise<{ data: ListView }> => ({
  data: listView(await requireList(ports, id)),
});

/** @throws AppError `not-found`. */
export async function changeList(
  ports: ListPorts,
  { id, name, notes }: InputOf<typeof operations.changeList>,
): Promise<{ data: ListView }> {
  const list = await requireList(ports, id);
  const set = {
    ...(name !== undefined && { name }),
    ...(notes !== undefined && { notes }),
    updated_at: ports.clock.now().toISOString(),
  };
  await ownDocuments(ports).update("lists", { id, set });
  return { data: listView({ ...list, ...set }) };
}

/**
 * The entries go first, so that an interrupted deletion leaves a list that can be deleted again.
 * @throws AppError `not-found`.
 */
export async function deleteList(
  ports: ListPorts,
  id: ListId,
): Promise<{ data: { id: ListId; removed: number } }> {
  await requireList(ports, id);
  const documents = ownDocuments(ports);
  const removed = await deleteWhere(documents, "list_entries", [eq("list_id", id)]);
  await documents.delete("lists", [id]);
  return { data: { id, removed } };
}
