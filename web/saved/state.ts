import type { z } from "zod";
import type {
  newCreatorSchema,
  savedSearchViewSchema,
} from "../../lib/domain/api/saved-search-operations.ts";
import { daysBack, openSaved, page } from "../address.ts";
import { ask, loadedFrom } from "../api.ts";

export type SavedSearchView = z.infer<typeof savedSearchViewSchema>;

const DAY_MS = 86_400_000;
/** A tenant has at most 100 saved searches. */
export const SAVED_PATH = "/saved-searches?limit=200";
export const savedSearches = loadedFrom<{ data: SavedSearchView[] }>(() =>
  page.value === "saved" ? SAVED_PATH : null,
);

/** What the open search found. Uses whole days, so that a view always has the same address. */
export function newPath(): string | null {
  if (page.value !== "saved" || openSaved.value === null) return null;
  const days = daysBack.value;
  const since =
    days === null ? "" : `&since=${new Date(Math.floor(Date.now() / DAY_MS - days) * DAY_MS).toISOString()}`;
  return `/saved-searches/${encodeURIComponent(openSaved.value)}/new?limit=200${since}`;
}
export interface FoundCreators {
  readonly data: z.infer<typeof newCreatorSchema>[];
  readonly next_cursor: string | null;
}
export const newCreators = loadedFrom<FoundCreators>(newPath);

export async function saveSearch(name: string, search: object): Promise<SavedSearchView> {
  const { data } = await ask<{ data: SavedSearchView }>("/saved-searches", {
    method: "POST",
    body: { name, search },
  });
  return data;
}

export async function deleteSaved(id: string): Promise<void> {
  await ask(`/saved-searches/${id}`, { method: "DELETE" });
  savedSearches.again();
}
