import type { z } from "zod";
import type { entryViewSchema, listViewSchema } from "../../lib/domain/api/list-operations.ts";
import { openList, page } from "../address.ts";
import { ask, loadedFrom } from "../api.ts";

export type ListView = z.infer<typeof listViewSchema>;
export type EntryView = z.infer<typeof entryViewSchema>;
type Status = EntryView["status"];

/** Lists to choose from. A tenant with more finds the others through the API. */
const SHOWN_MAX = 200;

export const LISTS_PATH = `/lists?limit=${SHOWN_MAX}`;
export const lists = loadedFrom<{ data: ListView[] }>(() => LISTS_PATH);
export const entriesPath = (): string | null =>
  page.value === "lists" && openList.value
    ? `/lists/${encodeURIComponent(openList.value)}/creators?limit=${SHOWN_MAX}`
    : null;
export const entries = loadedFrom<{ data: EntryView[]; next_cursor: string | null }>(entriesPath);

export async function createList(name: string): Promise<ListView> {
  const { data } = await ask<{ data: ListView }>("/lists", { method: "POST", body: { name } });
  lists.again();
  return data;
}

export async function deleteList(id: string): Promise<void> {
  await ask(`/lists/${id}`, { method: "DELETE" });
  lists.again();
}

export async function addTo(listId: string, creatorId: string): Promise<"added" | "known" | "unknown"> {
  const { data } = await ask<{ data: { outcome: "added" | "known" | "unknown" }[] }>(
    `/lists/${listId}/creators`,
    { method: "POST", body: { creators: [{ id: creatorId }] } },
  );
  return data[0]?.outcome ?? "unknown";
}

export async function changeEntry(
  listId: string,
  creatorId: string,
  change: { readonly note?: string; readonly status?: Status },
): Promise<void> {
  await ask(`/lists/${listId}/creators/${creatorId}`, { method: "PUT", body: change });
  entries.again();
}

export async function takeOff(listId: string, creatorId: string): Promise<void> {
  await ask(`/lists/${listId}/creators/${creatorId}`, { method: "DELETE" });
  entries.again();
}
