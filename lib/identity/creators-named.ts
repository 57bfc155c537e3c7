import { inChunks } from "../domain/chunks.ts";
import { oneOf } from "../domain/condition.ts";
import type { Creator } from "../domain/creator.ts";
import { type AccountName, channelIdOf, nameKey, namesOf } from "../domain/identity.ts";
import { type CreatorId, creatorIdOf } from "../domain/ids.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { everyPage } from "../stored/every-page.ts";

/** Values in one condition. */
const HANDLES_MAX = 1_000;
const PAGE = 1_000;

export interface NamedCreators {
  of(names: readonly AccountName[]): Creator[];
}

/** The live creators with these names, of every tenant that `documents` may read. */
export async function creatorsNamed(
  documents: TenantDocuments,
  names: readonly AccountName[],
): Promise<NamedCreators> {
  const byName = new Map<string, Creator[]>();
  for (const creator of await readCandidates(documents, names)) {
    for (const name of namesOf(creator)) {
      const key = nameKey(name);
      byName.set(key, [...(byName.get(key) ?? []), creator]);
    }
  }
  return { of: (asked) => [...new Set(asked.flatMap((name) => byName.get(nameKey(name)) ?? []))] };
}

/**
 * All live creators that have one of the names or ids, and some that only have an equal handle on another platform.
 * One read for ids and channels, one per thousand handles.
 */
export async function readCandidates(
  documents: TenantDocuments,
  names: readonly AccountName[],
  ids: readonly CreatorId[] = [],
): Promise<Creator[]> {
  const channels = names.map(channelIdOf).filter((id) => id !== null);
  const ofChannels = documents.scope.reads.flatMap((tenantId) =>
    channels.map((id) => creatorIdOf(tenantId, "youtube", id)),
  );
  const found = new Map<string, Creator>();
  for (const record of (
    await documents.getMany("creators", [...new Set([...ids, ...ofChannels])])
  ).values()) {
    if (!record.erased) found.set(record.id, record);
  }
  const handles = [...new Set(names.filter((name) => channelIdOf(name) === null).map(({ name }) => name))];
  for (const part of inChunks(handles, HANDLES_MAX)) {
    for (const creator of await byHandle(documents, part)) found.set(creator.id, creator);
  }
  return [...found.values()];
}

/** The same handle on all four platforms, and stale records of a handle that has a new owner. These are few. */
async function byHandle(documents: TenantDocuments, handles: readonly string[]): Promise<Creator[]> {
  const found: Creator[] = [];
  const byName = { where: [oneOf("handle_lc", handles)], limit: PAGE } as const;
  for await (const page of everyPage(documents, "creators", byName)) {
    for (const record of page) if (!record.erased) found.push(record);
  }
  return found;
}
